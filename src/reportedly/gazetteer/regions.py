"""What every gazetteer holds besides lists of towns: countries, areas, features; and where divisions lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from reportedly.gazetteer.names import fold
from reportedly.gazetteer.store import Kind, Row
from reportedly.language.places import abbreviations, areas, countries

__all__ = ["Divisions", "latin", "middle", "place_divisions", "world_rows"]


def world_rows(ids: dict[str, int], populations: dict[str, int]) -> list[Row]:
    """Rows of countries, areas and features; ``ids`` and ``populations`` are by alpha-3."""
    rows = [
        Row(
            id=ids.get(c.code, 0),
            name=c.names[0],
            kind="country",
            country=c.code,
            lat=c.lat,
            lon=c.lon,
            population=populations.get(c.code, 0),
            aliases=c.names[1:],
        )
        for c in countries()
    ]
    for a in areas():
        kind: Kind = "feature" if a.kind == "feature" else "area"
        rows.append(
            Row(
                id=ids.get(a.name, 0),
                name=a.name,
                kind=kind,
                country=a.country,
                lat=a.lat,
                lon=a.lon,
                aliases=a.names,
            )
        )
    return rows


class Divisions:
    """Adds first-level divisions to the rows, each once: England is an area of the table, and a division."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._areas = {
            (row.country, fold(name)): number
            for number, row in enumerate(rows)
            if row.kind in ("area", "feature") and row.country
            for name in (row.name, *row.aliases)
        }

    def add(self, row: Row) -> int:
        """Add a division, and return its row: a new one, or that of the area which it is."""
        for name in (row.name, *row.aliases) if row.kind == "region" else ():
            number = self._areas.get((row.country, fold(name)))
            if number is not None and self._rows[number].kind != "region":
                area = self._rows[number]
                aliases = tuple(sorted({row.name, *area.aliases, *row.aliases} - {area.name}))
                self._rows[number] = replace(area, id=row.id, kind="region", aliases=aliases)
                return number
        self._rows.append(row)
        return len(self._rows) - 1


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A point that stands for a division: the middle of its towns' extent, without the outermost of them.

    Towns crowd, so their mean would lie in the largest city; cells of half a degree count once.
    """
    cells = sorted({(round(lat * 2) / 2, round(lon * 2) / 2) for lat, lon in points})
    found = []
    for axis in (0, 1):
        values = sorted(c[axis] for c in cells) if len(points) >= 30 else sorted(p[axis] for p in points)
        centre = median(values)
        # A town that lies far off is in the wrong division, as a few are.
        reach = 6 * median(abs(value - centre) for value in values) + 1
        near = [value for value in values if abs(value - centre) <= reach]
        cut = len(near) // 50
        kept = near[cut : len(near) - cut]
        found.append((kept[0] + kept[-1]) / 2)
    return round(found[0], 4), round(found[1], 4)


def place_divisions(rows: list[Row], codes: dict[str, int]) -> list[Row]:
    """Rows whose divisions have the middle of their towns, or the point of the table, and their people.

    Args:
        rows: all rows; divisions at 0, 0 are placed, those without a town left there.
        codes: row of a division by its code in GeoNames ("US.OH").
    """
    points: dict[int, list[tuple[float, float]]] = {}
    people: dict[int, int] = {}
    for row in rows:
        if row.kind not in ("city", "capital"):
            continue
        for division in (row.region, row.county):
            if division is not None:
                points.setdefault(division, []).append((row.lat, row.lon))
                people[division] = people.get(division, 0) + row.population
    for division, inside in points.items():
        lat, lon = middle(inside)
        row = rows[division]
        if row.lat or row.lon:
            lat, lon = row.lat, row.lon
        rows[division] = replace(row, lat=lat, lon=lon, population=people[division])
    for short in abbreviations():
        number = codes.get(short.code)
        if number is not None:
            row = rows[number]
            aliases = (*row.aliases, *short.forms, f"division {short.code}")
            rows[number] = replace(row, lat=short.lat, lon=short.lon, aliases=aliases)
    return rows


def latin(names: Iterable[str]) -> tuple[str, ...]:
    """The names that English text may use: written in Latin letters, three or more, no codes."""
    return tuple(
        sorted(
            {
                n
                for n in names
                if len(n) >= 4
                and n[0].isupper()
                and not n.isupper()
                and all(c.isascii() or 0xBF < ord(c) < 0x250 for c in n)
                and not any(c.isdigit() for c in n)
            }
        )
    )
