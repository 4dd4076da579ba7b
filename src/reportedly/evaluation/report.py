"""Report: an evaluation as text, for a terminal and for a file alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from reportedly.evaluation.calibration import Calibration
from reportedly.evaluation.matching import STEPS
from reportedly.evaluation.scoring import Difference, Score

__all__ = ["calibration_lines", "comparison_lines", "score_lines"]


def score_lines(found: Sequence[Score]) -> Iterator[str]:
    """A table of steps and one of types; in brackets between which shares the truth lies (95 %)."""
    for group, title in (("step", "By step"), ("type", "By type")):
        rows = [one for one in found if one.group == group]
        if not rows:
            continue
        yield f"{title:<12} {'precision':<18} {'recall':<18} {'F1':<18} right wrong missing"
        for one in rows:
            shares = ((one.precision, one.precision_in), (one.recall, one.recall_in), (one.f1, one.f1_in))
            cells = " ".join(f"{_share(share)} {_between(between):<13}" for share, between in shares)
            note = f"  {STEPS[one.name]}" if group == "step" else ""
            yield f"{one.name:<12} {cells} {one.right:>5} {one.wrong:>5} {one.missing:>7}{note}"
        yield ""


def comparison_lines(found: Sequence[Difference]) -> Iterator[str]:
    """A line for each step and type: F1 of both, and how sure the difference is."""
    yield f"{'F1':<12} first second  gain  95 % interval     p"
    for one in found:
        gain = "   — " if isnan(one.gain) else f"{one.gain:+.3f}"
        yield f"{one.name:<12} {_share(one.first)}  {_share(one.second)} {gain}  {_signed(one.gain_in):<15} {one.p:.3f}"
    yield ""


def calibration_lines(found: Calibration) -> Iterator[str]:
    """The curve, a bin a line, with bars, and the expected calibration error."""
    if found.error is None:
        yield "Calibration: no event was judged."
        return
    yield "Calibration  events  confidence  right  95 % interval"
    for one in found.bins:
        bar = "█" * round(one.right * 20) + "·" * (20 - round(one.right * 20))
        yield (f"{one.low:.1f} – {one.high:.1f} {one.events:>8} {one.confidence:>11.3f}  {one.right:.3f}  "
               f"{_between(one.right_in):<14} {bar}")  # fmt: skip
    yield f"expected calibration error: {found.error:.4f} over {found.events} events"


def _share(value: float) -> str:
    return "  —  " if isnan(value) else f"{value:.3f}"


def _between(interval: tuple[float, float]) -> str:
    return "" if isnan(interval[0]) else f"({interval[0]:.2f}–{interval[1]:.2f})"


def _signed(interval: tuple[float, float]) -> str:
    return "" if isnan(interval[0]) else f"({interval[0]:+.2f}…{interval[1]:+.2f})"
