"""What share of the coder's time the steps for voices and factuality take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.machine import describe
from bench.shares import shares_of
from bench.speed import read_articles

__all__ = ["measure"]

#: Where the coder calls the two steps.
_CALLS = (
    ("says", "reportedly.coder.find_statements"),
    ("whether", "reportedly.coder.factive_statements"),
    ("whether", "reportedly.coder.voices"),
    ("whether", "reportedly.steps.does.read"),
)


def measure(folder: Path, *, words: int, rounds: int) -> Iterator[str]:
    """Lines of the report, as they come."""
    articles = list(read_articles(folder, words=words))
    total = sum(len(f"{a.title or ''} {a.text}".split()) for a in articles)
    yield describe()
    yield f"text: {folder.name}, {len(articles)} articles, {total:,} words (white-space separated), {rounds} rounds"
    for name, share in shares_of(_CALLS, articles, rounds=rounds).items():
        yield f"{name:<10} {share:6.1f} % of the coder's time"
