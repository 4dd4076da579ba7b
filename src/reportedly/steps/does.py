"""Events: the codebook's rules over the syntax."""

from __future__ import annotations

from reportedly.steps.cast import Cast
from reportedly.steps.deed import Deed
from reportedly.steps.parse import ParsedArticle


def find_events(parsed: ParsedArticle, *, cast: Cast) -> tuple[Deed, ...]:
    """Find the events of an article."""
    return ()
