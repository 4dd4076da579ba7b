"""Confidence against the share that is right."""

from __future__ import annotations

import io

import pytest

from reportedly.evaluation import calibration
from reportedly.evaluation.calibration import draw
from reportedly.evaluation.report import calibration_lines


def test_a_coder_that_knows_itself_errs_by_nothing() -> None:
    judged = [(0.75, True)] * 75 + [(0.75, False)] * 25 + [(0.35, True)] * 35 + [(0.35, False)] * 65
    assert calibration(judged).error == 0.0


def test_the_error_is_the_mean_distance_weighed_by_events() -> None:
    # Thirty events of .9 that are right six times of ten, ten of .5 that always are.
    judged = [(0.95, True)] * 18 + [(0.95, False)] * 12 + [(0.5, True)] * 10
    assert calibration(judged).error == pytest.approx(0.75 * 0.35 + 0.25 * 0.5, abs=1e-4)


def test_full_confidence_falls_into_the_last_bin() -> None:
    (one,) = calibration([(1.0, True)]).bins
    assert (one.low, one.high, one.events) == (0.9, 1.0, 1)


def test_an_interval_stands_round_each_share() -> None:
    (one,) = calibration([(0.8, True)] * 9 + [(0.8, False)]).bins
    assert [round(bound, 3) for bound in one.right_in] == [0.596, 0.982]


def test_without_judged_events_there_is_no_error() -> None:
    assert calibration([]).error is None
    assert list(calibration_lines(calibration([]))) == ["Calibration: no event was judged."]


def test_the_curve_is_drawn_the_same_each_time() -> None:
    pytest.importorskip("matplotlib")
    pictures = []
    for _ in range(2):
        out = io.BytesIO()
        draw(calibration([(0.9, True), (0.9, False), (0.4, False)]), out)
        pictures.append(out.getvalue())
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] == pictures[1]
