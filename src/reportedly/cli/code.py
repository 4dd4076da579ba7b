"""`reportedly code`: articles in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from reportedly.cli.coding import Coded, Options, code_items
from reportedly.cli.options import (
    article_options,
    coder_options,
    coder_options_of,
    columns_option,
    fetcher_of,
    private_option,
)
from reportedly.cli.output import open_output
from reportedly.cli.progress import followed, is_watched
from reportedly.sources.reading import meter_of, read_items


@click.command("code")
@click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER|URL|-]...")
@article_options
@columns_option
@private_option
@click.option("--format", "form", type=click.Choice(["jsonl", "json"]), default="jsonl", show_default=True,
              help="One record a line, or one JSON array.")  # fmt: skip
@click.option(
    "--out", metavar="FILE", help="Write there instead of to standard output; the file appears when whole."
)
@click.option("-j", "--processes", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="Code in N processes; the order stays.")  # fmt: skip
@coder_options
def command(
    inputs: tuple[str, ...],
    as_kind: str | None,
    published: str | None,
    outlet: str | None,
    columns: dict[str, str] | None,
    allow_private: bool,
    form: str,
    out: str | None,
    processes: int,
    **coder: str | int | None,
) -> None:
    """Code articles: each becomes one record, a line of JSON.

    Reads text, HTML, JSON Lines, CSV, Parquet, RSS and Atom, WARC, gzip and zip of these, and feeds by their address; a
    folder is read with its subfolders; without a name, or with -, standard input.
    What can't be coded is told on standard error, one line each, and the rest goes on.

    \b
    Example:
      reportedly code examples/ > records.jsonl
      reportedly code article.txt --published 2024-03-12 --outlet "Harbour Courier"
      zcat news.jsonl.gz | reportedly code --as jsonl -j 4 --out records.jsonl

    Exit status: 0 all coded, 1 something was not, 2 wrong usage.
    """
    if not inputs and sys.stdin.isatty():
        raise click.UsageError("name a file or a folder, or pipe an article in")
    options: Options = coder_options_of(coder)
    max_chars = coder["max_chars"]
    assert isinstance(max_chars, int)
    named = inputs or ("-",)
    fetcher = fetcher_of(named, allow_private=allow_private)
    meter = meter_of(named) if is_watched() else None
    items = read_items(
        named,
        kind=as_kind,
        published=published,
        outlet=outlet,
        max_chars=max_chars,
        columns=columns,
        fetcher=fetcher,
        meter=meter,
    )
    failed = False

    def records() -> Iterator[str]:
        nonlocal failed
        coding = code_items(items, options=options, processes=processes)
        with followed(coding, tell=lambda one: one.where, meter=meter) as coded:
            for one in coded:
                if one.error is not None:
                    failed = True
                    _tell(one)
                if one.line is not None:
                    yield one.line

    with open_output(out) as stream:
        if form == "jsonl":
            for line in records():
                stream.write(line + "\n")
                stream.flush()
        else:
            before = "["
            for line in records():
                stream.write(f"{before}\n{line}")
                before = ","
            stream.write("[]\n" if before == "[" else "\n]\n")
    if failed:
        raise click.exceptions.Exit(1)


def _tell(coded: Coded) -> None:
    print(f"reportedly: {coded.error}", file=sys.stderr, flush=True)
