"""The gazetteer's file: places in columns and an index of names, compressed, read whole.

A file is the line ``reportedly-gazetteer/1``, a line of JSON (title, licence, counts, sections), and the sections of
the body, compressed with zlib: columns of little-endian numbers, names as UTF-8, and the index (sorted keys of folded
names, each with a run of postings). The highest bit of a posting says that the name is an alias.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from reportedly.errors import GazetteerError
from reportedly.gazetteer.names import fold, key_of

__all__ = [
    "KINDS",
    "Entry",
    "Gazetteer",
    "Kind",
    "Row",
    "load_gazetteer",
    "write_gazetteer",
]

MAGIC = b"reportedly-gazetteer/1\n"
Kind = Literal["country", "region", "county", "city", "feature", "area", "capital"]
#: ``region``: first-level division; ``county``: second-level; ``area``: a part of the world or of a country that is no
#: division of its own; ``feature``: a sea, river, mountain, island.
KINDS: tuple[Kind, ...] = ("country", "region", "county", "city", "feature", "area", "capital")
NONE = 0xFFFFFFFF
_ALIAS = 0x80000000
_COLUMNS = (
    ("id", "I"), ("lat", "f"), ("lon", "f"), ("population", "I"), ("kind", "B"), ("country", "H"),
    ("region", "I"), ("county", "I"), ("name_at", "I"), ("keys", "Q"), ("runs", "I"), ("postings", "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    Args:
        number: its row; ``region`` and ``county`` are rows of the divisions that it lies in, or None.
        id: its id in GeoNames, or None.
        country: ISO 3166-1 alpha-3, or None.
        population: inhabitants, 0 where not known.
    """

    number: int
    id: int | None
    name: str
    kind: Kind
    country: str | None
    region: int | None
    county: int | None
    lat: float
    lon: float
    population: int


class Gazetteer:
    """Places and their names. Make one with `load_gazetteer`."""

    def __init__(self, header: dict[str, Any], columns: dict[str, Any], names: bytes) -> None:
        self.title = str(header.get("title", ""))
        self.licence = str(header.get("licence", ""))
        self.version = str(header.get("version", ""))
        self._countries: list[str] = header["countries"]
        self._columns, self._names = columns, names
        self._entries: dict[int, Entry] = {}
        self._found: dict[str, tuple[tuple[Entry, bool], ...]] = {}
        self._keys, self._runs, self._postings = columns["keys"], columns["runs"], columns["postings"]

    def __len__(self) -> int:
        return len(self._columns["id"])

    def entry(self, number: int) -> Entry:
        """The place of a row."""
        known = self._entries.get(number)
        if known is not None:
            return known
        c = self._columns
        at = c["name_at"]
        country, region, county = c["country"][number], c["region"][number], c["county"][number]
        made = Entry(
            number=number,
            id=c["id"][number] or None,
            name=self._names[at[number] : at[number + 1]].decode(),
            kind=KINDS[c["kind"][number]],
            country=self._countries[country] or None,
            region=None if region == NONE else region,
            county=None if county == NONE else county,
            lat=round(c["lat"][number], 5),
            lon=round(c["lon"][number], 5),
            population=c["population"][number],
        )
        self._entries[number] = made
        return made

    def named(self, folded: str) -> tuple[tuple[Entry, bool], ...]:
        """The places of a folded name, the most populous first, each with whether the name is an alias."""
        known = self._found.get(folded)
        if known is not None:
            return known
        if len(self._found) > 200_000:
            self._found.clear()
            self._entries.clear()
        key = key_of(folded)
        at = bisect_left(self._keys, key)
        found: tuple[tuple[Entry, bool], ...] = ()
        if at < len(self._keys) and self._keys[at] == key:
            run = self._postings[self._runs[at] : self._runs[at + 1]]
            found = tuple((self.entry(p & ~_ALIAS), bool(p & _ALIAS)) for p in run)
        self._found[folded] = found
        return found

    def division(self, code: str) -> Entry | None:
        """The first-level division of a code of GeoNames.

        >>> load_gazetteer().division("US.OH").name
        'Ohio'
        """
        found = self.named(fold(f"division {code}"))
        return found[0][0] if found else None

    def search(self, name: str) -> tuple[Entry, ...]:
        """The places of a name, the most populous first.

        >>> load_gazetteer().search("Tromsø")[0].country
        'NOR'
        """
        return tuple(entry for entry, _ in self.named(fold(name)))


@dataclass(frozen=True, slots=True)
class Row:
    """A place to be written; ``region`` and ``county`` are indices of other rows."""

    id: int
    name: str
    kind: Kind
    country: str
    lat: float
    lon: float
    population: int = 0
    region: int | None = None
    county: int | None = None
    aliases: tuple[str, ...] = ()


_WEIGHT = {"country": 5, "area": 4, "region": 3, "feature": 2, "capital": 1, "city": 1, "county": 0}


def write_gazetteer(
    path: Path, rows: Sequence[Row], *, title: str, licence: str, version: str
) -> dict[str, int]:
    """Write a gazetteer's file and return its counts; the same rows give the same bytes."""
    countries = sorted({row.country for row in rows} | {""})
    number_of = {code: i for i, code in enumerate(countries)}
    columns: dict[str, array[Any]] = {name: array(kind) for name, kind in _COLUMNS}
    names = bytearray()
    index: dict[str, dict[int, bool]] = {}
    for number, row in enumerate(rows):
        columns["id"].append(row.id)
        columns["lat"].append(row.lat)
        columns["lon"].append(row.lon)
        columns["population"].append(row.population)
        columns["kind"].append(KINDS.index(row.kind))
        columns["country"].append(number_of[row.country])
        columns["region"].append(NONE if row.region is None else row.region)
        columns["county"].append(NONE if row.county is None else row.county)
        columns["name_at"].append(len(names))
        names += row.name.encode()
        index.setdefault(fold(row.name), {})[number] = False
        for alias in row.aliases:
            index.setdefault(fold(alias), {}).setdefault(number, True)
    columns["name_at"].append(len(names))
    index.pop("", None)
    for key, name in sorted((key_of(name), name) for name in index):
        columns["keys"].append(key)
        columns["runs"].append(len(columns["postings"]))
        found = index[name]
        order = sorted(found, key=lambda n: (-_WEIGHT[rows[n].kind] // 3, found[n], -rows[n].population, n))
        columns["postings"].extend(n | (_ALIAS if found[n] else 0) for n in order)
    columns["runs"].append(len(columns["postings"]))
    body, sections = bytearray(), []
    for name, _ in _COLUMNS:
        column = columns[name]
        if sys.byteorder == "big":
            column.byteswap()
        packed = zlib.compress(column.tobytes(), 9)
        sections.append([name, len(packed)])
        body += packed
    packed = zlib.compress(bytes(names), 9)
    sections.append(["names", len(packed)])
    body += packed
    counts = {"places": len(rows), "names": len(index)}
    header = {"title": title, "licence": licence, "version": version, **counts}
    line = json.dumps({**header, "countries": countries, "sections": sections}, ensure_ascii=False)
    path.write_bytes(MAGIC + line.encode() + b"\n" + bytes(body))
    return counts


def _read(data: bytes, where: str) -> Gazetteer:
    damaged = GazetteerError(
        "this is no gazetteer, or a damaged one",
        where=where,
        do="build it anew with `reportedly places build`",
    )
    if not data.startswith(MAGIC):
        raise damaged
    end = data.find(b"\n", len(MAGIC))
    try:
        header = json.loads(data[len(MAGIC) : end])
        kinds = dict(_COLUMNS)
        columns: dict[str, Any] = {}
        names, at = b"", end + 1
        for name, size in header["sections"]:
            plain = zlib.decompress(data[at : at + size])
            at += size
            if name == "names":
                names = plain
                continue
            column = array(kinds[name])
            column.frombytes(plain)
            if sys.byteorder == "big":
                column.byteswap()
            columns[name] = column
        return Gazetteer(header, columns, names)
    except (ValueError, KeyError, TypeError, zlib.error):
        raise damaged from None


@lru_cache(maxsize=4)
def load_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """Load a gazetteer's file, without a path the one that is shipped.

    Raises:
        GazetteerError: the file is missing or damaged.

    >>> len(load_gazetteer()) > 100_000
    True
    """
    if path is None:
        shipped = files("reportedly.gazetteer").joinpath("places.gazetteer")
        return _read(shipped.read_bytes(), "places.gazetteer")
    try:
        return _read(Path(path).read_bytes(), str(path))
    except OSError as error:
        raise GazetteerError(
            f"can't read the gazetteer ({error.strerror})", where=str(path), do="check the path"
        ) from None
