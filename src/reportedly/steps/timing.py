"""Which time expression dates a word, and what its preposition makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from spacy.tokens import Token

from reportedly.record import EventTime, Span, Statement, Time
from reportedly.steps.bounding import bounded
from reportedly.steps.governing import clause_of, distance, governor, governors, prepositions
from reportedly.steps.parse import Sentence

__all__ = ["Dated", "dated_by", "spoken_at"]

_NOW = frozenset({"today", "now", "currently", "presently", "tonight", "right now", "at present", "nowadays"})
_FINEST = ("second", "minute", "hour", "part of day", "day", "weekend", "week", "month", "quarter", "season", "half", "year",
           "decade", "century")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A time for an event, and the expressions it rests on."""

    time: EventTime
    used: tuple[Time, ...]


def dated_by(
    sentence: Sentence,
    head: int,
    times: Sequence[Time],
    published: datetime | None,
    *,
    without: int | None = None,
) -> Dated | None:
    """The time of the deed that the token ``head`` names.

    Args:
        times: the expressions that may date it.
        without: a token whose time isn't taken: the act's, for the word over it, and the other way round.
    """
    doc = sentence.doc
    trigger = doc[head]
    other = doc[without] if without is not None else None
    near: list[tuple[float, int, int, int, Time]] = []
    for time in times:
        tokens = sentence.tokens_of(time.span)
        if not tokens:
            continue
        bounds = (tokens.start, tokens.stop)
        away = distance(doc, bounds, trigger)
        if away is None:
            continue
        if other is not None:
            rival = distance(doc, bounds, other)
            if rival is not None and rival < away:
                continue
        rank = _FINEST.index(time.precision) if time.precision in _FINEST else len(_FINEST)
        gap = min(abs(tokens.start - head), abs(tokens.stop - 1 - head))
        near.append((away if time.start else away + 5, rank, gap, tokens.start, time))
    if not near:
        fallback = _alone(sentence, trigger, times, other)
        if fallback is None:
            return None
        return _stated(sentence, [fallback], published)
    near.sort(key=lambda one: one[:4])
    best = near[0]
    # "on Monday at nine", "from June to August": what hangs on the same word belongs together.
    partner = next(
        (n[4] for n in near[1:] if abs(n[0] - best[0]) <= 1.5 and _are_a_range(sentence, best[4], n[4])), None
    )
    if partner is None:
        partner = next((t for t in times if t is not best[4] and _are_a_range(sentence, best[4], t)), None)
    chosen = [best[4]] if partner is None else sorted((best[4], partner), key=lambda t: t.span.key())
    return _stated(sentence, chosen, published)


def _alone(sentence: Sentence, trigger: Token, times: Sequence[Time], other: Token | None) -> Time | None:
    """The nearest expression of the trigger's clause, else the only one that opens the sentence."""
    doc = sentence.doc
    if other is not None:
        return None
    clause = clause_of(trigger)
    found: list[tuple[int, Time]] = []
    for time in times:
        tokens = sentence.tokens_of(time.span)
        if not tokens or not time.start:
            continue
        by = governor(doc, tokens.start, tokens.stop)
        if by.pos_ in ("NOUN", "PROPN") and prepositions(doc, tokens.start, tokens.stop)[1].i < by.i:
            continue
        if clause_of(by).i == clause.i and (by.pos_ in ("VERB", "AUX") or by.i == clause.i):
            found.append((abs(tokens.start - trigger.i), time))
    if found and trigger.pos_ in ("VERB", "AUX"):
        return min(found, key=lambda one: one[0])[1]
    return None


def _are_a_range(sentence: Sentence, one: Time, two: Time) -> bool:
    """Whether two expressions are the ends of one stretch ("from June to August", "2009-10")."""
    first, last = sorted((one, two), key=lambda t: t.span.key())
    if not (first.start and last.end and first.start < last.end):
        return False
    a, b = sentence.tokens_of(first.span), sentence.tokens_of(last.span)
    if not a or not b or not 0 <= b.start - a.stop <= 2:
        return False
    between = [t.lower_ for t in sentence.doc[a.stop : b.start]]
    before = sentence.doc[a.start - 1].lower_ if a.start else ""
    if any(w in ("to", "until", "till", "through", "-", "–", "—", "/") for w in between):
        return True
    return "and" in between and before == "between"


def _stated(sentence: Sentence, chosen: Sequence[Time], published: datetime | None) -> Dated:
    first, last = chosen[0], chosen[-1]
    span = Span(first.span.start, last.span.end, first.span.region)
    if len(chosen) > 1:
        return Dated(_event_time(first.start, last.end, last.precision, span), tuple(chosen))
    tokens = sentence.tokens_of(first.span)
    words = " ".join(t.lower_ for t in sentence.doc[tokens.start : tokens.stop])
    if first.value == "PRESENT_REF" or words in _NOW:
        if published is None:
            return Dated(_event_time(None, None, None, span), (first,))
        day = published.date()
        end = (day + timedelta(days=1)).isoformat()
        return Dated(_event_time(day.isoformat(), end, "day", span, basis="published"), (first,))
    if first.start is None:
        return Dated(_event_time(None, None, None, span), (first,))
    bound = bounded(sentence, tokens, first, span)
    if bound is not None:
        return Dated(bound, (first,))
    return Dated(_event_time(first.start, first.end, first.precision, span), (first,))


def _event_time(
    start: str | None, end: str | None, precision: str | None, span: Span, *, basis: str = "stated"
) -> EventTime:
    return EventTime(start=start, end=end, precision=precision, span=span, not_before=None, not_after=None,
                     basis="published" if basis == "published" else "stated" if start else "unknown")  # fmt: skip


def spoken_at(sentence: Sentence, around: Sequence[Statement], times: Sequence[Time]) -> Time | None:
    """The time at which the innermost of the statements around a deed was said, where its clause tells it."""
    for statement in sorted(around, key=lambda s: sum(c.end - c.start for c in s.content)):
        cue = sentence.tokens_of(statement.cue) if statement.cue else range(0)
        if not cue:
            continue
        lending = {token.i for token, _ in governors(sentence.doc[cue.start])} | set(cue)
        for time in times:
            tokens = sentence.tokens_of(time.span)
            if not tokens or not time.start:
                continue
            # "said Sunday the strike ended in March": right after its cue it is the statement's, whatever the parse.
            possessed = sentence.doc[tokens.stop : tokens.stop + 1].text in ("'s", "’s", "'", "’")
            if tokens.start == cue.stop and not possessed:
                return time
            if any(c.contains(time.span) for c in statement.content):
                continue
            by = governor(sentence.doc, tokens.start, tokens.stop)
            beside = tokens.start == cue.stop + 1 or tokens.stop == cue.start
            if by.i in lending or beside:
                return time
    return None
