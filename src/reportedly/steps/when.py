"""Time expressions and what they stand for."""

from __future__ import annotations

from reportedly.record import Time
from reportedly.steps.parse import ParsedArticle


def find_times(parsed: ParsedArticle, *, mode: str = "auto") -> tuple[Time, ...]:
    """Find the time expressions of an article."""
    return ()
