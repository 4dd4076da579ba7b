"""`reportedly judge`: take in a sheet of judged events."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
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
    with ; between them, - for none). Other rows are left for later. Nothing is ever changed: a later judgement counts instead.

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
            standing = _standing(snapshot, sorted({row["article"] for _, row in rows}))
        for where, row in rows:
            try:
                changes = _changes(row)
                verdict = "correct" if changes else (row.get("verdict") or "").strip().lower()
                if not verdict:
                    open_rows += 1
                    continue
                _stands(row, standing)
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


def _standing(snapshot: Snapshot, articles: list[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Trigger and sentence of each event of these articles."""
    snapshot.given("asked", {"article": articles or [""]})
    sql = "SELECT article, event, trigger, words FROM events WHERE article IN (SELECT article FROM asked)"
    return {(row["article"], row["event"]): (row["trigger"], row["words"]) for row in snapshot.rows(sql)}


def _stands(row: dict[str, str], standing: dict[tuple[str, str], tuple[str, str]]) -> None:
    """The archive may have been coded anew since the sheet was drawn: then e1 may be another event."""
    from reportedly.errors import ArchiveError

    now = standing.get((row["article"], row["event"]))
    if now is None or not row.get("trigger"):
        return
    for was, is_now in zip((row["trigger"], row.get("words") or now[1]), now, strict=True):
        if was.split() != is_now.split():
            raise ArchiveError(
                f"{row['event']} of {row['article']!r} now stands on {is_now!r}, not on {was!r}",
                where="event", do="draw a new sheet",
            )  # fmt: skip


def _changes(row: dict[str, str]) -> dict[str, Any]:
    """What the `right …` columns say; ``-`` stands for none."""
    found: dict[str, Any] = {}
    for column, value in row.items():
        if column and column.startswith(_RIGHT) and value and value.strip():
            field, words = column.removeprefix(_RIGHT), value.strip()
            if field == "day":
                found["time"] = None if words == "-" else _whole_day(words)
            elif field in _LISTS:
                found[field] = [] if words == "-" else [part.strip() for part in words.split(";")]
            else:
                found[field] = None if words == "-" else words
    return found


def _whole_day(words: str) -> dict[str, str]:
    from reportedly.errors import ArchiveError

    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise ArchiveError(
            f"{words!r} is no day", where="right day", do="write it as 2024-03-12, or - for none"
        ) from None
    return {"start": day.isoformat(), "end": (day + timedelta(days=1)).isoformat()}
