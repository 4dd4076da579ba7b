"""Whether a text tells a story, so that its dates follow one another, or news, whose dates count from publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from reportedly.steps.when.tokens import Tokens

__all__ = ["Mode", "tells_a_story"]

Mode = Literal["auto", "news", "narrative"]

_NOW = frozenset(
    {"today", "yesterday", "tomorrow", "tonight", "ago", "monday", "tuesday", "wednesday", "thursday", "friday",
     "saturday", "sunday"}
)  # fmt: skip


def tells_a_story(parts: Sequence[Tokens], published: date | None) -> bool:
    """Whether most years told lie well before publication and words that count from it are rare.

    Args:
        published: without it, any text that tells years is a story.
    """
    years: list[int] = []
    deictic = 0
    for tokens in parts:
        for word in tokens.lower:
            if len(word) == 4 and word.isdecimal() and word.isascii() and "1400" <= word <= "2150":
                years.append(int(word))
            elif word in _NOW:
                deictic += 1
            elif word == "bc":
                years.append(0)
    if published is None:
        return bool(years)
    past = sum(1 for year in years if year < published.year)
    long_past = sum(1 for year in years if year < published.year - 1)
    return (
        long_past >= 4 and long_past * 2 >= len(years) and past * 10 >= len(years) * 7 and deictic * 4 <= past
    )
