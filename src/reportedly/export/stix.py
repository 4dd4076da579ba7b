"""STIX 2.1: a bundle of identities, locations, reports, relationships and opinions, for threat-intelligence platforms.

An event is a relationship between two identities, named after its type; whoever vouches for it, an opinion on it; the
article a report on both, made by its outlet. Ids and times hang on the article alone, so the same record gives the same
bundle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO

from reportedly.article import parse_published
from reportedly.event_table import last_day_of, published_on
from reportedly.export.codes import country_of
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.export.names import uuid_of
from reportedly.export.pairs import actor_key, pairs_of
from reportedly.record import Actor, Event, Place, Record

__all__ = ["write"]

_CLASSES = {
    "person": "individual",
    "organisation": "organization",
    "country": "organization",
    "group": "group",
}
#: How far a voice that has this stance agrees that the event took place; others agree.
_OPINIONS = {"denies": "strongly-disagree", "doubts": "disagree", "asks": "neutral"}

Object = dict[str, Any]


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write the bundle, an object a line; an event without two parties or a date of publication is left out."""
    out.write(f'{{"type": "bundle", "id": "bundle--{uuid_of("bundle")}", "objects": ['.encode())
    written: set[str] = set()
    between = "\n"
    for told in material:
        for one in _objects(told, left_out):
            if one["id"] not in written:
                written.add(one["id"])
                out.write((between + json.dumps(one, ensure_ascii=False)).encode("utf-8", "replace"))
                between = ",\n"
    out.write(b"\n]}\n")


def _objects(told: Told, left_out: LeftOut) -> Iterator[Object]:
    record = told.record
    admitted = [event for event in told.events if left_out.admits(told, event)]
    moment = _moment(record)
    inside: list[str] = []
    outlet = _outlet(record)
    for event in admitted:
        pairs = [pair for pair in pairs_of(record, event) if pair.source and pair.target]
        if moment is None or not pairs:
            left_out.leave(told, event, "no date of publication" if moment is None else "no second actor")
            continue
        if outlet and not inside:
            yield outlet
        for number, pair in enumerate(pairs):
            assert pair.source is not None
            assert pair.target is not None
            ends = _identity(pair.source), _identity(pair.target)
            relation = _relation(told, event, number, ends[0]["id"], ends[1]["id"], moment)
            found = [*ends, relation, *_opinions(record, event, relation["id"], moment)]
            if event.place is not None and (where := _location(record.places[event.place])):
                found.append(where)
            yield from found
            inside += [one["id"] for one in found]
        left_out.wrote(told, event)
    if inside and moment is not None:
        yield _report(record, list(dict.fromkeys(inside)), moment, outlet)


def _object(kind: str, key: tuple[str, ...], moment: str, **given: Any) -> Object:
    fields = {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{uuid_of(kind, *key)}",
        "created": moment,
        "modified": moment,
    }
    return fields | {name: value for name, value in given.items() if value not in (None, "", [])}


#: An identity is the same in all reports, so it can't carry the time of one of them.
_ALWAYS = "1970-01-01T00:00:00.000Z"


def _identity(actor: Actor) -> Object:
    return _object("identity", (actor_key(actor),), _ALWAYS, name=actor.name, identity_class=_CLASSES.get(actor.kind, "class"),
                   roles=[actor.role] if actor.role else None)  # fmt: skip


def _outlet(record: Record) -> Object | None:
    name = record.article.outlet
    return (
        _object("identity", ("outlet", name), _ALWAYS, name=name, identity_class="organization")
        if name
        else None
    )


def _location(place: Place) -> Object | None:
    country = country_of(place.country)
    if country is None or place.lat is None:
        return None
    key = (str(place.geonameid or place.name), country.alpha3)
    return _object(
        "location",
        key,
        _ALWAYS,
        name=place.name,
        country=country.alpha2,
        latitude=place.lat,
        longitude=place.lon,
    )


def _relation(told: Told, event: Event, number: int, source: str, target: str, moment: str) -> Object:
    record, head = told.record, told.record.article
    # STIX wants a stop after the start; an event whose text gives no time has neither.
    first, end = event.time.start and event.time.start[:10], last_day_of(event)
    after = end + timedelta(days=1) if end and end < date.max else None
    return _object(
        "relationship", (record.id, event.id, str(number)), moment, relationship_type=event.type.lower().replace("_", "-"),
        source_ref=source, target_ref=target, start_time=_midnight(first), stop_time=_midnight(after), confidence=round(event.confidence * 100),
        description=event.sentence.of(head.text, head.title), external_references=_references(record),
        labels=[label for label in (event.mode, event.status, *event.contexts) if label],
    )  # fmt: skip


def _midnight(day: date | str | None) -> str | None:
    return f"{day}T00:00:00.000Z" if day else None


def _opinions(record: Record, event: Event, about: str, moment: str) -> Iterator[Object]:
    actors = {actor.id: actor for actor in record.actors}
    for said in record.statements:
        if said.id in event.said_by and said.speaker in actors:
            words = " … ".join(span.of(record.article.text, record.article.title) for span in said.content)
            yield _object("opinion", (record.id, said.id, about), moment, opinion=_OPINIONS.get(said.stance, "agree"),
                          authors=[actors[said.speaker].name], explanation=words, object_refs=[about],
                          labels=[said.stance])  # fmt: skip


def _report(record: Record, inside: list[str], moment: str, outlet: Object | None) -> Object:
    return _object("report", (record.id,), moment, name=record.article.title or record.id, published=moment,
                   object_refs=inside, created_by_ref=outlet["id"] if outlet else None, report_types=["observed-data"],
                   lang=record.article.language, external_references=_references(record))  # fmt: skip


def _references(record: Record) -> list[Object]:
    head = record.article
    url = {"url": head.url} if (head.url or "").startswith(("https://", "http://")) else {}
    return [{"source_name": head.outlet or "reportedly", "external_id": record.id, **url}]


def _moment(record: Record) -> str | None:
    """When the article was published, in UTC to the millisecond; a day stands for its first moment."""
    if published_on(record) is None or record.article.published is None:
        return None
    moment = parse_published(record.article.published)
    try:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        moment = datetime.combine(moment.date(), moment.time(), tzinfo=UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"
