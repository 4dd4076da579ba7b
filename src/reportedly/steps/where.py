"""Places, and where on earth they are."""

from __future__ import annotations

from reportedly.record import Place
from reportedly.steps.parse import ParsedArticle


def find_places(parsed: ParsedArticle) -> tuple[Place, ...]:
    """Find the places of an article."""
    return ()
