"""`reportedly happenings`: real-world events, each with all its reports."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.views import Columns, filter_of, filter_options, form_options, print_view, spread

_COLUMNS: Columns = {
    "start": lambda row: row["time"]["start"] or f"{row['first_seen'] or '?'}*",
    "who": lambda row: [party["name"] for party in row["sources"]],
    "type": lambda row: row["type"] if row["act"] == row["type"] else f"{row['type']} → {row['act']}",
    "whom": lambda row: [party["name"] for party in row["targets"]],
    "place": lambda row: row["place"] and row["place"]["name"],
    "status": lambda row: [f"{count} {status}" for status, count in row["status"].items()],
    "reports": lambda row: len(row["reports"]),
    "outlets": lambda row: row["outlets"],
    "killed": lambda row: spread(row["killed"]),
    "words": lambda row: row["reports"][0]["words"],
    "id": lambda row: row["id"],
}


@click.command("happenings")
@click.argument("archive", metavar="ARCHIVE")
@filter_options
@form_options
def command(archive: str, form: str | None, out: str | None, limit: int | None, **given: Any) -> None:
    """List real-world events: the reports of each, who vouches for it, and how many independent outlets tell it.

    A filter keeps those with a report that passes it. A day with * is that of the first report: no text gives one.

    \b
    Example:
      reportedly happenings desk --type ASSAULT --since 2024-03-01
      reportedly happenings desk --between ISR IRN --format jsonl
    """
    from reportedly.archive import Archive

    keep = filter_of(given)
    with Archive(archive) as opened:
        print_view(opened, keep, opened.happenings(keep, limit=limit), _COLUMNS, form=form, out=out)
