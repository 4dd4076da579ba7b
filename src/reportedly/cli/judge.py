"""`reportedly judge`: take in a sheet of judged events."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reportedly.archive.snapshot import Snapshot

_RIGHT = "right "
_LISTS = {"sources", "targets"}


@click.command("judge")
@click.argument("archive", metavar="ARCHIVE")
@click.argument("sheet", metavar="SHEET.csv")
@click.option("--by", required=True, metavar="NAME", help="Who judged: kept with each judgement.")
def command(archive: str, sheet: str, by: str) -> None:
    """Take in the verdicts of a sheet that `reportedly sample` wrote, as corrections of the archive.

    A row counts when its `verdict` is accept or reject, or when a `right …` column says what would be right (parties
    with ; between them). Other rows are left for later. Nothing is ever changed: a later judgement counts instead.

    \b
    Example:
      reportedly sample desk -n 200 --by type --out review.csv
      reportedly judge desk review.csv --by "Ana Rojas"

    Exit status: 0 all taken in, 1 some rows couldn't be, 2 wrong usage.
    """
    from reportedly.archive import Archive
    from reportedly.archive.corrections import correct
    from reportedly.errors import ArchiveError

    taken = refused = open_rows = 0
    with Archive(archive) as opened:
        rows = list(_rows(sheet))
        with opened.snapshot() as snapshot:
            triggers = _triggers(snapshot, sorted({row["article"] for _, row in rows}))
        for where, row in rows:
            changes = _changes(row)
            verdict = "correct" if changes else (row.get("verdict") or "").strip().lower()
            if not verdict:
                open_rows += 1
                continue
            try:
                _stands(row, triggers)
                correct(opened, article=row["article"], about="event", item=row["event"], verdict=verdict,
                        changes=changes, by=by)  # fmt: skip
                taken += 1
            except ArchiveError as error:
                refused += 1
                click.echo(f"reportedly: {where}: {error}", err=True)
    told = f"{taken} judgements taken in" + (f", {open_rows} rows left open" if open_rows else "")
    click.echo(told + (f", {refused} refused" if refused else ""), err=True)
    if refused:
        raise SystemExit(1)


def _rows(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    from reportedly.errors import SourceError

    try:
        stream = (
            sys.stdin if sheet == "-" else Path(sheet).open(encoding="utf-8-sig", newline="")  # noqa: SIM115
        )
        with stream:
            rows = csv.DictReader(stream)
            if not {"article", "event", "verdict"} <= set(rows.fieldnames or ()):
                raise SourceError(
                    "has no columns article, event and verdict", where=sheet, do="make it with `reportedly sample`"
                )  # fmt: skip
            for row in rows:
                yield f"{sheet}:{rows.line_num}", row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        if isinstance(error, SourceError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"can't be read ({reason.lower()})", where=sheet, do="save it as CSV, in UTF-8"
        ) from None


def _triggers(snapshot: Snapshot, articles: list[str]) -> dict[tuple[str, str], str]:
    snapshot.given("asked", {"article": articles or [""]})
    sql = "SELECT article, event, trigger FROM events WHERE article IN (SELECT article FROM asked)"
    return {(row["article"], row["event"]): row["trigger"] for row in snapshot.rows(sql)}


def _stands(row: dict[str, str], triggers: dict[tuple[str, str], str]) -> None:
    """The archive may have been coded anew since the sheet was drawn: then e1 may be another event."""
    from reportedly.errors import ArchiveError

    now = triggers.get((row["article"], row["event"]))
    if row.get("trigger") and now is not None and now != row["trigger"]:
        raise ArchiveError(
            f"{row['event']} of {row['article']!r} now stands on {now!r}, not on {row['trigger']!r}",
            where="event", do="draw a new sheet",
        )  # fmt: skip


def _changes(row: dict[str, str]) -> dict[str, Any]:
    """What the `right …` columns say."""
    found: dict[str, Any] = {}
    for column, value in row.items():
        if column and column.startswith(_RIGHT) and value and value.strip():
            field, words = column.removeprefix(_RIGHT), value.strip()
            found[field] = [part.strip() for part in words.split(";")] if field in _LISTS else words
    return found
