"""Shares with intervals from resampled articles, and the paired bootstrap."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

import pytest

from reportedly.evaluation import Tally, compare, read_gold, scores, tally
from reportedly.record import Record

TEXT = "Norway aided Malawi. Kenya raided Peru. Oman met Chad."
Told = Callable[..., Record]


def tallies(told: Told, skips: list[str]) -> list[Tally]:
    """An article for each, in which the coder misses these verbs."""
    return [
        tally(read_gold(told(f"n{at}", TEXT).to_json()), told(f"n{at}", TEXT, skip=skip))
        for at, skip in enumerate(skips)
    ]


def test_shares_are_of_all_articles_together(told: Told) -> None:
    does = scores(tallies(told, ["", "met", "met raided aided"]))[0]
    assert (does.name, does.right, does.wrong, does.missing) == ("does", 5, 0, 4)
    assert (does.precision, round(does.recall, 3), round(does.f1, 3)) == (1.0, 0.556, 0.714)


def test_the_interval_holds_the_share_and_is_wider_for_fewer_articles(told: Told) -> None:
    few, many = (scores(tallies(told, ["", "met", "raided met"] * times))[0] for times in (1, 20))
    for one in (few, many):
        assert one.recall_in[0] <= one.recall <= one.recall_in[1]
    assert many.recall_in[1] - many.recall_in[0] < (few.recall_in[1] - few.recall_in[0]) / 2


def test_the_interval_is_the_one_that_theory_gives(told: Told) -> None:
    # Of 400 articles with three events each, half lose one: a share of 5/6, by articles with a deviation of 1/6.
    does = scores(tallies(told, ["", "met"] * 200))[0]
    expected = 1.96 * (1 / 6) / 400**0.5
    assert does.recall - does.recall_in[0] == pytest.approx(expected, rel=0.1)
    assert does.recall_in[1] - does.recall == pytest.approx(expected, rel=0.1)


def test_a_type_is_scored_by_itself(told: Told) -> None:
    by_type = {one.name: one for one in scores(tallies(told, ["met"] * 3)) if one.group == "type"}
    assert (by_type["AID"].f1, by_type["CONSULT"].recall) == (1.0, 0.0)
    assert isnan(by_type["CONSULT"].precision)


def test_the_same_input_gives_the_same_figures(told: Told) -> None:
    assert repr(scores(tallies(told, ["", "met"]))) == repr(scores(tallies(told, ["", "met"])))


def test_a_coding_doesnt_beat_itself(told: Told) -> None:
    same = compare(tallies(told, ["", "met"]), tallies(told, ["", "met"]))
    assert {(one.gain, one.p) for one in same} == {(0.0, 1.0)}


def test_one_better_in_every_article_surely_gains(told: Told) -> None:
    does = compare(tallies(told, ["met"] * 12), tallies(told, [""] * 12))[0]
    assert (does.first, does.second, does.p) == (pytest.approx(0.8), 1.0, 0.0)
    assert does.gain_in[0] > 0


def test_one_better_in_one_article_and_worse_in_another_gains_nothing_sure(told: Told) -> None:
    first, second = tallies(told, ["met", "", "", "met raided"]), tallies(told, ["", "met", "", "met"])
    does = compare(first, second)[0]
    assert does.gain > 0
    assert does.p > 0.05
    assert does.gain_in[0] < 0 < does.gain_in[1]


def test_both_codings_are_of_the_same_articles(told: Told) -> None:
    with pytest.raises(ValueError, match="same articles"):
        compare(tallies(told, [""]), tallies(told, ["", ""]))
