"""Calibration: whether events of a confidence of .8 are right eight times of ten.

The expected calibration error is the mean distance between confidence and share of right ones, over bins of equal width,
weighed by how many fall into each (Naeini and others 2015).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import BinaryIO

from reportedly.errors import MissingExtra

__all__ = ["Bin", "Calibration", "calibration", "draw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Events of about the same confidence: how many, their mean confidence, how many were right (with a 95 % interval)."""

    low: float
    high: float
    events: int
    confidence: float
    right: float
    right_in: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The curve and its error; the error is None where nothing was judged."""

    bins: tuple[Bin, ...]
    events: int
    error: float | None


def calibration(judged: Iterable[tuple[float, bool]], *, bins: int = 10) -> Calibration:
    """The curve of events whose rightness is known.

    Args:
        judged: (confidence from 0 to 1, whether it was right).
        bins: of equal width.

    >>> calibration([(0.9, True), (0.9, True), (0.9, False)]).error
    0.2333
    """
    found: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in judged:
        found[min(int(confidence * bins), bins - 1)].append((confidence, right))
    whole = sum(map(len, found))
    curve = []
    for at, some in enumerate(found):
        if some:
            share = sum(right for _, right in some) / len(some)
            mean = sum(confidence for confidence, _ in some) / len(some)
            curve.append(Bin(low=at / bins, high=(at + 1) / bins, events=len(some), confidence=mean, right=share,
                             right_in=_wilson(share, len(some))))  # fmt: skip
    error = sum(one.events * abs(one.confidence - one.right) for one in curve) / whole if whole else None
    return Calibration(bins=tuple(curve), events=whole, error=None if error is None else round(error, 4))


def draw(found: Calibration, out: BinaryIO) -> None:
    """Draw the curve as PNG.

    Raises:
        MissingExtra: matplotlib isn't installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        raise MissingExtra("the chart needs matplotlib", do="pip install 'reportedly[charts]'") from None
    figure = Figure(figsize=(5, 5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="#999", linewidth=1, linestyle="--", label="as it should be")
    below = [max(0.0, one.right - one.right_in[0]) for one in found.bins]
    above = [max(0.0, one.right_in[1] - one.right) for one in found.bins]
    axes.errorbar([one.confidence for one in found.bins], [one.right for one in found.bins], yerr=[below, above],
                  marker="o", color="#1d4ed8", capsize=3, label=f"{found.events} events")  # fmt: skip
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share that is right",
             title="Calibration" if found.error is None else f"Calibration: expected error {found.error:.3f}")  # fmt: skip
    axes.legend(loc="upper left")
    # No date and no version in the file, so that the same curve gives the same bytes.
    figure.savefig(out, format="png", dpi=120, metadata={"Software": None})


def _wilson(share: float, number: int, *, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927)."""
    middle = share + z * z / (2 * number)
    spread = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    whole = 1 + z * z / number
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
