"""`reportedly show`: a record for human eyes."""

from __future__ import annotations

import sys

import click

from reportedly.cli.loading import load_records
from reportedly.cli.options import article_options, coder_options, coder_options_of
from reportedly.cli.output import open_output
from reportedly.record import Record


@click.command("show")
@click.argument("file")
@click.option("--html", metavar="OUT.html", help="Write a self-contained page instead.")
@article_options
@coder_options
def command(
    file: str,
    html: str | None,
    as_kind: str | None,
    published: str | None,
    outlet: str | None,
    **coder: str | int | None,
) -> None:
    """Show a record: the article with what was found in it, then its events and statements.

    FILE holds records, or articles, which are coded first; - is standard input.

    \b
    Example:
      reportedly show article.txt --published 2024-03-12
      reportedly show records.jsonl --html records.html
    """
    options = coder_options_of(coder)
    loaded = load_records(file, as_kind=as_kind, published=published, outlet=outlet, options=options)
    failed = False
    shown: list[Record] = []
    for record in loaded:
        if isinstance(record, str):
            failed = True
            print(f"reportedly: {record}", file=sys.stderr)
        elif html is not None:
            shown.append(record)
        else:
            from reportedly.cli.terminal import console, overview, print_to

            out = console()
            if shown:
                print_to(out, "\n" + "─" * out.width + "\n")
            print_to(out, overview(record))
            shown = [record]
    if html is not None and shown:
        from reportedly.cli.webpage import page

        with open_output(html) as stream:
            stream.write(page(shown))
    if failed:
        raise click.exceptions.Exit(1)
