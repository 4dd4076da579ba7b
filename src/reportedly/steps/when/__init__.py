"""Time expressions and what they stand for: a TIMEX3 tagger over tokens, with its grammar as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from reportedly.article import parse_published
from reportedly.record import Region, Span, Time
from reportedly.steps.paragraphs import paragraphs
from reportedly.steps.parse import ParsedArticle
from reportedly.steps.when import (
    calendar_readers,
    clock_readers,
    length_readers,
    named_day_readers,
    relative_readers,
    week_readers,
    year_readers,
)
from reportedly.steps.when.context import Context
from reportedly.steps.when.found import READERS, Draft, Found
from reportedly.steps.when.lexicon import Lexicon, load_lexicon
from reportedly.steps.when.mode import Mode, tells_a_story
from reportedly.steps.when.tokens import Tokens, tokenize
from reportedly.steps.when.values import Interval, interval_of

__all__ = ["Mode", "find_times", "times"]

# Importing them registers their readers.
_READERS = (
    calendar_readers,
    clock_readers,
    length_readers,
    named_day_readers,
    relative_readers,
    week_readers,
    year_readers,
)


def find_times(parsed: ParsedArticle, *, mode: str = "auto") -> tuple[Time, ...]:
    """Find the time expressions of an article, in reading order, the title's first.

    Args:
        mode: what dates are read against where they don't say it: publication (``news``), the last date told
            (``narrative``), or as the text does (``auto``).

    >>> from reportedly.article import Article
    >>> article = Article(text="The talks resume next week.", published="2021-10-19")
    >>> [time.value for time in find_times(ParsedArticle(article, ()))]
    ['2021-W43']
    """
    article = parsed.article
    return _find(article.text, article.title, parsed.published, mode)


def times(text: str, *, published: str | date | None = None, mode: str = "auto") -> tuple[Time, ...]:
    """Find the time expressions of any English text, without a parser.

    Args:
        published: the day that "today" and "last year" are read against, as ISO text or a date.
        mode: as in `find_times`.

    Raises:
        DateError: ``published`` is no date.
        ValueError: there is no such mode.

    >>> [(time.value, time.start, time.end) for time in times("It fell in June.", published="2021-10-19")]
    [('2021-06', '2021-06-01', '2021-07-01')]
    """
    if isinstance(published, datetime):
        day: date | None = published.date()
    elif isinstance(published, str):
        day = parse_published(published)
    else:
        day = published
    return _find(text, None, day, mode)


def _find(text: str, title: str | None, published: date | None, mode: str) -> tuple[Time, ...]:
    if mode not in ("auto", "news", "narrative"):
        raise ValueError(f"there is no mode {mode!r}: auto, news or narrative")
    lexicon = load_lexicon()
    day = published.date() if isinstance(published, datetime) else published
    regions: list[tuple[Region, str, list[Tokens]]] = []
    if title:
        regions.append(("title", title, [tokenize(title, 0, len(title), lexicon)]))
    regions.append(("text", text, [tokenize(text, p.start, p.end, lexicon) for p in paragraphs(text)]))
    story = (
        tells_a_story([t for _, _, parts in regions for t in parts], day)
        if mode == "auto"
        else mode != "news"
    )
    context = Context(lexicon, day, story=story)
    found: list[Time] = []
    for region, _, parts in regions:
        for tokens in parts:
            context.enter(tokens)
            for draft in _drafts(tokens, context, lexicon):
                found.append(_time(draft, tokens, region))
    return tuple(found)


def _drafts(tokens: Tokens, context: Context, lexicon: Lexicon) -> Iterator[Draft]:
    """The expressions of a paragraph; where no reader makes a value, the search goes on one token later."""
    signs, position = tokens.signs, 0
    while start := lexicon.start.search(signs, position):
        at = start.start()
        position = at + 1
        for rule in lexicon.starting[signs[at]]:
            match = rule.regex.match(signs, at)
            if match is None:
                continue
            groups = {name: match.span(index) for name, index in rule.groups if match.start(index) >= 0}
            first = groups["here"][0] if "here" in groups else at
            drafts = READERS[rule.read](Found(first, match.end(), tokens, groups, rule.given), context)
            if drafts is None:
                continue
            for draft in drafts:
                if draft.told is not None:
                    context.tell(draft.told, draft.end, draft.first)
                yield draft
            position = max(match.end(), position)
            break


def _time(draft: Draft, tokens: Tokens, region: Region) -> Time:
    interval: Interval | None = draft.interval
    if interval is None and draft.type in ("DATE", "TIME"):
        interval = interval_of(draft.value)
    start, end, precision = interval or (None, None, None)
    return Time(
        span=Span(tokens.starts[draft.first], tokens.ends[draft.end - 1], region),
        type=draft.type,
        value=draft.value,
        start=start,
        end=end,
        precision=precision,
        mod=draft.mod,
        guessed=draft.guessed,
    )
