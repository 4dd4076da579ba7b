"""FollowTheMoney: entities as JSON Lines, for Aleph, OpenSanctions and what else reads them: articles, actors, events.

An entity is written once, under an id that stays the same, so that files of several exports can be put together.
FollowTheMoney has no claim: who says that an event took place stands in its ``notes``, the article is its ``proof``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from reportedly.article import parse_published
from reportedly.event_table import day_of, last_day_of, published_on, voices_of
from reportedly.export.codes import country_of, sector_name
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.export.names import uuid_of
from reportedly.export.pairs import actor_key
from reportedly.record import Actor, Argument, Event, Record

__all__ = ["write"]

_SCHEMATA = {"person": "Person", "country": "PublicBody", "organisation": "Organization"}
#: ISO 639-3, of the languages that are coded.
_LANGUAGES = {"en": "eng"}

Entity = dict[str, Any]


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write the entities, what is referred to before what refers to it."""
    written: set[str] = set()
    for told in material:
        for entity in _entities(told, left_out):
            if entity["id"] not in written:
                written.add(entity["id"])
                out.write(json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _entities(told: Told, left_out: LeftOut) -> Iterator[Entity]:
    record = told.record
    actors = {actor.id: actor for actor in record.actors}
    admitted = [event for event in told.events if left_out.admits(told, event)]
    if not admitted:
        return
    article = _article(record)
    yield article
    for event in admitted:
        for argument in (*event.sources, *event.targets):
            yield _actor(actors[argument.actor])
        yield _event(told, event, actors, article["id"])
        left_out.wrote(told, event)


def _article(record: Record) -> Entity:
    head = record.article
    return _entity(_id("article", record.id), "Article", {
        "title": [head.title], "bodyText": [head.text], "publishedAt": [_moment(record)], "publisher": [head.outlet],
        "sourceUrl": [_address(record)], "language": [_LANGUAGES.get(head.language or "")], "name": [head.title],
    })  # fmt: skip


def _actor(actor: Actor) -> Entity:
    schema = _SCHEMATA.get(actor.kind, "LegalEntity")
    known = (actor.registry or "").partition(":")
    return _entity(_actor_id(actor), schema, {
        "name": [actor.name], "country": [_country(actor.country)], "position" if schema == "Person" else "summary": [actor.role],
        "wikidataId": [known[2]] if known[0] == "wikidata" else [], "keywords": map(sector_name, actor.sectors),
    })  # fmt: skip


def _event(told: Told, event: Event, actors: dict[str, Actor], article: str) -> Entity:
    record, head = told.record, told.record.article
    day, _ = day_of(event, published_on(record))
    # FollowTheMoney's dates may stop at the month or the year; its last day is a part of an interval.
    start = event.time.start[:10] if event.time.start else day.isoformat() if day else None
    last = last_day_of(event)
    end = last.isoformat() if last else None
    spans = end is not None and start is not None and end > start
    place = record.places[event.place] if event.place is not None else None

    def ids(arguments: Iterable[Argument]) -> list[str]:
        return [_actor_id(actors[argument.actor]) for argument in arguments]

    return _entity(_id("event", record.id, event.id), "Event", {
        "name": [f"{event.type}: {event.trigger.of(head.text, head.title)}"], "keywords": [event.type, event.mode, *event.contexts],
        "date": [None if spans else start], "startDate": [start if spans else None], "endDate": [end if spans else None],
        "location": [place.name if place else None], "country": [_country(place.country) if place else None],
        "organizer": ids(event.sources), "involved": ids(event.targets), "summary": [event.sentence.of(head.text, head.title)],
        "notes": [_voice(record, event)], "proof": [article], "publisher": [head.outlet], "sourceUrl": [_address(record)],
        "recordId": [f"{record.id}:{event.id}"],
    })  # fmt: skip


def _voice(record: Record, event: Event) -> str:
    if not event.said_by:
        return "According to the article itself"
    voices, stances = voices_of(record, event)
    return f"According to {', '.join(voice.name for voice in voices) or 'somebody unnamed'} ({', '.join(stances)})"


def _entity(id: str, schema: str, properties: dict[str, Iterable[str | None]]) -> Entity:
    given = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in given.items() if values},
    }


def _id(*parts: str) -> str:
    return f"reportedly-{uuid_of(*parts)}"


def _actor_id(actor: Actor) -> str:
    return _id("actor", actor_key(actor))


def _country(alpha3: str | None) -> str | None:
    country = country_of(alpha3)
    return country.alpha2.lower() if country else None


def _moment(record: Record) -> str | None:
    """When the article was published: FollowTheMoney's dates know no offsets, so in the article's own time."""
    if published_on(record) is None or record.article.published is None:
        return None
    moment = parse_published(record.article.published).replace(tzinfo=None)
    return moment.isoformat() if "T" in record.article.published else moment.date().isoformat()


def _address(record: Record) -> str | None:
    url = record.article.url or ""
    return url if url.startswith(("https://", "http://")) else None
