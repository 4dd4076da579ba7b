"""Scoring: precision, recall and F1 with intervals from resampled articles, and whether one coding beats another.

Articles, not events, are resampled (Efron 1979), since errors of one article go together. Two codings are compared on the
same resampled articles (paired bootstrap: Koehn 2004). The draws are fixed, so the same input gives the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from reportedly.evaluation.matching import Tally

__all__ = ["DRAWS", "Difference", "Score", "compare", "scores"]

DRAWS = 2000
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good one step or type is, each share with its 95 % interval; NaN where there is nothing to divide by."""

    group: str
    name: str
    right: int
    wrong: int
    missing: int
    precision: float
    recall: float
    f1: float
    precision_in: Interval
    recall_in: Interval
    f1_in: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How much better the second coding is than the first.

    Args:
        gain: F1 of the second less F1 of the first.
        gain_in: its 95 % interval.
        p: how often, over the draws, the one that is ahead is not; two-sided.
    """

    group: str
    name: str
    first: float
    second: float
    gain: float
    gain_in: Interval
    p: float


def scores(tallies: Sequence[Tally], *, draws: int = DRAWS) -> list[Score]:
    """The scores of each step, then of each type that occurs.

    Args:
        tallies: an article each.
        draws: of resampled articles.
    """
    groups = _groups(tallies)
    counts = _counts(tallies, groups)
    drawn, whole = _shares(_resampled(counts, draws)), _shares(counts.sum(axis=0))
    found = []
    for at, (group, name) in enumerate(groups):
        right, wrong, missing = (int(part) for part in counts.sum(axis=0)[at])
        precision, recall, f1 = (float(share[at]) for share in whole)
        intervals = [_interval(share[:, at]) for share in drawn]
        found.append(Score(
            group=group, name=name, right=right, wrong=wrong, missing=missing, precision=precision, recall=recall, f1=f1,
            precision_in=intervals[0], recall_in=intervals[1], f1_in=intervals[2],
        ))  # fmt: skip
    return found


def compare(first: Sequence[Tally], second: Sequence[Tally], *, draws: int = DRAWS) -> list[Difference]:
    """How two codings of the same articles differ in F1, by step and type.

    Args:
        first, second: an article each, the same ones in the same order.

    Raises:
        ValueError: they aren't of the same articles.
    """
    if [one.article for one in first] != [one.article for one in second]:
        raise ValueError("the tallies are not of the same articles in the same order")
    groups = _groups([*first, *second])
    both = [_counts(tallies, groups) for tallies in (first, second)]
    whole = [_shares(counts.sum(axis=0))[2] for counts in both]
    drawn = [_shares(_resampled(counts, draws))[2] for counts in both]
    found = []
    for at, (group, name) in enumerate(groups):
        gain = float(whole[1][at] - whole[0][at])
        gains = drawn[1][:, at] - drawn[0][:, at]
        gains = gains[~np.isnan(gains)]
        against = (gains <= 0) if gain > 0 else (gains >= 0)
        p = min(1.0, 2 * float(np.mean(against))) if gains.size and gain else 1.0
        found.append(Difference(group=group, name=name, first=float(whole[0][at]), second=float(whole[1][at]), gain=gain,
                                gain_in=_interval(gains), p=p))  # fmt: skip
    return found


def _groups(tallies: Sequence[Tally]) -> list[tuple[str, str]]:
    from reportedly.evaluation.matching import STEPS

    found = {key for one in tallies for key, n in one.counts.items() if n.right or n.wrong or n.missing}
    steps = [("step", name) for name in STEPS if ("step", name) in found]
    return steps + sorted(key for key in found if key[0] == "type")


def _counts(tallies: Sequence[Tally], groups: Sequence[tuple[str, str]]) -> Any:
    """Right, wrong and missing: an array of shape (articles, groups, 3)."""
    counts = np.zeros((len(tallies), len(groups), 3), dtype=np.int64)
    for at, one in enumerate(tallies):
        for number, key in enumerate(groups):
            if key in one.counts:
                found = one.counts[key]
                counts[at, number] = found.right, found.wrong, found.missing
    return counts


def _resampled(counts: Any, draws: int) -> Any:
    """Sums over resampled articles, (draws, groups, 3); the same draws for the same number of articles."""
    articles = len(counts)
    random = np.random.default_rng(20_240_312)
    sums = np.zeros((draws, *counts.shape[1:]), dtype=np.int64)
    if articles:
        flat = counts.reshape(articles, -1)
        for at in range(draws):
            often = np.bincount(random.integers(0, articles, articles), minlength=articles)
            sums[at] = (often @ flat).reshape(counts.shape[1:])
    return sums


def _shares(counts: Any) -> Any:
    """Precision, recall and F1 of counts of shape (…, 3)."""
    right, wrong, missing = (counts[..., at].astype(float) for at in range(3))
    with np.errstate(invalid="ignore", divide="ignore"):
        return right / (right + wrong), right / (right + missing), 2 * right / (2 * right + wrong + missing)


def _interval(drawn: Any) -> Interval:
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size:
        return float("nan"), float("nan")
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
