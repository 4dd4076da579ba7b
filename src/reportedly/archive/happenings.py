"""Happenings: reports of one real-world event, as they are joined across articles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from reportedly.archive.filters import Filter, where_events
from reportedly.archive.finding import in_text
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.summary import summary

__all__ = ["happenings"]


def happenings(
    snapshot: Snapshot, keep: Filter | None = None, *, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Happenings with their reports, the first seen first; a filter keeps those with a report that passes it.

    Each is as docs/archive.md says: parties, time, place, reports with their voices, independent outlets, and the
    least and most that was said of killed, injured and size.
    """
    condition, values = where_events(keep or Filter())
    sql = (
        f"WITH chosen AS (SELECT DISTINCT happening FROM events_joined WHERE {condition} {in_text(snapshot, keep)}) "
        "SELECT e.* FROM events_joined e WHERE e.happening IN (SELECT happening FROM chosen) "
        "ORDER BY e.started NULLS LAST, e.happening, e.published, e.article, length(e.event), e.event"
    )
    rows = snapshot.rows(sql, values)
    found = (summary(id, list(members)) for id, members in groupby(rows, key=lambda row: row["happening"]))
    yield from islice(found, limit) if limit is not None else found
