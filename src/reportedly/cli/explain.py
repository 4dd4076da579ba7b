"""`reportedly explain`: why an event was coded so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportedly.cli.loading import load_records
from reportedly.cli.options import article_options, coder_options, coder_options_of
from reportedly.errors import RecordError, ReportedlyError
from reportedly.record import Record

if TYPE_CHECKING:
    from reportedly.steps.parse import ParsedArticle


@click.command("explain")
@click.argument("file")
@click.argument("event")
@click.option("--article", "article_id", metavar="ID", help="Which record, where FILE holds several.")
@article_options
@coder_options
def command(
    file: str,
    event: str,
    article_id: str | None,
    as_kind: str | None,
    published: str | None,
    outlet: str | None,
    **coder: str | int | None,
) -> None:
    """Explain why EVENT (such as e3) was coded so: rule, words, parties, what decided whether it happened, time, voice.

    FILE holds records, or articles, which are coded first; - is standard input.

    \b
    Example:
      reportedly explain article.txt e3 --published 2024-03-12
    """
    options = coder_options_of(coder)
    loaded = load_records(file, as_kind=as_kind, published=published, outlet=outlet, options=options)
    records: list[Record] = []
    failed = False
    for record in loaded:
        if isinstance(record, str):
            failed = True
            print(f"reportedly: {record}", file=sys.stderr)
        else:
            records.append(record)
    if records:
        from reportedly.cli.terminal import console, explanation, print_to

        chosen = _chosen(records, article_id, file)
        print_to(console(), explanation(chosen, event, parsed=_parsed(chosen, options["model"])))
    if failed:
        raise click.exceptions.Exit(1)


def _parsed(record: Record, model: str | int | None) -> ParsedArticle | None:
    """The article's syntax, by the parser that the record was made with; None where that isn't installed."""
    from reportedly.article import Article
    from reportedly.steps.parse import load_parser

    head = record.article
    name = str(model or record.made_with.model.rpartition("-")[0])
    try:
        return load_parser(name).parse(Article(text=head.text, title=head.title, published=head.published))
    except ReportedlyError:
        return None


def _chosen(records: list[Record], article_id: str | None, file: str) -> Record:
    if article_id is None and len(records) == 1:
        return records[0]
    for record in records:
        if record.id == article_id:
            return record
    ids = ", ".join(record.id for record in records[:5]) + (", …" if len(records) > 5 else "")
    what = f"no article {article_id!r}" if article_id else f"{len(records)} articles"
    raise RecordError(what, where=file, do=f"choose one with --article: {ids}")
