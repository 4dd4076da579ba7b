"""`reportedly dyads`: what passes between two actors, by period."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from reportedly.cli.views import Columns, filter_of, filter_options, form_options, print_view

_COLUMNS: Columns = {
    "period": lambda row: row["period"],
    "verbal coop.": lambda row: row["quad_1"],
    "material coop.": lambda row: row["quad_2"],
    "verbal conflict": lambda row: row["quad_3"],
    "material conflict": lambda row: row["quad_4"],
    "score": lambda row: row["score"],
    "events": lambda row: row["events"],
    "by status": lambda row: [f"{count} {status}" for status, count in row["by_status"].items()],
}


@click.command("dyads")
@click.argument("archive", metavar="ARCHIVE")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--by", type=click.Choice(["day", "week", "month", "quarter", "year"]), default="month", show_default=True
)
@click.option("--directed", is_flag=True, help="Only what A did to B.")
@filter_options
@form_options
def command(
    archive: str,
    a: str,
    b: str,
    by: Any,
    directed: bool,
    form: str | None,
    out: str | None,
    limit: int | None,
    **given: Any,
) -> None:
    """Count what passes between two actors (countries as alpha-3, else registry ids or names), a row a period.

    \b
    Example:
      reportedly dyads desk IRN RUS --by month
      reportedly dyads desk USA CHN --directed --since 2024-01-01 --format csv
    """
    from reportedly.archive import Archive

    keep = filter_of(given)
    with Archive(archive) as opened:
        rows = opened.dyads(a, b, by=by, directed=directed, keep=keep)
        print_view(opened, replace(keep, between=(a, b)), rows, _COLUMNS, form=form, out=out, limit=limit)
