"""Build a gazetteer from files of GeoNames' download server, for those who want more than the shipped one.

The tables are those of https://download.geonames.org/export/dump/ (readme.txt there): ``cities500.txt``,
``cities1000.txt`` … or ``allCountries.txt``, as they are or zipped. The last names its divisions itself; beside the others
stands ``admin1CodesASCII.txt``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reportedly.errors import GazetteerError
from reportedly.gazetteer.regions import Divisions, latin, place_divisions, world_rows
from reportedly.gazetteer.store import Kind, Row, write_gazetteer
from reportedly.language.places import countries

__all__ = ["FEATURES", "build"]

LICENCE = (
    "GeoNames, CC BY 4.0 (https://www.geonames.org); countries, areas and features: this project, Apache-2.0"
)
#: Towns from this size on keep their other names.
ALIASES_FROM = 100_000
#: GeoNames codes of natural features that are taken on request.
FEATURES = frozenset(
    {
        "LK", "LKS", "STM", "SEA", "BAY", "GULF", "STRT", "CNL", "RSV", "CHN", "SD", "MT", "MTS", "PK", "ISL", "ISLS",
        "VLC", "VAL", "CAPE", "DSRT", "PEN", "PASS", "GLCR", "FLLS", "BCH",
    }
)  # fmt: skip
#: Towns that are gone, and quarters of towns that are destroyed.
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
_FIELDS = 19
#: GeoNames' code of the level, the division's code, its name and id.
_Division = tuple[str, str, str, int]


@contextmanager
def _lines(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a text file, or of the text file of the same name in a zip."""
    try:
        if path.suffix.lower() != ".zip":
            with path.open(encoding="utf-8", newline="\n") as stream:
                yield stream
            return
        with zipfile.ZipFile(path) as packed:
            wanted = f"{path.stem}.txt"
            inside = packed.namelist()
            if wanted not in inside:
                raise GazetteerError(
                    f"there is no {wanted} in it", where=str(path), do="take GeoNames' own zip, or unpack it"
                )
            with packed.open(wanted) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except zipfile.BadZipFile:
        raise GazetteerError("this is no zip file", where=str(path), do="download it again") from None
    except UnicodeDecodeError:
        raise GazetteerError("this isn't UTF-8", where=str(path), do="take GeoNames' own file") from None
    except OSError as error:
        raise GazetteerError(
            f"can't be read ({error.strerror})", where=str(path), do="check the path"
        ) from None


def _table(path: Path, fields: int) -> Iterator[tuple[int, list[str]]]:
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            row = line.rstrip("\r\n").split("\t")
            if len(row) != fields:
                raise GazetteerError(
                    f"{len(row)} columns instead of {fields}",
                    where=f"{path}:{number}",
                    do="take the tables of https://download.geonames.org/export/dump/",
                )
            yield number, row


def build(
    out: Path,
    dumps: Sequence[Path],
    *,
    admin1: Path | None = None,
    admin2: Path | None = None,
    smallest: int = 0,
    features: bool = False,
) -> dict[str, int]:
    """Write a gazetteer from GeoNames' tables and return its counts.

    Args:
        dumps: tables of places; what stands in several is taken once.
        admin1: names of the first-level divisions; without it the tables have to hold the divisions (``allCountries``).
        admin2: names of the second-level divisions (``admin2Codes.txt``), without it those of the tables.
        smallest: towns with fewer inhabitants are left out; GeoNames gives 0 where it doesn't know.
        features: whether rivers, lakes, mountains and islands are taken too (only ``allCountries`` has them).

    Raises:
        GazetteerError: a table can't be read, or no division is named.
    """
    building = _Building(smallest=smallest, features=features)
    divisions = list(_divisions_in(dumps)) if admin1 is None or admin2 is None else []
    for path, kind, code in ((admin1, "region", "ADM1"), (admin2, "county", "ADM2")):
        rows = (row for row in divisions if row[0] == code) if path is None else _divisions_of(path, code)
        building.take_divisions(rows, "county" if kind == "county" else "region")
    if not building.codes:
        raise GazetteerError(
            "no first-level division is in these tables",
            where=", ".join(str(path) for path in dumps),
            do="give their names with --admin1 admin1CodesASCII.txt, or take allCountries.zip",
        )
    for path in dumps:
        for number, cells in _table(path, _FIELDS):
            building.take(cells, path, number)
    names = " ".join(path.name for path in dumps)
    return write_gazetteer(out, building.finished(), title=names, licence=LICENCE, version="")


def _divisions_of(path: Path, code: str) -> Iterator[_Division]:
    """The divisions of ``admin1CodesASCII.txt`` or ``admin2Codes.txt``."""
    for number, (key, name, _, id) in _table(path, 4):
        yield code, key, name, _number(id, path, number)


def _divisions_in(dumps: Sequence[Path]) -> Iterator[_Division]:
    """The divisions that the tables of places hold themselves."""
    for path in dumps:
        for number, cells in _table(path, _FIELDS):
            if cells[6] == "A" and cells[7] in ("ADM1", "ADM2"):
                parts = (cells[8], cells[10]) if cells[7] == "ADM1" else (cells[8], cells[10], cells[11])
                yield cells[7], ".".join(parts), cells[1], _number(cells[0], path, number)


class _Building:
    """The rows so far."""

    def __init__(self, *, smallest: int, features: bool) -> None:
        self.smallest, self.features = smallest, features
        self.rows = world_rows({}, {})
        self.country_row = {row.country: n for n, row in enumerate(self.rows) if row.kind == "country"}
        self.alpha3 = {country.two: country.code for country in countries()}
        self.divisions = Divisions(self.rows)
        self.codes: dict[str, int] = {}
        self.exact: dict[int, tuple[float, float]] = {}
        self.seen: set[int] = set()

    def take_divisions(self, rows: Iterable[_Division], kind: Kind) -> None:
        for _, code, name, id in rows:
            country = self.alpha3.get(code.split(".")[0])
            if country is None or code in self.codes:
                continue
            region = self.codes.get(".".join(code.split(".")[:2])) if kind == "county" else None
            row = Row(id=id, name=name, kind=kind, country=country, lat=0, lon=0, region=region)
            self.codes[code] = self.divisions.add(row)

    def take(self, cells: list[str], path: Path, number: int) -> None:
        id, point, people = _number(cells[0], path, number), _point(cells, path, number), int(cells[14] or 0)
        place, code, country = cells[6], cells[7], self.alpha3.get(cells[8])
        if country is None or id in self.seen:
            return
        region = self.codes.get(f"{cells[8]}.{cells[10]}")
        county = self.codes.get(f"{cells[8]}.{cells[10]}.{cells[11]}")
        if place == "A":
            if code.startswith("PCL"):
                at = self.country_row[country]
                self.rows[at] = replace(self.rows[at], id=id, population=people)
            division = {"ADM1": region, "ADM2": county}.get(code)
            if division is not None:
                self.exact[division] = point
            return
        town = place == "P" and code not in _GONE and people >= self.smallest
        if not town and not (self.features and place in "HTL" and code in FEATURES):
            return
        self.seen.add(id)
        self.rows.append(
            Row(
                id=id,
                name=cells[1],
                kind="feature" if not town else "capital" if code == "PPLC" else "city",
                country=country,
                lat=point[0],
                lon=point[1],
                population=people,
                region=region,
                county=county,
                aliases=latin(cells[3].split(",")) if people >= ALIASES_FROM else (),
            )
        )

    def finished(self) -> list[Row]:
        rows = place_divisions(self.rows, self.codes)
        for at, (lat, lon) in self.exact.items():
            rows[at] = replace(rows[at], lat=lat, lon=lon)
        totals: dict[str, int] = {}
        for row in rows:
            if row.kind in ("city", "capital"):
                totals[row.country] = totals.get(row.country, 0) + row.population
        for country, at in self.country_row.items():
            if not rows[at].population:
                rows[at] = replace(rows[at], population=totals.get(country, 0))
        return rows


def _number(value: str, path: Path, line: int) -> int:
    try:
        return int(value)
    except ValueError:
        raise GazetteerError(
            f"{value!r} is no GeoNames id", where=f"{path}:{line}", do="take GeoNames' own table"
        ) from None


def _point(cells: list[str], path: Path, line: int) -> tuple[float, float]:
    try:
        lat, lon = float(cells[4]), float(cells[5])
        int(cells[14] or 0)
    except ValueError:
        raise GazetteerError(
            "latitude, longitude or population is no number",
            where=f"{path}:{line}",
            do="take GeoNames' own table",
        ) from None
    return lat, lon
