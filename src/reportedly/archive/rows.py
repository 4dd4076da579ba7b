"""Rows: what one record becomes in the archive's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from reportedly.archive.tables import CHILDREN
from reportedly.record import Actor, Argument, Event, Figure, Record, Span, Statement, span_to_json

__all__ = ["event_day", "party", "rows_of"]

Row = dict[str, Any]


def party(actor: Actor) -> Row:
    """What views show of an actor."""
    return {
        "name": actor.name,
        "registry": actor.registry,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "kind": actor.kind,
    }


def event_day(event: Event, published: date | None) -> tuple[date | None, str]:
    """The day that views place an event at, and what it rests on: ``time``, ``published`` or ``unknown``."""
    if event.time.start is not None:
        return date.fromisoformat(event.time.start[:10]), "time"
    return published, "published" if published else "unknown"


def rows_of(
    record: Record,
    segment: str,
    *,
    published: date | None,
    credit: str | None = None,
    copy_of: str | None = None,
) -> dict[str, list[Row]]:
    """The rows of one record for every child table.

    Args:
        record: what the coder made of an article.
        segment: id of the batch that it is written with.
        published: the article's day of publication.
        credit: the news agency that it credits; ``copy_of``: the article that it is a copy of.
    """
    key = {"article": record.id, "segment": segment}
    of_article = {**key, "outlet": record.article.outlet, "published_on": published}
    actors = {actor.id: actor for actor in record.actors}
    speakers = {s.id: s.speaker for s in record.statements}
    rows: dict[str, list[Row]] = {name: [] for name in CHILDREN}
    for actor in record.actors:
        row = {**key, "actor": actor.id, "role": actor.role, "published_on": published, "json": _json(actor)}
        rows["actors"].append(row | party(actor))
    for statement in record.statements:
        rows["statements"].append(of_article | _statement_row(statement, record, actors))
    for number, place in enumerate(record.places):
        row = {
            field: getattr(place, field) for field in ("name", "country", "admin1", "lat", "lon", "geonameid")
        }
        rows["places"].append(
            {**key, "number": number, **row, "precision": place.precision, "json": _json(place)}
        )
    for number, time in enumerate(record.times):
        row = {field: getattr(time, field) for field in ("value", "start", "end", "precision")}
        rows["times"].append({**key, "number": number, **row, "json": _json(time)})
    for event in record.events:
        day, dated_by = event_day(event, published)
        common = {
            **key,
            "event": event.id,
            "day": day,
            "dated_by": dated_by,
            "type": event.type,
            "made": event.made,
            "status": event.status,
            "quad": event.quad,
            "score": event.score,
        }
        place_found = record.places[event.place] if event.place is not None else None
        voices = [speakers[s] for s in event.said_by[-1:]]
        rows["events"].append(
            {
                **common,
                "outlet": record.article.outlet,
                "published_on": published,
                "mode": event.mode,
                "act": event.act,
                "cameo": event.cameo,
                "trigger": _words(event.trigger, record),
                "words": _words(event.sentence, record),
                "sources": [party(actors[a.actor]) for a in event.sources],
                "targets": [party(actors[a.actor]) for a in event.targets],
                "act_sources": _side(event.act_sources, actors),
                "act_targets": _side(event.act_targets, actors),
                "voices": [party(actors[v]) for v in voices if v is not None],
                "place": place_found.name if place_found else None,
                "place_country": place_found.country if place_found else None,
                "confidence": event.confidence,
                "killed": _value(event.killed),
                "injured": _value(event.injured),
                "size": _value(event.size),
                "published": record.article.published,
                "credit": credit,
                "copy_of": copy_of,
                "json": _json(event),
            }
        )
        for_parties = {key: value for key, value in common.items() if key not in {"made", "quad", "score"}}
        for side, arguments in (("source", event.sources), ("target", event.targets)):
            for actor_id in dict.fromkeys(argument.actor for argument in arguments):
                rows["parties"].append(for_parties | _party_row(side, actors[actor_id]) | {"act": event.act})
        for voice in voices:
            if voice is not None:
                rows["parties"].append(for_parties | _party_row("voice", actors[voice]) | {"act": event.act})
        rows["pairs"].extend(common | pair for pair in _pairs(event, actors))
    return rows


def _pairs(event: Event, actors: dict[str, Actor]) -> Iterator[Row]:
    """Every pair that an event holds: source by target, or, of a symmetric event, each two of its parties."""

    def sides(first: Sequence[Argument], second: Sequence[Argument]) -> Iterator[tuple[Actor, Actor]]:
        for one in first:
            for other in second:
                if one.actor != other.actor:
                    yield actors[one.actor], actors[other.actor]

    if event.targets:
        found, directed = list(sides(event.sources, event.targets)), True
    else:
        found = [
            pair for at, one in enumerate(event.sources) for pair in sides([one], event.sources[at + 1 :])
        ]
        directed = False
    seen = set()
    for a, b in found:
        if (a.id, b.id) not in seen:
            seen.add((a.id, b.id))
            yield {
                "a": a.country,
                "a_registry": a.registry,
                "a_name": a.name,
                "b": b.country,
                "b_registry": b.registry,
                "b_name": b.name,
                "directed": directed,
            }


def _party_row(side: str, actor: Actor) -> Row:
    return {
        "side": side,
        "country": actor.country,
        "registry": actor.registry,
        "name": actor.name.lower(),
    }


def _value(figure: Figure | None) -> int | None:
    """The number, where a table's column can hold it."""
    value = figure.value if figure else None
    return value if value is not None and abs(value) < 2**63 else None


def _side(arguments: Sequence[Argument] | None, actors: dict[str, Actor]) -> list[Row] | None:
    return None if arguments is None else [party(actors[argument.actor]) for argument in arguments]


def _statement_row(statement: Statement, record: Record, actors: dict[str, Actor]) -> Row:
    return {
        "statement": statement.id,
        "speaker": party(actors[statement.speaker]) if statement.speaker else None,
        "stance": statement.stance,
        "kind": statement.kind,
        "words": " … ".join(_words(span, record) for span in statement.content),
        "json": _json(statement),
    }


def _words(span: Span, record: Record) -> str:
    return span.of(record.article.text, record.article.title)


def _json(value: Any) -> str:
    return msgspec.json.encode(value, enc_hook=span_to_json).decode()
