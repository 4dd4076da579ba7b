"""Happenings: reports of one real-world event, as they are joined across articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Any

from reportedly.archive.filters import Filter, where_events
from reportedly.archive.finding import in_text
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.summary import summary

__all__ = ["happenings"]

#: Happenings that are read at first where nobody says how many are wanted, so many times as many after each time, and
#: the most at once.
_TOGETHER, _MORE, _MOST = 256, 2, 32_768
#: Rows of events read to find a happening: some have more reports.
_REPORTS = 4


def happenings(
    snapshot: Snapshot,
    keep: Filter | None = None,
    *,
    statuses: Sequence[str] = (),
    limit: int | None = None,
    together: int | None = None,
) -> Iterator[dict[str, Any]]:
    """Happenings with their reports, the first seen first; a filter keeps those with a report that passes it.

    Each is as docs/archive.md says: parties, time, place, reports with their voices, independent outlets, and the
    least and most that was said of killed, injured and size.

    Args:
        statuses: only those with a report that passes the filter and has one of these statuses; none: any status.
        limit: at most so many.
        together: read about so many at first; more each time, so that few are cheap and all are cheap enough.
    """
    found = _read(snapshot, keep or Filter(), statuses, together or limit or _TOGETHER)
    yield from islice(found, limit) if limit is not None else found


def _read(
    snapshot: Snapshot, keep: Filter, statuses: Sequence[str], together: int
) -> Iterator[dict[str, Any]]:
    condition, values = where_events(keep)
    condition = f"happening IS NOT NULL AND {condition} {in_text(snapshot, keep)}"
    if statuses:
        condition += f" AND status IN ({', '.join('?' * len(statuses))})"
        values = [*values, *statuses]
    after: tuple[str, list[object]] = ("TRUE", [])
    while True:
        wanted = min(together, _MOST) * _REPORTS
        chosen = list(
            snapshot.rows(
                f"SELECT happening, started FROM events_joined WHERE {condition} AND {after[0]} "
                f"ORDER BY started NULLS LAST, happening LIMIT {wanted}",
                [*values, *after[1]],
            )
        )
        if chosen:
            days, day_values = _days([row["started"] for row in chosen])
            rows = snapshot.rows(
                f"SELECT * FROM events_joined WHERE {days} AND happening IN (SELECT unnest(?::VARCHAR[])) "
                "ORDER BY started NULLS LAST, happening, published, article, length(event), event",
                [*day_values, list(dict.fromkeys(row["happening"] for row in chosen))],
            )
            for id, members in groupby(rows, key=lambda row: row["happening"]):
                yield summary(id, list(members))
        if len(chosen) < wanted:
            return
        after = _after(chosen[-1]["started"], chosen[-1]["happening"])
        together *= _MORE


def _after(started: date | None, happening: str) -> tuple[str, list[object]]:
    """What comes behind a happening in the order of their days, those without a day last."""
    if started is None:
        return "started IS NULL AND happening > ?", [happening]
    return "(started > ? OR (started = ? AND happening > ?) OR started IS NULL)", [
        started,
        started,
        happening,
    ]


def _days(started: list[date | None]) -> tuple[str, list[object]]:
    """The days that a look-up can be held to, so that few files are read."""
    days = [day for day in started if day is not None]
    parts = ["started BETWEEN ? AND ?"] if days else []
    if len(days) < len(started):
        parts.append("started IS NULL")
    return f"({' OR '.join(parts)})", [min(days), max(days)] if days else []
