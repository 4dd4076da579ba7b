"""GDELT 2.0: the events table (61 columns) and the mentions table (16), tab-separated without header.

Columns and values as in the GDELT Event Codebook 2.0. One row is a happening between two actors; the mentions table
holds a row for each report of it.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import UTC
from typing import BinaryIO, NamedTuple

from reportedly.article import parse_published
from reportedly.event_table import published_on
from reportedly.export.cameo_rows import Coded, cameo_rows
from reportedly.export.codes import actor_code, country_of
from reportedly.export.delimited import is_lead, sentence_number, write_row
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material
from reportedly.export.pairs import Pair
from reportedly.record import Actor, Argument, Place, Record

__all__ = ["write_events", "write_mentions"]


class _Reports(NamedTuple):
    """What is counted of a row's reports."""

    mentions: list[int]
    outlets: set[str]
    articles: set[str]


def write_events(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write a row where a happening is first told; goes through the material twice."""
    counts: defaultdict[int, _Reports] = defaultdict(lambda: _Reports([0], set(), set()))
    for one in cameo_rows(material, left_out, again=True):
        for number, _ in one.rows:
            reports = counts[number]
            reports.mentions[0] += 1
            reports.outlets.add(one.told.record.article.outlet or one.told.record.id)
            reports.articles.add(one.told.record.id)
    written = set()
    for one in cameo_rows(material, left_out):
        for number, pair in one.rows:
            if number not in written:
                written.add(number)
                write_row(out, _event(one, number, pair, counts[number]))
        left_out.wrote(one.told, one.event, row=[number for number, _ in one.rows])


def write_mentions(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write a row for each report of a row of the events table."""
    first: dict[int, str] = {}
    for one in cameo_rows(material, left_out):
        record, event = one.told.record, one.event
        added = _stamp(record)
        # MentionType 1 is the open web, 2 a citation without an address.
        kind, identifier = (1, record.article.url) if record.article.url else (2, record.id)
        for number, pair in one.rows:
            write_row(out, (
                number, first.setdefault(number, added), added, kind, record.article.outlet, identifier,
                sentence_number(record, event.sentence), _offset(pair.source_argument), _offset(pair.target_argument),
                event.trigger.start if event.trigger.region == "text" else -1, 1, round(event.confidence * 100),
                len(record.article.text), None, None, None,
            ))  # fmt: skip
        left_out.wrote(one.told, event, row=[number for number, _ in one.rows])


def _event(one: Coded, number: int, pair: Pair, reports: _Reports) -> list[object]:
    record, event, day, cameo = one.told.record, one.event, one.day, one.cameo
    place = record.places[event.place] if event.place is not None else None
    return [
        number, f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
        *_actor(pair.source), *_actor(pair.target), int(is_lead(record, event.sentence)), cameo.code, cameo.base,
        cameo.root, cameo.quad, cameo.goldstein, reports.mentions[0], len(reports.outlets), len(reports.articles), None,
        *_geo(None), *_geo(None), *_geo(place), _stamp(record), record.article.url,
    ]  # fmt: skip


def _actor(actor: Actor | None) -> list[object]:
    if actor is None:
        return [None] * 10
    code = actor_code(actor)
    types = [*code.types, None, None, None][:3]
    return [code.whole, actor.name.upper(), code.country, code.group, None, None, None, *types]


def _geo(place: Place | None) -> list[object]:
    """Type, name, FIPS country, ADM1, ADM2, latitude, longitude, feature. What isn't known as FIPS is left empty."""
    country = country_of(place.country) if place else None
    if place is None or place.precision is None or country is None:
        return [0, *[None] * 7]
    home = country.alpha3 == "USA"
    kinds = {"country": 1, "region": 2 if home else 5}
    kind = kinds.get(place.precision, 3 if home else 4)
    names = [place.name, place.admin1, country.name]
    whole = ", ".join(dict.fromkeys(name for name in names if name))
    feature = country.fips if place.precision == "country" else None
    return [kind, whole, country.fips, country.fips, None, place.lat, place.lon, feature]


def _offset(argument: Argument | None) -> int:
    return argument.span.start if argument and argument.span.region == "text" else -1


def _stamp(record: Record) -> str:
    """When it was published, in UTC, as GDELT writes the moment that it added an event; empty where that isn't known."""
    if published_on(record) is None or record.article.published is None:
        return ""
    moment = parse_published(record.article.published)
    if moment.tzinfo:
        # In the first or last hours of the calendar there may be no such moment in UTC.
        with suppress(OverflowError):
            moment = moment.astimezone(UTC)
    return f"{moment:%Y%m%d%H%M%S}"
