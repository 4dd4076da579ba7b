"""Lists of one's own: CSV tables, and FollowTheMoney entities as JSON lines (as OpenSanctions exports them).

FollowTheMoney's ``Person``, ``Occupancy`` and ``Position`` make persons with dated offices; ``Organization``,
``PublicBody``, ``Company`` and ``LegalEntity`` make organisations. Everything is read as a stream: what stays in memory
is a line for each entity and each of its names.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO, cast, get_args

import msgspec

from reportedly.errors import RegistryError
from reportedly.language.roles import SECTORS
from reportedly.registry.entity import Entity, Kind, Office
from reportedly.registry.folding import fold, plain, surname
from reportedly.registry.offices import sectors_of_office
from reportedly.registry.store import encode_entity, write_registry

__all__ = ["COLUMNS", "ImportReport", "import_list"]

#: Columns of a CSV list; only ``name`` is needed. Several values in one field are parted by ``|``.
COLUMNS = ("id", "name", "aliases", "kind", "country", "sectors", "office", "from", "to")
_BODY_SCHEMATA = {"Organization", "PublicBody", "Company", "LegalEntity"}
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
#: Bad rows that are told one by one.
_MOST_TOLD = 100


@dataclass(slots=True)
class ImportReport:
    """What came of an import: how many entities and names, and the rows that were skipped, by line."""

    entities: int = 0
    names: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)

    def skip(self, where: str, why: str) -> None:
        """Note a row that can't be read."""
        self.skipped += 1
        if len(self.reasons) < _MOST_TOLD:
            self.reasons.append(f"{where}: {why}")


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    text = (files("reportedly.registry") / "alpha2.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _country(code: str) -> str | None:
    """A code of three letters as it is, one of two as three; None for what is neither."""
    code = code.strip()
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code.upper()
    return _alpha3().get(code.lower())


class _Lines:
    """The lines of the registry that is being made."""

    def __init__(self, report: ImportReport) -> None:
        self.entities: list[str] = []
        self.keys: list[str] = []
        self.spotted: list[str] = []
        self.report = report

    def add(self, entity: Entity) -> None:
        self.entities.append(encode_entity(entity))
        self.report.entities += 1
        for name in entity.names:
            key = fold(name)
            if not key:
                continue
            self.report.names += 1
            self.keys.append(f"{key}\t{entity.id}")
            if entity.kind == "person":
                self.keys.append(f"~{surname(name, entity.country)}\t{entity.id}")
            elif name[:1].isupper() and (" " in name or name.isupper()) and "\t" not in name:
                self.spotted.append(f"{plain(name)}\t{entity.id}\tname")


def import_list(paths: Iterable[Path | str], out: Path, *, extends: str = "default") -> ImportReport:
    """Make a registry of lists: a file that ends with ``.csv`` is a table, any other holds JSON lines.

    Args:
        out: the registry's file.
        extends: the registry that is asked after this one; "" for none.

    Raises:
        RegistryError: a list is missing, isn't UTF-8, or has no column ``name``.
        OutputError: the registry can't be written.
    """
    report = ImportReport()
    lines = _Lines(report)
    follow = _FollowTheMoney(lines, report)
    for path in map(Path, paths):
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                if path.suffix.lower() == ".csv":
                    for entity in _read_csv(file, path.name, report):
                        lines.add(entity)
                else:
                    follow.read(file, path.name)
        except FileNotFoundError:
            raise RegistryError("there is no such list", where=str(path)) from None
        except UnicodeDecodeError as error:
            raise RegistryError(
                f"the list isn't UTF-8 ({error.reason})", where=str(path), do="save it as UTF-8"
            ) from None
        except OSError as error:
            raise RegistryError(f"the list can't be read ({error.strerror})", where=str(path)) from None
    follow.finish()
    lines.spotted[:] = sorted(set(lines.spotted))
    write_registry(
        out, lines.entities, lines.keys, lines.spotted, name=out.stem, version="1", extends=extends
    )
    return report


def _values(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split("|") if part.strip()))


def _read_csv(file: TextIO, name: str, report: ImportReport) -> Iterator[Entity]:
    """Rows with the same id (or, without one, the same name and country) are one entity with several offices."""
    rows = csv.DictReader(file)
    if "name" not in (rows.fieldnames or ()):
        raise RegistryError(
            "the table has no column 'name'", where=name, do=f"columns are {', '.join(COLUMNS)}"
        )
    held: dict[str, Entity] = {}
    for row in rows:
        where = f"{name}:{rows.line_num}"
        try:
            entity = _entity_of_row(row)
        except ValueError as error:
            report.skip(where, str(error))
            continue
        before = held.get(entity.id)
        if before is not None:
            names = tuple(dict.fromkeys((*before.names, *entity.names)))
            entity = msgspec.structs.replace(before, names=names, offices=(*before.offices, *entity.offices))
        held[entity.id] = entity
    yield from held.values()


def _entity_of_row(row: dict[str, str]) -> Entity:
    if None in row or None in row.values():
        raise ValueError("the row's fields don't fit the header")
    told = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not told["name"]:
        raise ValueError("no name")
    kind = told["kind"] or ("person" if told["office"] else "organisation")
    if kind not in get_args(Kind):
        raise ValueError(f"kind {kind!r} is none of {', '.join(get_args(Kind))}")
    country = _country(told["country"]) if told["country"] else None
    if told["country"] and country is None:
        raise ValueError(f"country {told['country']!r} is no ISO 3166-1 code")
    sectors = _values(told["sectors"])
    if not set(sectors) <= SECTORS:
        raise ValueError(f"sectors {told['sectors']!r} aren't PLOVER's")
    for column in ("from", "to"):
        if told[column] and not _is_date(told[column]):
            raise ValueError(
                f"{column} {told[column]!r} is no year, month or day (2021, 2021-10, 2021-10-19)"
            )
    offices: tuple[Office, ...] = ()
    if told["office"]:
        own = sectors or sectors_of_office(told["office"])
        offices = (Office(told["office"], country, own, told["from"] or None, told["to"] or None),)
        sectors = ()
    id = told["id"] or f"own:{fold(told['name']).replace(' ', '-')}{'-' + country if country else ''}"
    if "\t" in id or "\n" in id:
        raise ValueError("the id holds a tab or a line break")
    names = tuple(dict.fromkeys((told["name"], *_values(told["aliases"]))))
    since, until = (None, None) if offices else (told["from"] or None, told["to"] or None)
    return Entity(id, cast(Kind, kind), names, country, sectors, offices, since, until)


def _is_date(text: str) -> bool:
    parts = text.split("-")
    if not (1 <= len(parts) <= 3 and len(parts[0]) == 4 and all(part.isdigit() for part in parts)):
        return False
    month = int(parts[1]) if len(parts) > 1 else 1
    day = int(parts[2]) if len(parts) > 2 else 1
    return 1 <= month <= 12 and 1 <= day <= 31


class _FollowTheMoney:
    """Persons wait for their occupancies, which may come before or after them and from other files."""

    def __init__(self, lines: _Lines, report: ImportReport) -> None:
        self._lines = lines
        self._report = report
        self._decoder = msgspec.json.Decoder()
        #: Person -> names and country; only persons wait.
        self._persons: dict[str, tuple[tuple[str, ...], str | None]] = {}
        self._posts: dict[str, tuple[str, str | None]] = {}
        self._held: dict[str, list[tuple[str, str | None, str | None]]] = {}

    def read(self, file: TextIO, name: str) -> None:
        for number, line in enumerate(file, 1):
            if line.isspace():
                continue
            where = f"{name}:{number}"
            try:
                row = self._decoder.decode(line)
                self._take(row)
            except msgspec.DecodeError as error:
                self._report.skip(where, f"no JSON ({error})")
            except (ValueError, TypeError, AttributeError, KeyError) as error:
                self._report.skip(where, f"no entity ({error})")

    def _take(self, row: dict[str, Any]) -> None:
        id, schema, properties = row["id"], row["schema"], row.get("properties") or {}
        if not isinstance(id, str) or not id or "\t" in id or "\n" in id:
            raise ValueError("its id is no plain string")

        def all_of(*wanted: str) -> tuple[str, ...]:
            found = [
                value for field in wanted for value in properties.get(field) or () if isinstance(value, str)
            ]
            return tuple(dict.fromkeys(" ".join(value.split()) for value in found if value.strip()))

        def country() -> str | None:
            codes = all_of("country", "jurisdiction", "nationality", "citizenship")
            return next((code for code in map(_country, codes) if code), None)

        if schema == "Occupancy":
            for holder in all_of("holder"):
                for post in all_of("post"):
                    dates = [min(all_of(name), default=None) for name in ("startDate", "endDate")]
                    self._held.setdefault(holder, []).append((post, dates[0], dates[1]))
        elif schema == "Position":
            titles = all_of("name")
            if not titles:
                raise ValueError("no name")
            self._posts[id] = (titles[0], country())
        elif schema == "Person" or schema in _BODY_SCHEMATA:
            names = all_of("name", "alias")
            if not names:
                raise ValueError("no name")
            if schema == "Person":
                self._persons[id] = (names, country())
            else:
                sectors = ("GOV",) if schema == "PublicBody" else ("BUS",) if schema == "Company" else ()
                self._lines.add(Entity(id, "organisation", names, country(), sectors))

    def finish(self) -> None:
        """Write the persons with their offices."""
        while self._persons:
            id, (names, country) = self._persons.popitem()
            offices: list[Office] = []
            for post, since, until in self._held.pop(id, ()):
                title, land = self._posts.get(post, (None, None))
                if title:
                    offices.append(Office(title, land or country, sectors_of_office(title), since, until))
            offices.sort(key=lambda office: (office.since or "", office.title))
            lands = [office.country for office in offices if office.country and office.country not in _BODIES]
            self._lines.add(
                Entity(id, "person", names, country or (lands[0] if lands else None), (), tuple(offices))
            )
