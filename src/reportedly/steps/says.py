"""Who says what: quotations, reported speech, "according to"."""

from __future__ import annotations

from reportedly.record import Statement
from reportedly.steps.cast import Cast
from reportedly.steps.parse import ParsedArticle


def find_statements(parsed: ParsedArticle, *, cast: Cast, setting: str = "thorough") -> tuple[Statement, ...]:
    """Find the statements of an article."""
    return ()
