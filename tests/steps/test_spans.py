"""Whatever the text, the spans of times and places select the words that they stand for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.article import Article
from reportedly.record import Place, Time
from reportedly.steps.parse import ParsedArticle, load_parser
from reportedly.steps.when import find_times
from reportedly.steps.where import find_places

NOISE = st.one_of(
    st.sampled_from(["\r\n", "\n\n", "🙂", "👨‍👩‍👧", "é", "\u200b", "\u202e", "\x00", "\ud83d", "’s", "—", "(", "(", ",", ". ", "“"]),
    st.text(max_size=6),
)  # fmt: skip
TIMES = st.sampled_from(
    ["by the end of March", "since at least 2015", "on Monday", "last week", "5:30 p.m. Eastern Time on Friday", "from May to July 2020",
     "the 2023-24 school year", "every Friday", "May", "31 June", "the week of October 9", "Monday to Friday", "in two weeks",
     "a century and a half ago", "9/11", "2009–10", "312 BC", "the early nineties", "FY24", "so far this year", "'98", "next"]
)  # fmt: skip
PLACES = st.sampled_from(
    ["in Oslo", "Bangor, Maine", "the Baltic Sea", "Norwegian", "Paris, Texas", "near Goma", "South Korea", "U.S.", "New York",
     "the United States", "Côte d'Ivoire", "talks in Tehran", "a source in Tehran", "northern Iraq", "Georgia", "Washington said"]
)  # fmt: skip


def texts(seeds: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Seeds among noise."""
    return st.lists(st.one_of(seeds, NOISE), max_size=10).flatmap(
        lambda parts: st.sampled_from([" ", ""]).map(lambda between: between.join(parts))
    )


def select_their_words(found: tuple[Time, ...] | tuple[Place, ...], article: Article) -> None:
    last = (False, 0)
    for one in found:
        words = one.span.of(article.text, article.title)
        assert words
        assert words == words.strip()
        assert any(character.isalnum() for character in words)
        assert (one.span.region == "text", one.span.start) >= last, (
            "they stand in reading order, none in another"
        )
        last = (one.span.region == "text", one.span.end)


@settings(max_examples=200, deadline=None)
@given(
    text=texts(TIMES),
    title=st.one_of(st.none(), texts(TIMES)),
    mode=st.sampled_from(["news", "narrative", "auto"]),
    published=st.sampled_from([None, "2023-10-17", "1911-02-28"]),
)
def test_each_span_of_a_time_selects_its_words(
    text: str, title: str | None, mode: str, published: str | None
) -> None:
    if not text.strip() and not (title or "").strip():
        return
    article = Article(text=text, title=title, published=published)
    found = find_times(ParsedArticle(article, ()), mode=mode)
    select_their_words(found, article)
    for time in found:
        assert (time.start is None) == (time.end is None) == (time.precision is None)
        assert time.start is None or time.end is None or time.start[:10] <= time.end[:10]


@settings(max_examples=60, deadline=None)
@given(text=texts(PLACES), title=st.one_of(st.none(), texts(PLACES)))
def test_each_span_of_a_place_selects_its_words(text: str, title: str | None) -> None:
    if not text.strip() and not (title or "").strip():
        return
    article = Article(text=text, title=title)
    found = find_places(load_parser().parse(article))
    select_their_words(found, article)
    for place in found:
        assert place.why
        assert (place.lat is None) == (place.lon is None) == (place.precision is None)
