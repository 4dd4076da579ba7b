"""What share of the coder's time the steps for voices and factuality take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from bench.machine import describe
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
    from reportedly import Coder

    articles = list(read_articles(folder, words=words))
    total = sum(len(f"{a.title or ''} {a.text}".split()) for a in articles)
    coder = Coder()
    shares: dict[str, list[float]] = {"says": [], "whether": []}
    for turn in range(rounds + 1):
        spent: dict[str, float] = {"says": 0.0, "whether": 0.0}
        patches = [patch(target, _timed(target, name, spent)) for name, target in _CALLS]
        for each in patches:
            each.start()
        started = time.perf_counter()
        for _ in coder.code_many(articles):
            pass
        whole = time.perf_counter() - started
        for each in patches:
            each.stop()
        if turn:  # the first round only warms up
            for name, found in shares.items():
                found.append(100 * spent[name] / whole)
    yield describe()
    yield f"text: {folder.name}, {len(articles)} articles, {total:,} words (white-space separated), {rounds} rounds"
    for name, found in shares.items():
        yield f"{name:<10} {median(found):6.1f} % of the coder's time"
    both = [a + b for a, b in zip(shares["says"], shares["whether"], strict=True)]
    yield f"{'both':<10} {median(both):6.1f} %"


def _timed(target: str, name: str, spent: dict[str, float]) -> Callable[..., Any]:
    from importlib import import_module

    module, function = target.rsplit(".", 1)
    call = getattr(import_module(module), function)

    def timed(*arguments: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return call(*arguments, **options)
        finally:
            spent[name] += time.perf_counter() - started

    return timed
