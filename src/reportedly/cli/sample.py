"""`reportedly sample`: draw events of an archive to review."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.views import Columns, filter_of, filter_options, print_rows

if TYPE_CHECKING:
    from reportedly.archive.sampling import Stratum

_BY = ["type", "act", "made", "status", "outlet", "confidence"]


def _as_they_are(*names: str) -> Columns:
    return {name: itemgetter(name) for name in names}


def _empty(*names: str) -> Columns:
    return {name: lambda row: None for name in names}


def _joined(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda row: "; ".join(row[name])


#: Columns of a sheet to be filled in; `judge` reads them.
_SHEET: Columns = {
    **_as_they_are("article", "event"),
    **_empty(
        "verdict",
        "right type",
        "right made",
        "right status",
        "right sources",
        "right targets",
        "right day",
        "right place",
        "right voice",
    ),
    **_as_they_are("type", "act", "made", "status"),
    "who": _joined("who"),
    "whom": _joined("whom"),
    "voice": lambda row: "; ".join(row["voices"]) or "the article",
    **_as_they_are("day", "place", "trigger", "words", "outlet", "confidence", "stratum", "weight"),
}
_SHOWN = ("type", "status", "who", "trigger", "whom", "voice", "words", "confidence", "article", "event")
_TABLE: Columns = {name: _SHEET[name] for name in _SHOWN}


@click.command("sample")
@click.argument("archive", metavar="ARCHIVE")
@click.option(
    "-n", "number", type=click.IntRange(1), default=200, show_default=True, help="How many at most."
)
@click.option(
    "--by", type=click.Choice(_BY), help="The same number of each type, status … as far as there are."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another one gives another draw.")
@click.option("--again", is_flag=True, help="Also events that were judged already.")
@filter_options
@click.option(
    "--out", metavar="FILE", help="Write there; the file appears when whole. A sheet to fill in ends in .csv."
)
@click.option("--overwrite", is_flag=True, help="Write over a sheet that is there, with what was filled in.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    help="Default: csv for a file that ends in .csv, table on a terminal, else jsonl.",
)
def command(
    archive: str, number: int, by: Stratum | None, seed: int, again: bool, form: str | None, out: str | None,
    overwrite: bool, **given: Any,
) -> None:  # fmt: skip
    """Draw events to review: the same ones on every machine, a larger draw holds the smaller.

    Fill in `verdict` (accept or reject) or one of the `right …` columns, then `reportedly judge` takes the sheet in and
    `reportedly evaluate` measures. `weight` is how many events of its stratum each one stands for. Copies of an article
    are left out, and what was judged already.

    \b
    Example:
      reportedly sample desk -n 200 --by type --out review.csv
      reportedly judge desk review.csv --by "Ana Rojas"
      reportedly evaluate desk
    """
    from reportedly.archive import Archive
    from reportedly.archive.sampling import sample
    from reportedly.errors import OutputError

    if form is None and out and out.endswith(".csv"):
        form = "csv"
    if form == "csv" and out and Path(out).exists() and not overwrite:
        raise OutputError("is there already, perhaps with verdicts", where=out,
                          do="give another name, or --overwrite")  # fmt: skip
    with Archive(archive) as opened, opened.snapshot() as snapshot:
        rows = sample(snapshot, number, by=by, keep=filter_of(given), seed=seed, again=again)
        print_rows(rows, _SHEET if form == "csv" else _TABLE, form=form, out=out)
    if out:
        click.echo(f"written to {out}", err=True)
