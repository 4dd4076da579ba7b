"""SEM and GRaSP as TriG: events of the Simple Event Model, each mention attributed twice: to its voice and to its publisher.

One named graph an article. Vocabularies: SEM (van Hage and others 2011), GRaSP (van Son and others 2016), GAF, PROV-O.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from reportedly.event_table import last_day_of
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.export.names import actor_name, article_name, name_of, span_name
from reportedly.record import Actor, Event, Place, Record

__all__ = ["factuality", "write"]

_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "dct": "http://purl.org/dc/terms/", "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/", "gaf": "http://groundedannotationframework.org/gaf#",
    "grasp": "http://groundedannotationframework.org/grasp#", "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}  # fmt: skip
_CERTAINTY = {"certain": "CERTAIN", "probable": "PROBABLE", "possible": "POSSIBLE", "conditional": "POSSIBLE"}
#: Where a type is made of the deed (a refusal of help), what the text says of the type itself.
_MADE = {
    "happened": "CERTAIN_NON_FUTURE_POS", "ongoing": "CERTAIN_NON_FUTURE_POS", "planned": "PROBABLE_FUTURE_POS",
    "possible": "POSSIBLE_u_POS", "wanted": "u_FUTURE_POS", "denied": "CERTAIN_NON_FUTURE_NEG",
}  # fmt: skip


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write a graph for each article."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in _PREFIXES.items()]
    out.write("\n".join(lines).encode() + b"\n")
    for told in material:
        chosen = replace(told, events=tuple(event for event in told.events if left_out.admits(told, event)))
        out.write("".join(f"{line}\n" for line in _graph(chosen)).encode("utf-8", "replace"))
        for event in chosen.events:
            left_out.wrote(told, event)


def factuality(event: Event) -> str:
    """GRaSP's value of the event as its type names it: certainty, tense and polarity, ``u`` where it isn't known."""
    if event.act != event.type or event.made != event.status:
        return _MADE[event.made]
    certainty = _CERTAINTY.get(event.certainty, "u")
    tense = "FUTURE" if event.tense == "future" else "NON_FUTURE"
    return f"{certainty}_{tense}_{'POS' if event.polarity == 'positive' else 'NEG'}"


def _graph(told: Told) -> Iterator[str]:
    record, head = told.record, told.record.article
    article = f"<{article_name(record)}>"
    actors = {actor.id: actor for actor in record.actors}
    yield f"\n<{name_of('graph', record.id)}> {{"
    about = [("rdf:type", "prov:Entity"), ("dct:identifier", _text(record.id))]
    about += [
        (name, _text(value))
        for name, value in (("dct:title", head.title), ("dct:language", head.language))
        if value
    ]
    about += [("dct:issued", _text(head.published))] if head.published else []
    if head.outlet:
        about.append(("prov:wasAttributedTo", f"<{name_of('outlet', head.outlet)}>"))
    yield _about(article, about)
    if head.outlet:
        yield _about(
            f"<{name_of('outlet', head.outlet)}>",
            [("rdf:type", "prov:Organization"), ("rdfs:label", _text(head.outlet))],
        )
    named: dict[str, Actor] = {}
    for event in told.events:
        for actor in _actors(record, event, actors):
            named.setdefault(actor_name(actor), actor)
        yield from _event(record, event, actors, article)
    for name, actor in named.items():
        yield _about(
            f"<{name}>",
            [("rdf:type", "sem:Actor"), ("rdf:type", "prov:Agent"), ("rdfs:label", _text(actor.name))],
        )
    for number in sorted({event.place for event in told.events if event.place is not None}):
        yield _place(record, number)
    yield "}"


def _actors(record: Record, event: Event, actors: dict[str, Actor]) -> Iterator[Actor]:
    for argument in (*event.sources, *event.targets):
        yield actors[argument.actor]
    for said in record.statements:
        if said.id in event.said_by and said.speaker in actors:
            yield actors[said.speaker]


def _event(record: Record, event: Event, actors: dict[str, Actor], article: str) -> Iterator[str]:
    head, name = record.article, f"<{name_of('event', record.id, event.id)}>"
    mention = f"<{span_name(record, event.trigger)}>"
    facts = [("rdf:type", "sem:Event"), ("sem:eventType", f"<{name_of('type', event.type)}>"),
             ("rdfs:label", _text(event.trigger.of(head.text, head.title)))]  # fmt: skip
    roles = [
        (actors[argument.actor], role)
        for role, side in (("source", event.sources), ("target", event.targets))
        for argument in side
    ]
    for actor, role in roles:
        facts += [
            ("sem:hasActor", f"<{actor_name(actor)}>"),
            (f"<{name_of('role', role)}>", f"<{actor_name(actor)}>"),
        ]
    facts += (
        [("sem:hasPlace", f"<{name_of('place', record.id, str(event.place))}>")]
        if event.place is not None
        else []
    )
    last = last_day_of(event)
    for key, day in (
        ("sem:hasEarliestBeginTimeStamp", event.time.start),
        ("sem:hasLatestEndTimeStamp", last and last.isoformat()),
    ):
        facts += [(key, f'"{day[:10]}"^^xsd:date')] if day else []
    if event.act != event.type:
        facts.append(("dct:references", f"<{name_of('type', event.act)}>"))
    yield _about(name, [*facts, ("gaf:denotedBy", mention)])
    said = {one.id: one for one in record.statements}
    quoted = [said[id] for id in event.said_by if id in said]
    attributions = [f"<{name_of('attribution', record.id, event.id, one.id)}>" for one in quoted]
    by_article = f"<{name_of('attribution', record.id, event.id)}>"
    yield _about(
        mention,
        [
            ("rdf:type", "gaf:Mention"),
            *(("grasp:hasAttribution", one) for one in (*attributions, by_article)),
        ],
    )
    for attribution, one in zip(attributions, quoted):
        speaker = actors.get(one.speaker or "")
        by = [("grasp:wasAttributedTo", f"<{actor_name(speaker)}>")] if speaker else []
        yield _about(attribution, [("rdf:type", "grasp:Attribution"), ("rdf:value", f"grasp:{factuality(event)}"),
                                   ("dct:type", _text(one.stance)), *by])  # fmt: skip
    # What the article only passes on, it takes no stand on.
    stand = "u_u_u" if quoted else factuality(event)
    yield _about(
        by_article,
        [
            ("rdf:type", "grasp:Attribution"),
            ("rdf:value", f"grasp:{stand}"),
            ("prov:wasAttributedTo", article),
        ],
    )


def _place(record: Record, number: int) -> str:
    place: Place = record.places[number]
    facts = [("rdf:type", "sem:Place"), ("rdfs:label", _text(place.name))]
    if place.lat is not None:
        facts += [("wgs:lat", f'"{place.lat}"^^xsd:double'), ("wgs:long", f'"{place.lon}"^^xsd:double')]
    if place.geonameid is not None:
        facts.append(("rdfs:seeAlso", f"<https://sws.geonames.org/{place.geonameid}/>"))
    return _about(f"<{name_of('place', record.id, str(number))}>", facts)


def _about(subject: str, facts: list[tuple[str, str]]) -> str:
    return f"  {subject} " + " ;\n    ".join(f"{name} {value}" for name, value in dict.fromkeys(facts)) + " ."


def _text(value: str) -> str:
    """A literal; JSON's escapes are Turtle's, but for what lies beyond the basic plane, which stands for itself."""
    return json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )
