"""Which time and which place belong to which event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.record import EventTime, Place, Statement, Time
from reportedly.steps.deed import Deed
from reportedly.steps.parse import ParsedArticle

__all__ = ["UNDATED", "Anchor", "anchor"]

UNDATED = EventTime(
    start=None, end=None, precision=None, span=None, not_before=None, not_after=None, basis="unknown"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """When an event was, when its act is (None where they don't differ), and where (an index into the places)."""

    time: EventTime
    act_time: EventTime | None
    place: int | None


def anchor(
    deed: Deed,
    parsed: ParsedArticle,
    *,
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Statement],
) -> Anchor:
    """Join a deed to its time and place."""
    return Anchor(UNDATED, None, None)
