"""Claims: what each voice said, as schema.org Claims in JSON-LD: author, words, where they appear, what they are about.

What an article tells in its own voice is a claim of its outlet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from reportedly.event_table import last_day_of
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.export.names import actor_name, article_name, name_of
from reportedly.record import Actor, Argument, Event, Record

__all__ = ["write"]

_KINDS = {"person": "Person", "country": "Country"}
#: What schema.org can say of an action; that it is denied it can't, the claim's keywords do.
_STATUS = {
    "happened": "CompletedActionStatus", "ongoing": "ActiveActionStatus", "planned": "PotentialActionStatus",
    "possible": "PotentialActionStatus", "wanted": "PotentialActionStatus",
}  # fmt: skip

Node = dict[str, Any]


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write one graph, a claim a line; the vocabulary is named in it, so that no reader has to fetch it."""
    between = '{"@context": {"@vocab": "https://schema.org/"}, "@graph": [\n'
    for told in material:
        for claim in _claims(told):
            out.write((between + json.dumps(claim, ensure_ascii=False)).encode("utf-8", "replace"))
            between = ",\n"
            left_out.written += 1
    out.write(b"\n]}\n" if between == ",\n" else between.encode() + b"]}\n")


def _claims(told: Told) -> Iterator[Node]:
    record, head = told.record, told.record.article
    actors = {actor.id: actor for actor in record.actors}
    for said in told.statements:
        speaker = actors.get(said.speaker or "")
        about = [event for event in record.events if event.said_by[-1:] == (said.id,)]
        yield _known({
            "@type": "Claim", "@id": name_of("claim", record.id, said.id),
            "text": " … ".join(span.of(head.text, head.title) for span in said.content),
            "author": _agent(speaker) if speaker else None, "keywords": [said.stance, said.kind],
            "about": [_action(record, event, actors) for event in about], **_appearance(record),
        })  # fmt: skip
    for event in told.events:
        if not event.said_by:
            yield _known({
                "@type": "Claim", "@id": name_of("claim", record.id, event.id),
                "text": event.sentence.of(head.text, head.title), "author": _outlet(record), "keywords": ["asserts"],
                "about": [_action(record, event, actors)], **_appearance(record),
            })  # fmt: skip


def _appearance(record: Record) -> Node:
    head = record.article
    article = {
        "@type": "NewsArticle", "@id": article_name(record), "identifier": record.id, "headline": head.title,
        "datePublished": head.published, "inLanguage": head.language, "url": head.url, "publisher": _outlet(record),
    }  # fmt: skip
    reader = {"@type": "SoftwareApplication", "name": "reportedly", "softwareVersion": record.made_with.coder}
    return {"appearance": _known(article), "claimInterpreter": reader}


def _outlet(record: Record) -> Node | None:
    outlet = record.article.outlet
    return {"@type": "Organization", "@id": name_of("outlet", outlet), "name": outlet} if outlet else None


def _action(record: Record, event: Event, actors: dict[str, Actor]) -> Node:
    def agents(arguments: tuple[Argument, ...]) -> list[Node]:
        return [_agent(actors[argument.actor]) for argument in arguments]

    place = record.places[event.place] if event.place is not None else None
    where = None
    if place is not None:
        point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
        where = _known({"@type": "Place", "name": place.name, "addressCountry": place.country,
                        "geo": point if place.lat is not None else None})  # fmt: skip
    status, last = _STATUS.get(event.made), last_day_of(event)
    return _known({
        "@type": "Action", "@id": name_of("event", record.id, event.id), "name": event.type,
        "agent": agents(event.sources), "object": agents(event.targets), "startTime": event.time.start,
        "endTime": last.isoformat() if last else None, "location": where,
        "actionStatus": {"@id": f"https://schema.org/{status}"} if status else None,
    })  # fmt: skip


def _agent(actor: Actor) -> Node:
    # A group or a people is an organisation to schema.org, which has no other word for many who act as one.
    kind = _KINDS.get(actor.kind, "Organization")
    return _known({"@type": kind, "@id": actor_name(actor), "name": actor.name, "jobTitle": actor.role if kind == "Person" else None})  # fmt: skip


def _known(node: Node) -> Node:
    """Without what is unknown or empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
