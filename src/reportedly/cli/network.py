"""`reportedly network`: the weighted edges between countries."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.views import Columns, filter_of, filter_options, form_options, print_view

_COLUMNS: Columns = {
    name: (lambda row, name=name: row[name])  # type: ignore[misc]
    for name in ("period", "a", "b", "events", "cooperation", "conflict", "score")
}


@click.command("network")
@click.argument("archive", metavar="ARCHIVE")
@click.option(
    "--by", type=click.Choice(["day", "week", "month", "quarter", "year"]), default="year", show_default=True
)
@filter_options
@form_options
def command(
    archive: str, by: Any, form: str | None, out: str | None, limit: int | None, **given: Any
) -> None:
    """List who dealt with whom: events, cooperation and conflict of each two countries, a row a period.

    \b
    Example:
      reportedly network desk --by year --format csv --out edges.csv
    """
    from reportedly.archive import Archive

    keep = filter_of(given)
    with Archive(archive) as opened:
        print_view(opened, keep, opened.network(by=by, keep=keep, limit=limit), _COLUMNS, form=form, out=out)
