"""Corrections are appended, survive recoding, and come to precision and gold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from reportedly.archive.corrections import correct, judgements
from reportedly.archive.judged import gold, latest, precision, wilson
from reportedly.errors import ArchiveError

WHEN = datetime(2024, 3, 20, 12, tzinfo=UTC)
TEXT = "Norway did aid Malawi on 2024-03-12. Kenya did attack Peru on 2024-03-11, Fiji said."


@pytest.fixture
def judged(desk: Any) -> Any:
    desk.add(desk.news("n1", TEXT))
    return desk


def say(desk: Any, item: str, verdict: str, about: str = "event", **changes: Any) -> Any:
    return correct(
        desk.archive,
        article="n1",
        about=about,
        item=item,
        verdict=verdict,
        changes=changes,
        by="Ana",
        at=WHEN,
    )


def all_of(desk: Any) -> list[Any]:
    with desk.archive.snapshot() as snapshot:
        return list(judgements(snapshot))


def test_a_correction_is_kept_with_who_and_when(judged: Any) -> None:
    say(judged, "e1", "correct", type="CONSULT", sources=["Kenya"])
    (kept,) = all_of(judged)
    assert (kept.item, kept.verdict, kept.by, kept.at) == ("e1", "correct", "Ana", WHEN.isoformat())
    assert kept.changes == {"type": "CONSULT", "sources": ["Kenya"]}


def test_corrections_outlast_a_new_layout(judged: Any) -> None:
    say(judged, "e1", "accept")
    say(judged, "e2", "reject")
    before = all_of(judged)
    judged.archive.compact()
    assert all_of(judged) == before


def test_a_correction_finds_its_event_again_after_recoding(judged: Any) -> None:
    say(judged, "e2", "reject")
    # The new coding finds only the second sentence's event, which so gets another id.
    judged.add(judged.news("n1", TEXT), version="2")
    assert [(one.item, one.words) for one in all_of(judged)] == [("e2", "attack")]


def test_a_correction_whose_words_are_gone_is_kept_without_an_item(judged: Any) -> None:
    say(judged, "e1", "accept")
    judged.add(judged.news("n1", "Kenya did attack Peru on 2024-03-11."))
    assert [one.item for one in all_of(judged)] == [None]


def test_an_event_that_moved_in_a_revised_text_is_found_by_its_words(judged: Any) -> None:
    say(judged, "e2", "accept")
    judged.add(judged.news("n1", "Kenya did attack Peru on 2024-03-11, Fiji said."))
    assert [one.item for one in all_of(judged)] == ["e1"]


def test_the_last_word_on_an_item_counts(judged: Any) -> None:
    say(judged, "e1", "reject")
    correct(judged.archive, article="n1", about="event", item="e1", verdict="accept", by="Ben")
    assert [(one.verdict, one.by) for one in latest(all_of(judged))] == [("accept", "Ben")]
    assert len(all_of(judged)) == 2


def test_precision_counts_a_wrong_field_against_its_step(judged: Any) -> None:
    say(judged, "e1", "correct", sources=["Kenya"])
    say(judged, "e2", "accept")
    with judged.archive.snapshot() as snapshot:
        found = {(row.group, row.name): (row.right, row.judged) for row in precision(snapshot)}
    assert found["step", "who"] == (1, 2)
    assert found["step", "does"] == (2, 2)
    assert found["type", "AID"] == (0, 1)
    assert found["item", "event"] == (1, 2)


def test_gold_holds_the_article_and_what_is_right(judged: Any) -> None:
    say(judged, "e2", "reject")
    with judged.archive.snapshot() as snapshot:
        (line,) = gold(snapshot)
    assert line["article"]["text"] == TEXT
    assert [(one["about"], one["right"], one["item"]["id"]) for one in line["judged"]] == [
        ("event", False, "e2")
    ]


def test_statements_and_actors_can_be_judged_too(judged: Any) -> None:
    say(judged, "s1", "accept", about="statement")
    say(judged, "a1", "correct", about="actor", country="SWE")
    assert {(one.about, one.item) for one in all_of(judged)} == {("statement", "s1"), ("actor", "a1")}


@pytest.mark.parametrize(
    ("item", "verdict", "changes"),
    [
        ("e9", "accept", {}),
        ("e1", "perhaps", {}),
        ("e1", "correct", {}),
        ("e1", "accept", {"type": "AID"}),
        ("e1", "correct", {"colour": "red"}),
        ("e1", "correct", {"status": "soon"}),
        ("e1", "correct", {"sources": "Norway"}),
        ("e1", "correct", {"time": {"start": "soon", "end": None}}),
        ("e1", "correct", {"type": "x" * 3000}),
        ("e1", "correct", {"type": "AIDD"}),
    ],
)
def test_what_makes_no_sense_is_refused(judged: Any, item: str, verdict: str, changes: Any) -> None:
    with pytest.raises(ArchiveError):
        say(judged, item, verdict, **changes)
    assert all_of(judged) == []


def test_an_interval_of_nothing_is_all() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
