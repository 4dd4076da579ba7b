"""PLOVER JSON Lines: a record for each pair of actors, with the fields of PLOVER's manual (2021 draft, Data Fields).

PLOVER's auxiliary modes tell what didn't take place, so every event goes in. It has no field for who says so: that, and
the deed behind a promise or a refusal, stand in ``comment``.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from reportedly.event_table import day_of, last_day_of, published_on, voices_of
from reportedly.export.codes import PLOVER, QUADS, country_of
from reportedly.export.delimited import sentence_number
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.export.pairs import pairs_of
from reportedly.record import Actor, Argument, Event, Place, Record

__all__ = ["write"]

#: Our statuses in PLOVER's auxiliary modes.
_AUXILIARY = {"planned": "future", "possible": "hypothetical", "wanted": "hypothetical", "denied": "negation"}
#: PLOVER's resolution, from 1 (country) to 5 (finer than a city).
_RESOLUTION = {"country": 1, "region": 2, "city": 4, "point": 5}


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write the lines; a type that PLOVER doesn't have, or an event without date or actor, is left out."""
    for told in material:
        published = published_on(told.record)
        for event in told.events:
            if not left_out.admits(told, event):
                continue
            day, _ = day_of(event, published)
            pairs = [pair for pair in pairs_of(told.record, event) if pair.source]
            if day is None or event.type not in PLOVER or not pairs:
                why = "no date" if day is None else f"{event.type} is no type of PLOVER's"
                left_out.leave(told, event, why if day is None or event.type not in PLOVER else "no actor")
                continue
            for number, pair in enumerate(pairs, start=1):
                line = {
                    "id": f"{told.record.id}:{event.id}:{number}", "has_event": 1, "date": day.isoformat(),
                    "actor": _entity(told.record, pair.source, pair.source_argument),
                    "recipient": _entity(told.record, pair.target, pair.target_argument),
                } | _event(told, event)  # fmt: skip
                text = json.dumps(_known(line), ensure_ascii=False)
                out.write(text.encode("utf-8", "replace") + b"\n")
            left_out.wrote(told, event)


def _event(told: Told, event: Event) -> dict[str, Any]:
    record, head = told.record, told.record.article
    modes = [mode for mode in (event.mode, _AUXILIARY.get(event.made)) if mode]
    last = last_day_of(event) if event.time.precision != "day" else None
    sizes = {"dead": event.killed, "injured": event.injured}
    return {
        "enddate": last.isoformat() if last else None,
        "event": event.type, "mode": modes, "context": list(event.contexts), "quad_code": QUADS[event.quad or 0].lower(),
        "event_scale": event.score, "event_text": event.trigger.of(head.text, head.title),
        "event_loc": _location(record, record.places[event.place]) if event.place is not None else None,
        "size": _known({name: figure.value for name, figure in sizes.items() if figure}),
        "text": event.sentence.of(head.text, head.title),
        "text_info": {"sequence": sentence_number(record, event.sentence), "start": event.sentence.start,
                      "end": event.sentence.end},
        "cite_info": _known({"citation": record.id, "url": head.url, "title": head.title, "language": head.language,
                             "publication": head.outlet, "coder": f"reportedly {record.made_with.coder}",
                             "codebook": record.made_with.codebook}),
        "comment": _comment(record, event),
    }  # fmt: skip


def _comment(record: Record, event: Event) -> str | None:
    parts = []
    if event.said_by:
        voices, stances = voices_of(record, event)
        who = ", ".join(voice.name for voice in voices) or "somebody unnamed"
        parts.append(f"according to {who} ({', '.join(stances)})")
    if event.act != event.type or event.status != event.made:
        parts.append(f"act {event.act}, {event.status}")
    return "; ".join(parts) or None


def _entity(record: Record, actor: Actor | None, argument: Argument | None) -> dict[str, Any] | None:
    if actor is None or argument is None:
        return None
    list_of, _, number = (actor.registry or "").partition(":")
    wikidata = number if list_of == "wikidata" else None
    return _known({
        "code": actor.country, "sector": list(actor.sectors), "office": actor.role, "identifier_id": wikidata,
        "identifier_text": actor.name, "entity_text": argument.span.of(record.article.text, record.article.title),
    })  # fmt: skip


def _location(record: Record, place: Place) -> dict[str, Any]:
    country = country_of(place.country)
    return _known({
        "extracted_place": place.span.of(record.article.text, record.article.title), "resolved_place": place.name,
        "geonameid": place.geonameid, "lat": place.lat, "lon": place.lon,
        "city": place.name if place.precision in ("city", "point") else None, "province": place.admin1,
        "country": country.name if country else None, "country_code": place.country,
        "resolution": _RESOLUTION.get(place.precision or ""),
    })  # fmt: skip


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown or empty."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
