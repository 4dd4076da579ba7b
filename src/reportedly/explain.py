"""A record for human eyes: its events and statements in rows, and why an event was coded so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.errors import RecordError
from reportedly.paths import path_in_words
from reportedly.record import Actor, Argument, Event, EventTime, Place, Record, Span, Statement

if TYPE_CHECKING:
    from reportedly.steps.parse import ParsedArticle

__all__ = ["EventRow", "Reason", "StatementRow", "event_rows", "explain", "statement_rows", "when_in_words"]

ARTICLE_ITSELF = "the article"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event in words; what is unknown is empty."""

    id: str
    sources: str
    type: str
    targets: str
    made: str
    act: str
    status: str
    when: str
    where: str
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement in words."""

    id: str
    speaker: str
    stance: str
    kind: str
    content: str
    addressee: str
    medium: str
    said_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One answer to "why": what was decided, why, and the words that it rests on.

    Args:
        about: what it answers ("source", "polarity").
        value: what was decided.
        why: what decided it, in a few words; may be empty.
        spans: the article's words that it rests on.
    """

    about: str
    value: str
    why: str = ""
    spans: tuple[Span, ...] = ()


def event_rows(record: Record) -> list[EventRow]:
    """The record's events in words, in its order."""
    look = _Lookup(record)
    return [
        EventRow(
            id=event.id,
            sources=look.names(event.sources),
            type=_with(event.type, event.mode),
            targets=look.names(event.targets),
            made=event.made,
            act=look.act(event),
            status=event.status,
            when=_both_times(event),
            where=look.where(event.place),
            voice=look.voice(event.said_by),
        )
        for event in record.events
    ]


def statement_rows(record: Record) -> list[StatementRow]:
    """The record's statements in words, in its order."""
    look = _Lookup(record)
    return [
        StatementRow(
            id=statement.id,
            speaker=look.speaker(statement),
            stance=statement.stance,
            kind=statement.kind,
            content=" … ".join(look.words(span) for span in statement.content),
            addressee=look.name(statement.addressee) if statement.addressee else "",
            medium=statement.medium.text if statement.medium else "",
            said_in=statement.said_in or "",
        )
        for statement in record.statements
    ]


def explain(record: Record, event: str, *, parsed: ParsedArticle | None = None) -> list[Reason]:
    """Why an event was coded so, point by point.

    Args:
        event: the event's id ("e3").
        parsed: the same article's syntax; with it each party says how it hangs on the trigger.

    Raises:
        RecordError: the record has no such event.
    """
    for one in record.events:
        if one.id == event:
            return list(_reasons(_Lookup(record, parsed), one))
    ids = ", ".join(one.id for one in record.events) or "none"
    raise RecordError(f"no event {event!r} in this record", where=record.id, do=f"its events: {ids}")


def when_in_words(time: EventTime) -> str:
    """An event's time as a reader would write it; empty where nothing is known.

    >>> when_in_words(EventTime(start="2024-03-01", end="2024-04-01", precision="month", span=None,
    ...                         not_before=None, not_after=None, basis="stated"))
    '2024-03'
    >>> when_in_words(EventTime(start=None, end=None, precision=None, span=None, not_before=None,
    ...                         not_after="2024-03-12", basis="said"))
    'by 2024-03-12'
    """
    if time.start and time.end:
        return _interval(time.start, time.end, time.precision)
    if time.start or time.end:
        return f"from {time.start}" if time.start else f"until {_day_before(time.end or '')}"
    bounds = []
    if time.not_before:
        bounds.append(f"not before {time.not_before}" if time.not_after else f"since {time.not_before}")
    if time.not_after:
        bounds.append(f"by {time.not_after}")
    return ", ".join(bounds)


def _interval(start: str, end: str, precision: str | None) -> str:
    match precision:
        case "year":
            return start[:4]
        case "month":
            return start[:7]
        case "week":
            return f"week of {start[:10]}"
    last = _day_before(end)
    return start if last <= start[:10] or len(start) > 10 else f"{start} to {last}"


def _day_before(end: str) -> str:
    """The last day of a half-open interval; a date-time stays as it is."""
    try:
        return str(date.fromisoformat(end) - timedelta(days=1)) if len(end) == 10 else end
    except (ValueError, OverflowError):
        return end


def _both_times(event: Event) -> str:
    when = when_in_words(event.time)
    act = when_in_words(event.act_time) if event.act_time else ""
    return f"{when or '?'}\nact {act}" if act and act != when else when


def _with(name: str, detail: str | None) -> str:
    return f"{name} ({detail})" if detail else name


@dataclass(frozen=True)
class _Lookup:
    """The record, and its parts by id."""

    record: Record
    parsed: ParsedArticle | None = None

    def path(self, words: Span, trigger: Span) -> str:
        return path_in_words(self.parsed, words, trigger) if self.parsed else ""

    def words(self, span: Span) -> str:
        """A span's words on one line."""
        return " ".join(span.of(self.record.article.text, self.record.article.title).split())

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.record.actors}

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self.record.statements}

    def actor(self, id: str) -> Actor | None:
        return self._actors.get(id)

    def name(self, id: str) -> str:
        actor = self.actor(id)
        return actor.name if actor else id

    def names(self, arguments: Sequence[Argument]) -> str:
        return ", ".join(dict.fromkeys(self.name(argument.actor) for argument in arguments))

    def statement(self, id: str) -> Statement | None:
        return self._statements.get(id)

    def speaker(self, statement: Statement) -> str:
        if statement.speaker:
            return self.name(statement.speaker)
        return self.words(statement.speaker_span) if statement.speaker_span else "somebody"

    def voice(self, said_by: Sequence[str]) -> str:
        """Who vouches, the innermost speaker first."""
        found = [self.statement(id) for id in reversed(said_by)]
        speakers = [self.speaker(statement) for statement in found if statement]
        return ", quoted by ".join(dict.fromkeys(speakers)) or ARTICLE_ITSELF

    def act(self, event: Event) -> str:
        """The act with its own parties, where they differ from the type's."""
        if event.act_sources is None and event.act_targets is None:
            return event.act
        sources = self.names(event.sources if event.act_sources is None else event.act_sources)
        targets = self.names(event.targets if event.act_targets is None else event.act_targets)
        parties = " → ".join(part for part in (sources, targets) if part)
        return f"{event.act} ({parties})" if parties else event.act

    def place(self, index: int | None) -> Place | None:
        return None if index is None or index >= len(self.record.places) else self.record.places[index]

    def where(self, index: int | None) -> str:
        place = self.place(index)
        if place is None:
            return ""
        return ", ".join(dict.fromkeys(part for part in (place.name, place.country) if part))


def _reasons(look: _Lookup, event: Event) -> Iterator[Reason]:
    yield Reason(
        about="event", value=_with(event.type, event.mode), why=f"rule {event.rule}", spans=(event.trigger,)
    )
    for about, arguments in (("source", event.sources), ("target", event.targets)):
        yield from _argument_reasons(look, about, arguments, event.trigger)
    if event.act_trigger or event.act != event.type:
        spans = (event.act_trigger,) if event.act_trigger else ()
        yield Reason(about="act", value=event.act, why="the deed spoken of", spans=spans)
    for about, own in (("act's source", event.act_sources), ("act's target", event.act_targets)):
        if own is not None:
            yield from _argument_reasons(look, about, own, event.act_trigger or event.trigger)
    deciding = event.evidence
    yield Reason(about="made", value=event.made, why="whether the event itself took place")
    yield Reason(about="status", value=event.status, why=_why_status(event), spans=deciding)
    yield Reason(about="polarity", value=event.polarity)
    yield Reason(about="certainty", value=event.certainty)
    yield Reason(about="tense", value=event.tense)
    yield _time_reason("time", event.time)
    if event.act_time is not None:
        yield _time_reason("act's time", event.act_time)
    place = look.place(event.place)
    if place is not None:
        why = place.why
        if not event.sentence.overlaps(place.span):
            why = f"from the dateline, since the sentence names no place; {why}"
        yield Reason(about="place", value=look.where(event.place), why=why, spans=(place.span,))
    yield from _voice_reasons(look, event)
    for about, figure in (("killed", event.killed), ("injured", event.injured), ("size", event.size)):
        if figure is not None:
            value = "some" if figure.value is None else f"{figure.value:,}"
            yield Reason(about=about, value=value, spans=(figure.span,))
    codes = [f"CAMEO {event.cameo}" if event.cameo else "", f"quad {event.quad}" if event.quad else ""]
    codes += [f"score {event.score:g}" if event.score is not None else "", *event.contexts]
    yield Reason(about="codes", value=", ".join(code for code in codes if code) or "none")
    yield Reason(about="confidence", value=f"{event.confidence:.2f}", why=_why_confidence(event))


def _argument_reasons(
    look: _Lookup, about: str, arguments: Sequence[Argument], trigger: Span
) -> Iterator[Reason]:
    if not arguments:
        yield Reason(about=about, value="none", why="the sentence names none")
    for argument in arguments:
        actor = look.actor(argument.actor)
        how = next((m.how for m in actor.mentions if m.span == argument.span), None) if actor else None
        described = [look.path(argument.span, trigger), f"named by {how}" if how else ""]
        if actor:
            described += [actor.country or "", " ".join(actor.sectors), actor.registry or ""]
        yield Reason(
            about=about,
            value=look.name(argument.actor),
            why=", ".join(part for part in described if part),
            spans=(argument.span,),
        )


def _why_status(event: Event) -> str:
    if event.certainty == "wanted":
        return "the act is wanted of another"
    if event.polarity == "negative":
        return "the act is negated"
    if event.certainty in {"possible", "conditional", "unknown"}:
        return f"the act is {event.certainty}"
    if event.tense == "future":
        return "the act lies in the future"
    return "the act goes on" if event.status == "ongoing" else "nothing speaks against it"


_BASIS = {
    "stated": "the text states it",
    "published": "counted from publication",
    "said": "bounded by when it was said",
    "unknown": "the text doesn't say",
}


def _time_reason(about: str, time: EventTime) -> Reason:
    return Reason(
        about=about,
        value=when_in_words(time) or "unknown",
        why=_BASIS[time.basis],
        spans=(time.span,) if time.span else (),
    )


def _voice_reasons(look: _Lookup, event: Event) -> Iterator[Reason]:
    if not event.said_by:
        yield Reason(about="voice", value=ARTICLE_ITSELF, why="it stands in no statement")
    for id in event.said_by:
        statement = look.statement(id)
        if statement is not None:
            spans = tuple(span for span in (statement.speaker_span, statement.cue) if span)
            yield Reason(
                about="voice", value=look.speaker(statement), why=f"{id}, {statement.stance}", spans=spans
            )


def _why_confidence(event: Event) -> str:
    return f"weighed most: {', '.join(event.weighed)}" if event.weighed else ""
