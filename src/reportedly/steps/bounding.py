"""What a preposition makes of a date: "by the end of March" is a last day, "since 2015" a first one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from reportedly.record import EventTime, Span, Time
from reportedly.steps.governing import anchor_words
from reportedly.steps.parse import Sentence

__all__ = ["bounded", "last_day"]

Relation = Literal["until", "before", "since", "after"]

#: How many words may stand between the preposition and the time, and how many the preposition may have.
_REACH, _LONGEST = 4, 3


def bounded(sentence: Sentence, tokens: range, time: Time, span: Span) -> EventTime | None:
    """The time as a bound, None where no word before it makes it one.

    Args:
        tokens: where the expression stands in the sentence.
        span: what the time rests on.
    """
    if time.start is None or time.end is None or time.type not in ("DATE", "TIME"):
        return None
    words = [token.lower_ for token in sentence.doc[: tokens.stop]]
    relation = _relation(words, tokens.start)
    if relation is None and time.mod in ("MORE_THAN", "EQUAL_OR_MORE") and words[-1] in ("ago", "earlier"):
        relation = "until"  # "more than two years ago"
    if relation is None or _belongs_to_a_noun(sentence, tokens):
        return None
    first, after = _meant(
        relation, words[tokens.start :], time, words[max(tokens.start - _REACH, 0) : tokens.start]
    )
    if relation == "after":
        return EventTime(start=None, end=None, precision=None, span=span, not_before=after[:10], not_after=None,
                         basis="stated")  # fmt: skip
    start = first if relation == "since" else None
    end = {"since": None, "before": first}.get(relation, after)
    return EventTime(
        start=start,
        end=end,
        precision=time.precision,
        span=span,
        not_before=start[:10] if start else None,
        not_after=last_day(end) if end else None,
        basis="stated",
    )


@lru_cache(maxsize=1)
def _relations() -> dict[tuple[str, ...], Relation]:
    table = anchor_words()
    kinds: tuple[Relation, ...] = ("until", "before", "since", "after")
    return {tuple(words.split()): kind for kind in kinds for words in table[kind]}


def _relation(words: Sequence[str], first: int) -> Relation | None:
    """What the words before the token ``first``, or those that the expression begins with, make of it."""
    relations = _relations()
    if first < len(words) and (words[first],) in relations:
        return relations[(words[first],)]
    skip = anchor_words()["between"]
    end = first
    for _ in range(_REACH + 1):
        for length in range(_LONGEST, 0, -1):
            if length <= end and (found := relations.get(tuple(words[end - length : end]))):
                return found
        if not end or words[end - 1] not in skip:
            return None
        end -= 1
    return None


def _belongs_to_a_noun(sentence: Sentence, tokens: range) -> bool:
    """Whether the time says when a thing was that the preposition stands over ("after Monday's riot")."""
    root = sentence.doc[tokens.start : tokens.stop].root
    return root.dep_ in ("poss", "compound", "nummod", "amod", "nmod") and root.head.i >= tokens.stop


def _meant(relation: Relation, words: Sequence[str], time: Time, before: Sequence[str]) -> tuple[str, str]:
    """The stretch that a bound counts from or to: of "late May" the last third, of "the end of May" its last day."""
    start, end = str(time.start), str(time.end)
    if len(start) > 10 or len(end) > 10:
        # "Shortly after midnight on Sunday" is after Sunday's beginning, not after the first minute of it.
        return start, start if time.precision in ("second", "minute") and len(end) > 10 else end
    edges = anchor_words()["edges"]
    edge = next((edges[word] for word in (*words, *before) if word in edges), None)
    if edge is None and time.mod not in ("START", "MID", "END"):
        return start, end
    first, after = date.fromisoformat(start), date.fromisoformat(end)
    if edge == "first":
        return start, (first + timedelta(days=1)).isoformat()
    if edge == "last":
        # Before the end of March is any day of it, since the end of March is its last.
        return end if relation == "before" else (after - timedelta(days=1)).isoformat(), end
    third = {"START": 0, "MID": 1, "END": 2}[time.mod or ""]
    return _part(first, after, third), _part(first, after, third + 1)


def _part(first: date, after: date, thirds: int) -> str:
    """The day so many thirds into a stretch, in whole years, months or days.

    >>> _part(date(2021, 1, 1), date(2022, 1, 1), 1), _part(date(1990, 1, 1), date(2000, 1, 1), 2)
    ('2021-05-01', '1996-01-01')
    """
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day == after.day == 1 and months >= 36:
        return first.replace(year=first.year + months // 12 * thirds // 3).isoformat()
    if first.day == after.day == 1 and months >= 3:
        count = first.year * 12 + first.month - 1 + months * thirds // 3
        return date(count // 12, count % 12 + 1, 1).isoformat()
    return (first + timedelta(days=(after - first).days * thirds // 3)).isoformat()


def last_day(end: str) -> str:
    """The last day of a half-open interval.

    >>> last_day("2021-04-01"), last_day("2021-04-01T00:00"), last_day("2021-04-01T12:00")
    ('2021-03-31', '2021-03-31', '2021-04-01')
    """
    day = date.fromisoformat(end[:10])
    whole = "T" not in end or end[10:].startswith("T00:00")
    return (day - timedelta(days=1) if whole else day).isoformat()
