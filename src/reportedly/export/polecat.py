"""POLECAT: 40 tab-separated columns with a header, ``None`` for what is unknown, a row for each event of each report.

Columns as in the weekly and yearly files on Dataverse. One row may hold several parties; they stand side by side,
separated by ``; ``, in the name, country and sector columns alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from reportedly.event_table import day_of, published_on
from reportedly.export.codes import PLOVER, QUADS, country_of
from reportedly.export.delimited import write_row
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.record import Actor, Argument, Event, Place, Record

__all__ = ["COLUMNS", "write"]

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write the rows; a type that PLOVER doesn't have is left out."""
    write_row(out, COLUMNS)
    for told in material:
        published = published_on(told.record)
        for event in told.events:
            if not left_out.admits(told, event):
                continue
            day, _ = day_of(event, published)
            if event.type not in PLOVER or day is None:
                left_out.leave(
                    told, event, "no date" if day is None else f"{event.type} is no type of PLOVER's"
                )
                continue
            number = f"{told.record.id}:{event.id}"
            row = [number, day.isoformat(), *_row(told, event), published.isoformat() if published else None,
                   *_story(told.record), told.record.article.language, told.record.made_with.codebook]  # fmt: skip
            write_row(out, (None if cell == "" else cell for cell in row), missing="None")
            left_out.wrote(told, event, row=number)


def _row(told: Told, event: Event) -> list[object]:
    record = told.record
    actors = {actor.id: actor for actor in record.actors}
    place = record.places[event.place] if event.place is not None else None
    return [
        event.type, event.mode, event.score, QUADS[event.quad or 0], _joined(event.contexts),
        *_side(record, event.sources, actors), *_side(record, event.targets, actors), *_where(record, place),
        record.article.outlet,
    ]  # fmt: skip


def _side(record: Record, arguments: tuple[Argument, ...], actors: dict[str, Actor]) -> list[object]:
    """Name, country, COW, primary sector, sectors, title, raw name, Wikipedia; of COW and Wikipedia we have none."""
    parties = [actors[argument.actor] for argument in arguments]
    raw = (argument.span.of(record.article.text, record.article.title) for argument in arguments)
    sectors = dict.fromkeys(sector for party in parties for sector in party.sectors)
    return [
        _joined(party.name for party in parties),
        _joined(dict.fromkeys(_country(party.country) for party in parties)),
        None, next(iter(sectors), None), _joined(sectors), _joined(party.role or "" for party in parties),
        _joined(raw), None,
    ]  # fmt: skip


def _country(alpha3: str | None) -> str:
    """POLECAT's country codes are ISO's, but for Kosovo."""
    return "KOS" if alpha3 == "XKX" else alpha3 or ""


def _where(record: Record, place: Place | None) -> list[object]:
    if place is None:
        return [None] * 10
    country, raw = country_of(place.country), place.span.of(record.article.text, record.article.title)
    city = place.name if place.precision in ("city", "point") else None
    province = place.name if place.precision == "region" else place.admin1
    return [place.name, city, None, province, country.name if country else None, place.lat, place.lon,
            place.geonameid, raw, place.precision]  # fmt: skip


def _story(record: Record) -> list[object]:
    """People, organisations and places of the whole story."""
    people = (actor.name for actor in record.actors if actor.kind == "person")
    bodies = (actor.name for actor in record.actors if actor.kind == "organisation")
    return [
        _joined(dict.fromkeys(names)) for names in (people, bodies, (place.name for place in record.places))
    ]


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(text for text in texts if text)
