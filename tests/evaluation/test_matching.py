"""What counts as right, wrong and missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from reportedly.evaluation import read_gold, tally
from reportedly.record import EventTime, Record

TEXT = "Norway aided Malawi. Kenya raided Peru (Fiji said). Oman met Chad."
Told = Callable[..., Record]


def counted(gold: Record, coded: Record | None, step: str) -> tuple[int, int, int]:
    found = tally(read_gold(gold.to_json()), coded).counts[("step", step)]
    return found.right, found.wrong, found.missing


def test_a_record_is_right_against_itself(told: Told) -> None:
    found = tally(read_gold(told("n1", TEXT).to_json()), told("n1", TEXT))
    assert all(one.right and not one.wrong and not one.missing for key, one in found.counts.items() if key[1] not in {"when", "where"})  # fmt: skip
    assert found.judged == [(0.75, True)] * 3


def test_what_wasnt_coded_is_missing(told: Told) -> None:
    assert counted(told("n1", TEXT), told("n1", TEXT, skip="met"), "does") == (2, 0, 1)


def test_an_article_that_wasnt_coded_misses_everything(told: Told) -> None:
    assert counted(told("n1", TEXT), None, "does") == (0, 0, 3)


def test_another_type_is_wrong_and_the_right_one_missing(told: Told) -> None:
    coded = told("n1", TEXT, met={"type": "AGREE"})
    assert counted(told("n1", TEXT), coded, "does") == (2, 1, 1)
    found = tally(read_gold(told("n1", TEXT).to_json()), coded)
    assert (0.75, False) in found.judged
    assert found.counts["type", "AGREE"].wrong == found.counts["type", "CONSULT"].missing == 1


def test_parties_are_counted_one_by_one(told: Told) -> None:
    assert counted(told("n1", TEXT), told("n1", TEXT, met={"targets": ()}), "who") == (5, 0, 1)


def test_a_fate_is_made_and_status(told: Told) -> None:
    coded = told("n1", TEXT, met={"status": "planned"})
    assert counted(told("n1", TEXT), coded, "whether") == (5, 1, 1)


@pytest.mark.parametrize(
    "coded, counts", [("2024-03-11", (1, 0, 0)), ("2024-03-10", (0, 1, 1)), (None, (0, 0, 1))]
)
def test_a_day_is_right_wrong_or_missing(told: Told, coded: str | None, counts: tuple[int, int, int]) -> None:
    def on(day: str | None) -> dict[str, Any]:
        return {"time": EventTime(start=day, end=None, precision="day", span=None, not_before=None, not_after=None,
                                  basis="stated")}  # fmt: skip

    assert counted(told("n1", TEXT, met=on("2024-03-11")), told("n1", TEXT, met=on(coded)), "when") == counts


def test_a_voice_that_is_lost_leaves_the_articles_own(told: Told) -> None:
    # The statement itself and two events that the article vouches for are right.
    coded = told("n1", TEXT, raided={"said_by": ()})
    assert counted(told("n1", TEXT), coded, "says") == (3, 1, 1)


def test_two_events_on_one_trigger_match_one_each(told: Told) -> None:
    coded = told("n1", TEXT)
    twice = replace(coded, events=(*coded.events, replace(coded.events[0], id="e9")))
    assert counted(coded, twice, "does") == (3, 1, 0)
