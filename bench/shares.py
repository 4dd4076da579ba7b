"""What share of the coder's time its steps take, told from inside one run: load on the machine changes both alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib import import_module
from statistics import median
from typing import Any
from unittest.mock import patch

from reportedly import Article, Coder

__all__ = ["shares_of"]


def shares_of(
    calls: Sequence[tuple[str, str]], articles: Sequence[Article], *, rounds: int
) -> dict[str, float]:
    """The median share of the coder's time that each step takes, in per cent, and that of all together.

    Args:
        calls: name of a step, and where the coder calls it as ``module.function``; a name may come more than once.
        rounds: how often to code the articles, after once to warm up.
    """
    coder = Coder()
    shares: dict[str, list[float]] = {name: [] for name, _ in calls}
    together: list[float] = []
    for turn in range(rounds + 1):
        spent = dict.fromkeys(shares, 0.0)
        patches = [patch(target, _timed(target, name, spent)) for name, target in calls]
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
            together.append(100 * sum(spent.values()) / whole)
    return {name: median(found) for name, found in shares.items()} | {"together": median(together)}


def _timed(target: str, name: str, spent: dict[str, float]) -> Callable[..., Any]:
    module, function = target.rsplit(".", 1)
    call = getattr(import_module(module), function)

    def timed(*arguments: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return call(*arguments, **options)
        finally:
            spent[name] += time.perf_counter() - started

    return timed
