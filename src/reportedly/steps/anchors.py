"""Which time and which place belong to which event.

An expression belongs to the word that governs it in the syntax. A deed takes the one that its trigger governs, else one
that the words above it lend ("held talks on Monday"), else the nearest of its clause, else the sentence's only one. A
time of the reporting clause is the statement's: it bounds the deed, it doesn't date it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.record import EventTime, Place, Statement, Time
from reportedly.steps.bounding import last_day
from reportedly.steps.deed import Deed
from reportedly.steps.parse import ParsedArticle, Sentence
from reportedly.steps.placing import at_dateline, place_of
from reportedly.steps.timing import Dated, dated_by, spoken_at

__all__ = ["UNDATED", "Anchor", "anchor"]

UNDATED = EventTime(
    start=None, end=None, precision=None, span=None, not_before=None, not_after=None, basis="unknown"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """When an event was, when its act is (None where they don't differ), and where (an index into the places)."""

    time: EventTime
    act_time: EventTime | None
    place: int | None


def anchor(
    deed: Deed,
    parsed: ParsedArticle,
    *,
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Statement],
    countries: Mapping[str, str | None] | None = None,
) -> Anchor:
    """Join a deed to its time and place.

    Args:
        deed: an event of one sentence of ``parsed``.
        times: the article's times, in reading order; so with ``places``.
        statements: those whose content holds the trigger (`Contents.holding`); their words aren't dated by the time they
            were said at.
        countries: each actor's, by its id; without them the dateline's town is never taken.
    """
    sentence = parsed.sentences[deed.sentence]
    if not sentence.parsed:
        return Anchor(UNDATED, None, None)
    here = [time for time in _within(times, sentence) if time.type in ("DATE", "TIME") or time.start]
    trigger = sentence.span(*deed.trigger)
    around = [s for s in statements if s.cue is not None and any(c.contains(trigger) for c in s.content)]
    said = spoken_at(sentence, around, here)
    own = [time for time in here if said is None or time is not said]
    inside = [t for t in own if not around or any(c.overlaps(t.span) for s in around for c in s.content)]

    folded = deed.act_head is None and deed.act != deed.type and deed.tense == "future"
    first = _first_within(places, sentence)
    place = place_of(deed, sentence, places, first, around)
    if place is None and countries is not None and not statements:
        place = at_dateline(deed, parsed, places, first, countries)
    if deed.act_head is not None:
        act = dated_by(sentence, deed.act_head, inside, parsed.published, without=deed.head)
        taken = act.used if act else ()
        kind = dated_by(
            sentence,
            deed.head,
            [t for t in inside if t not in taken],
            parsed.published,
            without=deed.act_head,
        )
        time = _finish(kind, deed.made != "planned", parsed, said)
        act_time = _finish(act, _done(deed), parsed, said)
        return Anchor(time, act_time, place)
    found = dated_by(sentence, deed.head, inside, parsed.published)
    if folded:
        # "will deliver in June": the promise is made by the words themselves, the delivery is in June. Said on Monday,
        # it was made on Monday.
        return Anchor(
            _spoken(said) if said else _finish(None, True, parsed, None),
            _finish(found, False, parsed, said),
            place,
        )
    return Anchor(_finish(found, _done(deed), parsed, said), None, place)


def _done(deed: Deed) -> bool | None:
    """Whether the act lies before publication, after it, or neither."""
    if deed.tense == "future" or deed.status in ("planned", "wanted"):
        return False
    return None if deed.status == "ongoing" or deed.tense == "present" else True


def _finish(found: Dated | None, done: bool | None, parsed: ParsedArticle, said: Time | None) -> EventTime:
    """The time as found, or unknown between the bounds that tense, publication and the statement give."""
    if found is not None and (
        found.time.start or found.time.end or found.time.not_before or found.time.not_after
    ):
        return found.time
    span = found.time.span if found is not None else None
    published = parsed.published.date() if parsed.published else None
    not_before, not_after = None, None
    basis = UNDATED.basis
    if done and published:
        not_after = published.isoformat()
    elif done is False and published:
        not_before = published.isoformat()
    if said is not None and said.start and said.end and len(said.end) >= 10:
        if done:
            last = last_day(said.end)
            not_after, basis = min(filter(None, (last, not_after))), "said"
        elif done is False:
            not_before, basis = said.start[:10], "said"
    return EventTime(start=None, end=None, precision=None, span=span, not_before=not_before, not_after=not_after,
                     basis=basis)  # fmt: skip


def _spoken(said: Time) -> EventTime:
    """The time of what is done by saying it."""
    return EventTime(start=said.start, end=said.end, precision=said.precision, span=said.span, not_before=None,
                     not_after=None, basis="stated")  # fmt: skip


def _first_within(items: Sequence[Time] | Sequence[Place], sentence: Sentence) -> int:
    """Index of the first item that begins in the sentence or after it."""
    return bisect_left(items, (sentence.region == "text", sentence.start), key=lambda i: i.span.key()[:2])


def _within(times: Sequence[Time], sentence: Sentence) -> list[Time]:
    found = []
    for at in range(_first_within(times, sentence), len(times)):
        if times[at].span.region != sentence.region or times[at].span.start >= sentence.end:
            break
        found.append(times[at])
    return found
