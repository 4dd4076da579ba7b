"""Words of the step `where`: countries with their demonyms, areas, abbreviations, cues. Data in ``en/places*``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from reportedly.errors import LanguageFileError

__all__ = [
    "AbbreviatedRegion",
    "Area",
    "Country",
    "PlaceWords",
    "abbreviations",
    "areas",
    "countries",
    "place_words",
]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: alpha-3 and alpha-2 codes, a point, names (the usual one first), demonyms."""

    code: str
    two: str
    lat: float
    lon: float
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area or natural feature; ``country`` is empty where it lies in several."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AbbreviatedRegion:
    """A first-level division: GeoNames code, short forms, forms that count only after a comma, a point."""

    code: str
    forms: tuple[str, ...]
    postal: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word lists of ``places.yaml``, by their names there."""

    lists: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def _rows(file: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    lines = files("reportedly.language").joinpath("en", file).read_text("utf-8").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not numbered or tuple(numbered[0][1].split("\t")) != columns:
        raise LanguageFileError(f"the columns aren't {', '.join(columns)}", where=file)
    for (number, _), row in zip(
        numbered[1:],
        csv.reader([x for _, x in numbered[1:]], delimiter="\t", quoting=csv.QUOTE_NONE),
        strict=True,
    ):
        if len(row) > len(columns):
            raise LanguageFileError("too many columns", where=f"{file}:{number}")
        yield number, dict(zip(columns, row + [""] * (len(columns) - len(row)), strict=True))


def _several(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split("|") if part)


def _point(row: dict[str, str], where: str) -> tuple[float, float]:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        raise LanguageFileError("lat and lon are no numbers", where=where) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise LanguageFileError("lat or lon is out of range", where=where)
    return lat, lon


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """The countries and territories.

    Raises:
        LanguageFileError: the file breaks its schema.

    >>> next(c.demonyms[0] for c in countries() if c.code == "NOR")
    'Norwegian'
    """
    file, found = "places_countries.tsv", []
    for n, row in _rows(file, ("code", "two", "lat", "lon", "names", "demonyms")):
        names = _several(row["names"])
        if len(row["code"]) != 3 or len(row["two"]) != 2 or not names:
            raise LanguageFileError(
                "a row needs codes of three and two letters, and a name", where=f"{file}:{n}"
            )
        point = _point(row, f"{file}:{n}")
        found.append(Country(row["code"], row["two"], *point, names, _several(row["demonyms"])))
    return tuple(found)


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """The areas and natural features.

    Raises:
        LanguageFileError: the file breaks its schema.
    """
    file, found = "places_areas.tsv", []
    for n, row in _rows(file, ("name", "kind", "country", "lat", "lon", "names", "demonyms")):
        if row["kind"] not in {"area", "feature"} or not row["name"]:
            raise LanguageFileError("a row needs a name and a kind: area, feature", where=f"{file}:{n}")
        point = _point(row, f"{file}:{n}")
        found.append(
            Area(
                row["name"],
                row["kind"],
                row["country"],
                *point,
                _several(row["names"]),
                _several(row["demonyms"]),
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def abbreviations() -> tuple[AbbreviatedRegion, ...]:
    """The abbreviated divisions.

    Raises:
        LanguageFileError: the file breaks its schema.
    """
    file, found = "places_abbreviations.tsv", []
    for n, row in _rows(file, ("code", "forms", "postal", "lat", "lon")):
        if "." not in row["code"]:
            raise LanguageFileError("a code is like US.OH", where=f"{file}:{n}")
        point = _point(row, f"{file}:{n}")
        found.append(AbbreviatedRegion(row["code"], _several(row["forms"]), _several(row["postal"]), *point))
    return tuple(found)


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """The word lists.

    Raises:
        LanguageFileError: the file breaks its schema.
    """
    import yaml

    text = files("reportedly.language").joinpath("en", "places.yaml").read_text("utf-8")
    loaded: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(loaded, dict):
        raise LanguageFileError("it holds no lists", where="places.yaml")
    lists = {}
    for name, value in loaded.items():
        if not isinstance(value, str):
            raise LanguageFileError(
                "a list is a text of words parted by white space", where=f"places.yaml: {name}"
            )
        lists[str(name)] = frozenset(word.replace("_", " ") for word in value.split())
    return PlaceWords(lists)
