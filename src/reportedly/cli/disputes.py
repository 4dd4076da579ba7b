"""`reportedly disputes`: what one voice asserts and another denies, or tells otherwise."""

from __future__ import annotations

from typing import Any

import click

from reportedly.cli.views import Columns, filter_of, filter_options, form_options, print_view

Row = dict[str, Any]


def _side(side: Row) -> str:
    voices = ", ".join(voice["name"] or "an article" for voice in side["voices"]) or "somebody"
    return f"{side['claim']} ({voices})"


_COLUMNS: Columns = {
    "about": lambda row: row["about"],
    "type": lambda row: row["type"],
    "who": lambda row: [party["name"] for party in row["sources"]],
    "whom": lambda row: [party["name"] for party in row["targets"]],
    "sides": lambda row: [_side(side) for side in row["sides"]],
    "happening": lambda row: row["happening"],
}


@click.command("disputes")
@click.argument("archive", metavar="ARCHIVE")
@filter_options
@form_options
def command(archive: str, form: str | None, out: str | None, limit: int | None, **given: Any) -> None:
    """List disputes: a happening that one voice asserts and another denies, or of which their figures differ.

    \b
    Example:
      reportedly disputes desk --actor ISR --since 2024-03-01
    """
    from reportedly.archive import Archive

    keep = filter_of(given)
    with Archive(archive) as opened:
        print_view(opened, keep, opened.disputes(keep, limit=limit), _COLUMNS, form=form, out=out)
