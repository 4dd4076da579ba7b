"""Items: events and statements as they are compared: their words and values, without ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from reportedly.event_table import voices_of
from reportedly.record import Argument, Event, Record, Span, Statement

__all__ = ["EventItem", "Party", "StatementItem", "changed", "event_items", "statement_items"]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role: its name, and the words that put it there, where they are known."""

    name: str
    span: Span | None

    def same(self, other: Party) -> bool:
        """Whether both stand on the same words, or bear the same name."""
        if self.span and other.span and self.span.overlaps(other.span):
            return True
        return self.name.casefold() == other.name.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """An event; ``voices`` is empty where the article itself vouches for it."""

    type: str
    act: str
    trigger: Span
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    made: str
    status: str
    day: str | None
    place: str | None
    voices: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementItem:
    """A statement: its words, its speaker's name and its stance."""

    content: tuple[Span, ...]
    speaker: str | None
    stance: str


_Item = TypeVar("_Item", EventItem, StatementItem)


def event_items(record: Record) -> dict[str, EventItem]:
    """The events of a record, by id."""
    names = {actor.id: actor.name for actor in record.actors}
    return {event.id: _event(record, event, names) for event in record.events}


def statement_items(record: Record) -> dict[str, StatementItem]:
    """The statements of a record, by id."""
    names = {actor.id: actor.name for actor in record.actors}
    return {said.id: _statement(said, names) for said in record.statements}


def _event(record: Record, event: Event, names: Mapping[str, str]) -> EventItem:
    def parties(arguments: Iterable[Argument]) -> tuple[Party, ...]:
        return tuple(Party(names.get(argument.actor, ""), argument.span) for argument in arguments)

    voices, _ = voices_of(record, event)
    unnamed = ("?",) if event.said_by else ()
    return EventItem(
        type=event.type, act=event.act, trigger=event.trigger, sources=parties(event.sources),
        targets=parties(event.targets), made=event.made, status=event.status,
        day=event.time.start[:10] if event.time.start else None,
        place=record.places[event.place].name if event.place is not None else None,
        voices=tuple(voice.name for voice in voices) or unnamed, confidence=event.confidence,
    )  # fmt: skip


def _statement(said: Statement, names: Mapping[str, str]) -> StatementItem:
    return StatementItem(content=said.content, speaker=names.get(said.speaker or ""), stance=said.stance)


def changed(item: _Item, changes: Mapping[str, Any]) -> _Item:
    """The item with what a correction changed; fields that aren't compared are left alone."""
    given: dict[str, Any] = {}
    for field, value in changes.items():
        match field:
            case "sources" | "targets":
                given[field] = tuple(Party(name, None) for name in value)
            case "time":
                given["day"] = (value or {}).get("start") and value["start"][:10]
            case "voice":
                given["voices"] = (value,) if value else ()
            case "type" | "act" | "made" | "status" | "place" | "speaker" | "stance":
                given[field] = value
    return replace(item, **given)
