"""`reportedly find`: events and statements of an archive."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.views import (
    Columns,
    filter_of,
    filter_options,
    form_options,
    print_view,
    refuse_filters_of_events,
)

_EVENTS: Columns = {
    "day": lambda row: (row["day"] or "?") + ("*" if row["dated_by"] == "published" else ""),
    "who": lambda row: [party["name"] for party in row["who"]],
    "type": lambda row: row["type"] if row["act"] == row["type"] else f"{row['type']} → {row['act']}",
    "whom": lambda row: [party["name"] for party in row["whom"]],
    "status": lambda row: row["status"],
    "voice": lambda row: [party["name"] for party in row["voices"]] or "the article",
    "words": lambda row: row["words"],
    "outlet": lambda row: row["outlet"],
    "article": lambda row: row["article"][:16],
    "event": lambda row: row["event"],
}
_STATEMENTS: Columns = {
    "published": lambda row: row["published"],
    "who": lambda row: row["who"] and row["who"]["name"],
    "stance": lambda row: row["stance"],
    "words": lambda row: row["words"],
    "outlet": lambda row: row["outlet"],
    "article": lambda row: row["article"][:16],
}


@click.command("find")
@click.argument("archive", metavar="ARCHIVE")
@click.option("--statements", is_flag=True, help="Statements instead of events.")
@filter_options
@form_options
def command(
    archive: str, statements: bool, form: str | None, out: str | None, limit: int | None, **given: Any
) -> None:
    """Find events (or statements) in an archive. A day with * is the publication's: the text gives none.

    \b
    Example:
      reportedly find desk --actor IRN --since 2021-10-01 --status planned
      reportedly find desk --statements --voice Russia --text sanctions --format csv
    """
    from reportedly.archive import Archive

    keep = filter_of(given)
    if statements:
        refuse_filters_of_events(
            given, "statements have none of", "leave out --statements, or filter by --voice, --text, …"
        )
    with Archive(archive) as opened:
        rows = opened.statements(keep, limit=limit) if statements else opened.find(keep, limit=limit)
        columns = _STATEMENTS if statements else _EVENTS
        print_view(opened, keep, rows, columns, form=form, out=out, statements=statements)
