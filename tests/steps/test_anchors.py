"""Anchors: which time and which place belong to which deed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly import Coder
from reportedly.article import Article
from reportedly.record import EventTime
from reportedly.steps.anchors import Anchor, anchor
from reportedly.steps.deed import Deed
from reportedly.steps.parse import load_parser
from reportedly.steps.says import find_statements
from reportedly.steps.when import find_times
from reportedly.steps.where import find_places
from reportedly.steps.who import find_actors

FILE = Path(__file__).with_name("anchoring.yaml")
#: Words that put an act into the future, for the hand-made deeds.
AHEAD = {"will", "is to meet", "expected to", "scheduled to"}


#: The day of publication of the sentences here, a Tuesday.
DAY = "2023-10-17"


def joined(text: str, word: str, act: str = "", *, published: str | None = DAY) -> tuple[Anchor, list[str]]:
    """The anchor of the deed that ``word`` names, and the words of the places."""
    parsed = load_parser().parse(Article(text=text, published=published))
    sentence = next(s for s in parsed.sentences if any(t.text == word for t in s.doc))
    head = next(t.i for t in sentence.doc if t.text == word)
    below = next((t.i for t in sentence.doc if act and t.text == act), None)
    ahead = below is not None or any(words in text for words in AHEAD)
    deed = Deed(
        sentence=sentence.index,
        type="CONSULT",
        mode=None,
        trigger=(head, head + 1),
        head=head,
        sources=(),
        targets=(),
        made="planned" if ahead and below is None else "happened",
        act="AID" if below is not None else "CONSULT",
        act_trigger=None if below is None else (below, below + 1),
        act_head=below,
        tense="future" if ahead else "past",
        status="planned" if ahead else "happened",
        rule="test",
        confidence=1.0,
    )
    places = find_places(parsed)
    statements = find_statements(parsed, cast=find_actors(parsed))
    found = anchor(deed, parsed, times=find_times(parsed), places=places, statements=statements)
    return found, [place.span.of(text) for place in places]


def written(time: EventTime | None) -> str:
    """START/END, or - where neither is known."""
    if time is None or not (time.start or time.end):
        return "-"
    return f"{time.start or '..'}/{time.end or '..'}"


def written_with_bounds(time: EventTime) -> str:
    """The same with the days that it lies between."""
    bounds = [f">{time.not_before}"] if time.not_before else []
    bounds += [f"<{time.not_after}"] if time.not_after else []
    return " ".join([written(time), *bounds])


def results() -> list[tuple[list[Any], list[str]]]:
    """Each sentence of the set with what was found: time, act time, place."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    found = []
    for row in data["sentences"]:
        anchored, names = joined(row[0], row[1], row[2])
        place = "-" if anchored.place is None else names[anchored.place]
        found.append((row, [written(anchored.time), written(anchored.act_time), place]))
    return found


@pytest.fixture(scope="module")
def anchored() -> list[tuple[list[Any], list[str]]]:
    return results()


def test_the_set_has_a_hundred_sentences(anchored: list[tuple[list[Any], list[str]]]) -> None:
    assert len({row[0] for row, _ in anchored}) >= 100


def test_85_in_100_times_are_right_and_5_at_most_are_wrong_dates(
    anchored: list[tuple[list[Any], list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    right = sum(row[3:5] == found[:2] for row, found in anchored)
    misdated = sum(
        any(got not in ("-", want) for want, got in zip(row[3:5], found[:2], strict=True))
        for row, found in anchored
    )
    with capsys.disabled():
        print(f"\n{len(anchored)} deeds: time right {right / len(anchored):.1%}, dated wrongly "
              f"{misdated / len(anchored):.1%}")  # fmt: skip
    assert right >= 0.85 * len(anchored)
    assert misdated <= 0.05 * len(anchored)


def test_85_in_100_places_are_right(
    anchored: list[tuple[list[Any], list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    right = sum(row[5] == found[2] for row, found in anchored)
    with capsys.disabled():
        print(f"\n{len(anchored)} deeds: place right {right / len(anchored):.1%}")
    assert right >= 0.85 * len(anchored)


BOUNDS = yaml.safe_load(FILE.with_name("bounds.yaml").read_text(encoding="utf-8"))["sentences"]


@pytest.mark.parametrize(("text", "word", "time"), BOUNDS)
def test_a_preposition_makes_a_bound_of_a_date(text: str, word: str, time: str) -> None:
    assert written_with_bounds(joined(text, word)[0].time) == time


PLACING = yaml.safe_load(FILE.with_name("placing.yaml").read_text(encoding="utf-8"))["sentences"]


@pytest.mark.parametrize(("text", "word", "place"), PLACING)
def test_whoever_acts_is_not_where_it_happens(text: str, word: str, place: str) -> None:
    anchored, names = joined(text, word)
    assert ("-" if anchored.place is None else names[anchored.place]) == place


def test_a_past_deed_without_a_date_is_not_after_publication() -> None:
    time = joined("Morocco broke off relations with Algeria.", "broke")[0].time
    assert (time.start, time.not_after, time.basis) == (None, "2023-10-17", "unknown")


def test_a_deed_told_on_monday_was_by_then() -> None:
    time = joined("The minister said on Monday that a pact had been signed.", "signed")[0].time
    assert (time.start, time.not_after, time.basis) == (None, "2023-10-16", "said")


def test_a_planned_deed_without_a_date_is_not_before_publication() -> None:
    time = joined("The presidents will meet in Astana.", "meet")[0].time
    assert (time.start, time.not_before, time.not_after) == (None, "2023-10-17", None)


def test_today_rests_on_publication() -> None:
    time = joined("Slovenia today summoned the Austrian ambassador.", "summoned")[0].time
    assert (time.start, time.basis) == ("2023-10-17", "published")


def test_a_promise_by_tense_alone_is_made_when_it_is_said() -> None:
    text = "The minister said on Monday that Norway will send ships in December."
    parsed = load_parser().parse(Article(text=text, published="2023-10-17"))
    head = next(t.i for t in parsed.sentences[0].doc if t.text == "send")
    deed = Deed(
        sentence=0, type="AGREE", mode=None, trigger=(head, head + 1), head=head, sources=(), targets=(), made="happened",
        act="AID", tense="future", status="planned", rule="test", confidence=1.0,
    )  # fmt: skip
    statements = find_statements(parsed, cast=find_actors(parsed))
    found = anchor(deed, parsed, times=find_times(parsed), places=(), statements=statements)
    assert (written(found.time), written(found.act_time)) == (
        "2023-10-16/2023-10-17",
        "2023-12-01/2024-01-01",
    )


def test_without_a_date_of_publication_nothing_is_made_up() -> None:
    time = joined("Slovenia summoned the ambassador on Monday.", "summoned", published=None)[0].time
    assert (time.start, time.end, time.not_before, time.not_after) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("NAIROBI (Reuters) - Police arrested nine protesters on Monday.", "Nairobi"),
        ("LIMA, Peru (AP) -- Miners blocked the main road on Tuesday.", "Lima"),
        ("LIMA, Peru (AP) -- Miners in Cusco went on strike on Tuesday.", "Cusco"),
        ("MOSCOW (AFP) - Ukrainian police arrested nine protesters on Monday.", None),
        ("MOSCOW (AFP) - Russian jets bombed a hospital on Monday.", None),
        ("NAIROBI (Reuters) - Rain fell on Monday. Police arrested nine protesters.", None),
        ("NAIROBI (Reuters) - Police will arrest protesters, the minister said.", None),
    ],
)
def test_the_datelines_town_is_the_last_resort(text: str, place: str | None) -> None:
    record = Coder().code(Article(text=text))
    assert record.events
    found = record.events[0].place
    assert (None if found is None else record.places[found].name) == place
