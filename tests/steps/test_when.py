"""Time expressions: what is found, and what it stands for."""

from __future__ import annotations

import time as clock
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.article import Article
from reportedly.errors import DateError, LanguageFileError
from reportedly.record import Time
from reportedly.steps.parse import ParsedArticle
from reportedly.steps.when import find_times, times
from reportedly.steps.when.found import READERS
from reportedly.steps.when.lexicon import compile_lexicon, load_lexicon

#: A Tuesday.
DAY = "2021-10-19"


def told(text: str, published: str | None = DAY, mode: str = "news") -> list[tuple[str, str]]:
    """(words, TIMEX3 value) of each expression."""
    return [(t.span.of(text), t.value) for t in times(text, published=published, mode=mode)]


def one(text: str, published: str | None = DAY, mode: str = "news") -> Time:
    (found,) = times(text, published=published, mode=mode)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It fell on 3 May 1998.", "3 May 1998", "1998-05-03"),
        ("It fell on May 3rd, 1998.", "May 3rd, 1998", "1998-05-03"),
        ("It fell on Monday, Oct. 4, 2021.", "Monday, Oct. 4, 2021", "2021-10-04"),
        ("It fell on the 3rd of May, 1998.", "the 3rd of May, 1998", "1998-05-03"),
        ("It fell on 1998-05-03.", "1998-05-03", "1998-05-03"),
        ("It fell on 5/23/98.", "5/23/98", "1998-05-23"),
        ("It fell on 23.05.1998.", "23.05.1998", "1998-05-23"),
        ("It fell in May 1998.", "May 1998", "1998-05"),
        ("It fell in late May 1998.", "late May 1998", "1998-05"),
        ("It fell in 1998.", "1998", "1998"),
        ("It fell in the 1990s.", "the 1990s", "199"),
        ("It fell in the early nineties.", "the early nineties", "199"),
        ("It fell in the 19th century.", "the 19th century", "18"),
        ("It fell in the summer of 1998.", "the summer of 1998", "1998-SU"),
        ("It fell in the third quarter of 1998.", "the third quarter of 1998", "1998-Q3"),
        ("It fell in Q3 1998.", "Q3 1998", "1998-Q3"),
        ("It fell in the second half of 1998.", "the second half of 1998", "1998-H2"),
        ("It fell in fiscal 1998.", "fiscal 1998", "FY1998"),
        ("It fell in 312 BC.", "312 BC", "BC0312"),
        ("It fell in '98.", "'98", "1998"),
    ],
)  # fmt: skip
def test_dates_are_read_in_every_written_form(text: str, words: str, value: str) -> None:
    assert told(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met today.", "2021-10-19"),
        ("They met yesterday.", "2021-10-18"),
        ("They meet the day after tomorrow.", "2021-10-21"),
        ("They met this morning.", "2021-10-19TMO"),
        ("They met last night.", "2021-10-18TNI"),
        ("They met last week.", "2021-W41"),
        ("They meet next month.", "2021-11"),
        ("They met last year.", "2020"),
        ("They met earlier this year.", "2021"),
        ("They met two years ago.", "2019"),
        ("They met a week ago.", "2021-10-12"),
        ("They met three months ago.", "2021-07"),
        ("They met last March.", "2021-03"),
        ("They met last December.", "2020-12"),
        ("They meet next March.", "2022-03"),
        ("They met last Friday.", "2021-10-15"),
        ("They met Friday night.", "2021-10-15TNI"),
        ("They met over the weekend.", "2021-W41-WE"),
        ("They met at noon on Monday.", "2021-10-18T12:00"),
        ("They met at 14:30 GMT.", "2021-10-19T14:30Z"),
        ("They met at 9 p.m.", "2021-10-19T21:00"),
        ("They met last Christmas.", "2020-12-25"),
        ("They met on Good Friday.", "2021-04-02"),
        ("They met on Thanksgiving 2019.", "2019-11-28"),
        ("They met recently.", "PAST_REF"),
        ("They are now at war.", "PRESENT_REF"),
        ("They will meet in the near future.", "FUTURE_REF"),
    ],
)  # fmt: skip
def test_what_counts_from_publication_is_reckoned(text: str, value: str) -> None:
    assert [v for _, v in told(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Troops left on Friday.", "2021-10-15"),
        ("Troops will leave on Friday.", "2021-10-22"),
        ("Troops left on Tuesday.", "2021-10-19"),
        ("The army promised to leave on Friday.", "2021-10-22"),
        ("Kenya was ready to leave on Friday but turned down the date.", "2021-10-22"),
        ("Troops left in December.", "2020-12"),
        ("Troops will leave in December.", "2021-12"),
        ("Troops will leave in March.", "2022-03"),
        ("Troops left on March 5.", "2021-03-05"),
        ("Troops won't leave before January 5.", "2022-01-05"),
    ],
)  # fmt: skip
def test_tense_tells_which_way_a_bare_day_or_month_points(text: str, value: str) -> None:
    assert one(text).value == value


EXPRESSIONS = yaml.safe_load(Path(__file__).with_name("expressions.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS["sentences"])
def test_what_people_type_is_read(text: str, expected: list[str]) -> None:
    found = times(text, published=EXPRESSIONS["published"])
    assert [f"{t.span.of(text)} | {t.value} | {t.start or '-'} {t.end or '-'}" for t in found] == expected


def test_without_a_tense_the_direction_is_marked_as_guessed() -> None:
    assert one("Friday: clouds.").guessed
    assert not one("Troops left on Friday.").guessed


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It took three months.", "DURATION", "P3M"),
        ("It took six and a half weeks.", "DURATION", "P6.5W"),
        ("It took more than twenty-five years.", "DURATION", "P25Y"),
        ("It took half an hour.", "DURATION", "PT0.5H"),
        ("It was a 9-year war.", "DURATION", "P9Y"),
        ("It took several weeks.", "DURATION", "PXW"),
        ("They meet every Friday.", "SET", "XXXX-WXX-5"),
        ("They meet every two weeks.", "SET", "P2W"),
        ("They meet twice a month.", "SET", "P1M"),
        ("They meet annually.", "SET", "P1Y"),
    ],
)  # fmt: skip
def test_durations_and_sets_have_no_place_in_the_calendar(text: str, kind: str, value: str) -> None:
    found = one(text)
    assert (found.type, found.value, found.start) == (kind, value, None)


def test_a_length_that_counts_from_publication_has_an_interval() -> None:
    ahead, gone = one("Talks end in the next five weeks."), one("It rained for the past ten days.")
    assert (ahead.value, ahead.start, ahead.end) == ("P5W", "2021-10-19", "2021-11-23")
    assert (gone.start, gone.end) == ("2021-10-09", "2021-10-19")


def test_intervals_are_half_open_and_never_finer_than_told() -> None:
    found = one("It fell in January.")
    assert (found.start, found.end, found.precision) == ("2021-01-01", "2021-02-01", "month")


def test_modifiers_are_kept() -> None:
    mods = [one(f"It fell in {words}.").mod for words in ("early May", "mid-May", "late May", "May")]
    assert mods == ["START", "MID", "END", None]


def test_a_range_is_two_times_of_the_year_told_last() -> None:
    assert told("From June to August 1997 it rained.") == [("June", "1997-06"), ("August 1997", "1997-08")]
    assert told("It rained on 3-5 June 2019.") == [("3", "2019-06-03"), ("5 June 2019", "2019-06-05")]
    assert told("In 2009-10 it rained.") == [("2009", "2009"), ("10", "2010")]
    assert told("The war of 264-241 BC.") == [("264", "BC0264"), ("241 BC", "BC0241")]


def test_in_a_story_dates_follow_the_last_one_told() -> None:
    text = "In November 1911 the king fled. In February the army rose, and two months later it won. That year ended ill."
    assert told(text, mode="narrative") == [
        ("November 1911", "1911-11"),
        ("February", "1912-02"),
        ("two months later", "1912-04"),
        ("That year", "1912"),
    ]


def test_a_year_told_in_passing_does_not_move_a_story() -> None:
    text = "In March 1911 the king broke the treaty of 1854. In June he fled."
    assert told(text, mode="narrative")[-1] == ("June", "1911-06")


def test_a_history_is_read_as_a_story_and_news_as_news() -> None:
    story = "In 1911 the king fled. In 1912 war broke out. In 1913 the port fell. In 1914 peace came. In May he returned."
    news = "The king fled in May. He came to power in 1999, officials said on Monday."
    assert told(story, mode="auto")[-1] == ("May", "1914-05")
    assert told(news, mode="auto")[0] == ("May", "2021-05")


def test_without_a_date_of_publication_nothing_is_made_up() -> None:
    found = times("They met on Monday, last year and in May.")
    assert [(t.value, t.start) for t in found] == [("XXXX-WXX-1", None), ("XXXX", None), ("XXXX-05", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May spoke.",
        "They may march.",
        "April Kent sang.",
        "It cost $1999.",
        "Some 1900 people fled.",
        "Version 2.4.7 is out.",
        "They won 10:3.",
        "Rain will fall.",
        "Three quarters of them fled.",
        "A second man fled.",
        "The key is " + "9" * 5_000 + ".",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_left(text: str) -> None:
    assert told(text) == []


def test_an_impossible_day_is_no_time_of_its_own() -> None:
    assert all(t.start is None or date.fromisoformat(t.start) for t in times("On February 30, 2021 it fell."))


def test_the_title_comes_first_with_spans_of_its_own() -> None:
    article = Article(title="Monday's raid", text="It came on Sunday.", published=DAY)
    found = find_times(ParsedArticle(article, ()))
    assert [(t.span.region, t.span.of(article.text, article.title)) for t in found] == [
        ("title", "Monday"),
        ("text", "Sunday"),
    ]


def test_a_wrong_date_and_a_wrong_mode_are_told() -> None:
    with pytest.raises(DateError):
        times("today", published="soon")
    with pytest.raises(ValueError, match="no mode"):
        times("today", mode="poetry")


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60),
    st.sampled_from(["on May ", "31 ", "in 1998", " next ", "'s ", "9:", "\ud800", "é́", "\r\n"]),
)
def test_any_text_can_be_read(text: str, seed: str) -> None:
    whole = text + seed + text
    for found in times(whole, published=DAY):
        assert 0 <= found.span.start < found.span.end <= len(whole)


def test_each_rule_has_a_reader() -> None:
    lexicon = load_lexicon()
    assert {rule.read for rules in lexicon.starting.values() for rule in rules} <= set(READERS)


def test_a_rule_with_an_unknown_class_is_refused() -> None:
    data = {"words": {}, "cased": [], "uncased": [], "holidays": {"new year": "01-01"}, "macros": {},
            "rules": [{"name": "odd", "read": "day", "pattern": "NOWHERE"}],
            "numbered": [], "tense": {"future": [], "past": [], "before_to": []}}  # fmt: skip
    with pytest.raises(LanguageFileError, match="NOWHERE"):
        compile_lexicon(data)


def test_thirty_thousand_words_take_less_than_a_second() -> None:
    text = (
        "The two ministers met in Vienna on 3 May 2019 and agreed to meet again next month, officials said. "
        * 1700
    )
    times("warm up", published=DAY)
    begin = clock.process_time()
    times(text, published=DAY)
    assert len(text.split()) / (clock.process_time() - begin) > 30_000


def test_a_short_paragraph_after_one_that_told_of_another_year() -> None:
    before = "In May 2012 ministers of both countries met in Oslo, for the first time in a very long while"
    found = times(f"{before}\n\nVote on 31 March", published="2024-02-28", mode="news")
    assert [time.value for time in found] == ["2012-05", "2012-03-31"]
