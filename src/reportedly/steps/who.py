"""Which actors are named, by name, role, pronoun or description."""

from __future__ import annotations

from reportedly.steps.cast import Cast
from reportedly.steps.parse import ParsedArticle


def find_actors(parsed: ParsedArticle) -> Cast:
    """Find the actors of an article."""
    return Cast((), ())
