"""Times and syntax in words."""

from __future__ import annotations

import pytest

from reportedly import Article
from reportedly.explain import when_in_words
from reportedly.paths import path_in_words
from reportedly.record import EventTime, Span
from reportedly.steps.parse import load_parser


@pytest.mark.parametrize(
    "start, end, precision, words",
    [
        ("2024-03-11", "2024-03-12", "day", "2024-03-11"),
        ("2024-03-01", "2024-04-01", "month", "2024-03"),
        ("2024-01-01", "2025-01-01", "year", "2024"),
        ("2024-03-04", "2024-03-11", "week", "week of 2024-03-04"),
        ("2024-03-04", "2024-03-07", None, "2024-03-04 to 2024-03-06"),
        ("2024-03-04", None, "day", "from 2024-03-04"),
        (None, "2024-03-07", "day", "until 2024-03-06"),
        (None, None, None, ""),
    ],
)
def test_an_interval_reads_as_a_reader_would_write_it(
    start: str | None, end: str | None, precision: str | None, words: str
) -> None:
    time = EventTime(
        start=start, end=end, precision=precision, span=None, not_before=None, not_after=None, basis="stated"
    )
    assert when_in_words(time) == words


@pytest.mark.parametrize(
    "argument, trigger, words",
    [
        ("Kenya", "sent", "subject of “sent”"),
        ("Malawi", "sent", "after “to”, on “sent”"),
        ("sent", "sent", ""),
        ("Oslo", "sent", "from another sentence"),
    ],
)
def test_a_path_says_how_a_party_hangs_on_its_trigger(argument: str, trigger: str, words: str) -> None:
    text = "Kenya sent food to Malawi. Oslo was silent."

    def span(word: str) -> Span:
        return Span(text.index(word), text.index(word) + len(word))

    assert path_in_words(load_parser().parse(Article(text=text)), span(argument), span(trigger)) == words
