"""`reportedly promises`: what was promised, threatened, demanded or planned, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import click

from reportedly.cli.views import DAY, Columns, filter_of, filter_options, form_options, print_view

Row = dict[str, Any]


def _due(row: Row) -> str | None:
    """The last day of what is due; the interval's end is the day after it."""
    if not row["due"]:
        return None
    start, end = row["due"]
    return (date.fromisoformat(end[:10]) - timedelta(days=1)).isoformat() if end else f"from {start[:10]}"


_COLUMNS: Columns = {
    "said": lambda row: row["said"],
    "kind": lambda row: row["kind"],
    "by": lambda row: [party["name"] for party in row["by"]],
    "act": lambda row: row["act"],
    "who": lambda row: [party["name"] for party in row["sources"]],
    "whom": lambda row: [party["name"] for party in row["targets"]],
    "due": _due,
    "outcome": lambda row: row["outcome"],
    "happening": lambda row: row["happening"],
    "article": lambda row: row["article"][:16],
}


@click.command("promises")
@click.argument("archive", metavar="ARCHIVE")
@click.option("--due", metavar="DAY[..DAY]", help="Only what falls due by that day, or between two.")
@click.option("--as-of", type=DAY, metavar="DAY",
              help="The day from which a date that has passed is a broken promise. Default: that of the latest article.")  # fmt: skip
@click.option("--outcome", type=click.Choice(["open", "kept", "broken", "overtaken"]), help="Only these.")
@filter_options
@form_options
def command(
    archive: str,
    due: str | None,
    as_of: date | None,
    outcome: str | None,
    form: str | None,
    out: str | None,
    limit: int | None,
    **given: Any,
) -> None:
    """List what was promised, threatened, demanded or planned: by whom, by when, and what became of it.

    \b
    Example:
      reportedly promises desk --due 2024-06-30 --outcome open
      reportedly promises desk --actor RUS --as-of 2024-12-31
    """
    from reportedly.archive import Archive

    since, until = _between(due)
    keep = filter_of(given)
    with Archive(archive) as opened:
        rows = opened.promises(keep, as_of=as_of, due_since=since, due_until=until)
        chosen = (row for row in rows if outcome is None or row["outcome"] == outcome)
        print_view(opened, keep, chosen, _COLUMNS, form=form, out=out, limit=limit)


def _between(due: str | None) -> tuple[date | None, date | None]:
    if due is None:
        return None, None
    since, _, until = due.rpartition("..")
    try:
        return (date.fromisoformat(since) if since else None), date.fromisoformat(until)
    except ValueError:
        raise click.BadParameter(
            f"{due!r} is neither a day nor two: write 2024-06-30 or 2024-06-01..2024-06-30",
            param_hint="--due",
        ) from None
