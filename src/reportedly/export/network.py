"""Network: actors and what passes between them, for formats that hold graphs: a node an actor, an edge a pair of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from reportedly.event_table import day_of, last_day_of, published_on, voices_of
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.export.pairs import actor_key, pairs_of
from reportedly.record import Actor, Event

__all__ = ["EDGE", "NODE", "Edge", "actors_of", "edges_of", "quoted", "value_text"]

#: Attribute -> its kind in GraphML and GEXF alike.
NODE = {"label": "string", "kind": "string", "country": "string", "sectors": "string", "registry": "string"}
EDGE = {
    "type": "string", "mode": "string", "made": "string", "act": "string", "status": "string", "voices": "string",
    "stances": "string", "day": "string", "dated_by": "string", "quad": "int", "score": "double", "confidence": "double",
    "article": "string", "event": "string", "happening": "string", "outlet": "string", "url": "string",
    "place": "string", "sentence": "string",
}  # fmt: skip

Value = str | int | float | None


class Edge(NamedTuple):
    """One pair of one event: ``first`` and ``last`` are its days, both inclusive; None where it isn't dated."""

    id: str
    source: str
    target: str
    first: date | None
    last: date | None
    values: dict[str, Value]


def actors_of(material: Material) -> dict[str, dict[str, Value]]:
    """All the actors that an edge joins, by key, in the order in which they first appear."""
    found: dict[str, dict[str, Value]] = {}
    for told in material:
        for event in told.events:
            for pair in pairs_of(told.record, event):
                if pair.source and pair.target:
                    for actor in (pair.source, pair.target):
                        found.setdefault(actor_key(actor), _node(actor))
    return found


def edges_of(material: Material, left_out: LeftOut) -> Iterator[Edge]:
    """All the edges; an event of one party only is told as left out."""
    for told in material:
        for event in told.events:
            if not left_out.admits(told, event):
                continue
            pairs = [pair for pair in pairs_of(told.record, event) if pair.source and pair.target]
            if not pairs:
                left_out.leave(told, event, "no second actor")
                continue
            values, first, last = _values(told, event)
            for number, pair in enumerate(pairs, start=1):
                assert pair.source is not None
                assert pair.target is not None
                name = f"{told.record.id}:{event.id}:{number}"
                yield Edge(name, actor_key(pair.source), actor_key(pair.target), first, last, values)
            left_out.wrote(told, event)


def _node(actor: Actor) -> dict[str, Value]:
    return {"label": actor.name, "kind": actor.kind, "country": actor.country, "sectors": " ".join(actor.sectors),
            "registry": actor.registry}  # fmt: skip


def _values(told: Told, event: Event) -> tuple[dict[str, Value], date | None, date | None]:
    record, head = told.record, told.record.article
    day, dated_by = day_of(event, published_on(record))
    voices, stances = voices_of(record, event)
    last = last_day_of(event) or day
    values: dict[str, Value] = {
        **{name: getattr(event, name) for name in ("type", "mode", "made", "act", "status", "quad", "score", "confidence")},
        "voices": "; ".join(voice.name for voice in voices), "stances": "; ".join(stances),
        "day": day.isoformat() if day else None, "dated_by": dated_by, "article": record.id, "event": event.id,
        "happening": told.happening(event), "outlet": head.outlet, "url": head.url,
        "place": record.places[event.place].name if event.place is not None else None,
        "sentence": event.sentence.of(head.text, head.title),
    }  # fmt: skip
    return values, day, max(day, last) if day and last else day


_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def value_text(value: Value) -> str:
    """A value without the characters that XML 1.0 can't hold."""
    return _FORBIDDEN.sub("\ufffd", str(value))


def quoted(value: Value) -> str:
    """A value as an XML attribute with its quotation marks."""
    return quoteattr(value_text(value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
