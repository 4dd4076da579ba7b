"""Builds the registry's file from its source tables: ``python -m reportedly.registry.build training/registry``.

The tables and where each is from are listed in ``training/registry/README.md``. The same tables give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reportedly.errors import RegistryError
from reportedly.registry.entity import Entity, Kind, Office
from reportedly.registry.folding import fold, plain, surname
from reportedly.registry.offices import sectors_of_office
from reportedly.registry.store import encode_entity, write_registry

__all__ = ["build", "read_table"]

#: Raised with every change of the tables.
VERSION = "2026.1"

#: A party's or group's short name and its one-word names are too often something else to be looked for unasked.
_SHORTEST_SPOTTED = 2


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV or TSV table by its header; lines that begin with ``#`` are remarks.

    Raises:
        RegistryError: a row has too many or too few fields.
    """
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = "".join(line for line in io.StringIO(content.decode()) if not line.startswith("#"))
    tabbed = path.name.endswith(".tsv")
    rows = csv.DictReader(
        io.StringIO(text),
        delimiter="\t" if tabbed else ",",
        quoting=csv.QUOTE_NONE if tabbed else csv.QUOTE_MINIMAL,
    )
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise RegistryError("the row's fields don't fit the header", where=f"{path.name}, row {number}")
        yield row


def _parts(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in value.split("|") if part.strip()))


class _Tables:
    """Entities, keys and spotted names as the tables are read one after another."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.keys: set[tuple[str, str]] = set()
        self.spotted: dict[tuple[str, str], str] = {}

    def add(self, entity: Entity, *, spot: bool = True, use: str = "name") -> None:
        self.entities[entity.id] = entity
        for name in entity.names:
            self.key(name, entity.id)
            if spot:
                self.spot(name, entity.id, use)

    def key(self, name: str, id: str) -> None:
        if fold(name):
            self.keys.add((fold(name), id))

    def spot(self, name: str, id: str, use: str) -> None:
        """A name is looked for as it is written and without its accents; the first entity that has it keeps it."""
        for form in (plain(name), name.replace("’", "'")):
            self.spotted.setdefault((form, use if use in {"adjective", "people"} else "name"), f"{id}\t{use}")


def build(tables: Path, out: Path) -> int:
    """Build the registry's file; returns the number of its entities.

    Args:
        tables: folder of the source tables.
        out: the file to write.

    Raises:
        RegistryError: a table that can't be read.
    """
    into = _Tables()
    _countries(into, tables)
    _bodies(into, tables)
    _persons(into, tables)
    _parties(into, tables)
    _towns(into, tables)
    write_registry(
        out,
        [encode_entity(entity) for entity in into.entities.values()],
        [f"{key}\t{id}" for key, id in into.keys],
        sorted({f"{name}\t{value}" for (name, _), value in into.spotted.items()}),
        name="default",
        version=VERSION,
    )
    return len(into.entities)


def _countries(into: _Tables, tables: Path) -> None:
    for row in read_table(tables / "countries.tsv"):
        code = row["code"]
        entity = Entity(code, "country", _parts(row["names"]), code, source="countries.tsv")
        into.add(entity)
        for use, column in (("adjective", "adjectives"), ("people", "people"), ("capital", "capitals")):
            for name in _parts(row[column]):
                into.spot(name, code, use)
                into.key(name, code)
    for row in read_table(tables / "territories.tsv"):
        sectors = _parts(row["sectors"])
        entity = Entity(
            row["id"], "place" if not sectors else "organisation", _parts(row["names"]), row["country"] or None, sectors, source="territories.tsv"
        )  # fmt: skip
        into.add(entity, use="territory")
        for name in _parts(row["adjectives"]):
            into.spot(name, row["id"], "adjective")


def _bodies(into: _Tables, tables: Path) -> None:
    for table in ("organisations.tsv", "groups.tsv"):
        for row in read_table(tables / table):
            kind: Kind = "group" if table == "groups.tsv" else "organisation"
            names = _parts(row["names"])
            into.add(
                Entity(row["id"], kind, names, row["country"] or None, _parts(row["sectors"]), source=table)
            )
    known = {fold(name): entity.id for entity in into.entities.values() for name in entity.names}
    for row in read_table(tables / "armed_groups.csv"):
        names = tuple(dict.fromkeys((row["name"], *_parts(row["aliases"]))))
        if any(fold(name) in known for name in names):
            continue
        countries = _parts(row["countries"])
        entity = Entity(
            f"ucdp:{row['ucdp_actor_id']}", "group", names, countries[0] if countries else None, ("REB",), source="armed_groups.csv"
        )  # fmt: skip
        into.add(entity, spot=False)
        if row["short"]:
            into.key(row["short"], entity.id)
        for name in names:
            if len(name.split()) >= _SHORTEST_SPOTTED and " - " not in name and name[:1].isupper():
                into.spot(name, entity.id, "name")


def _persons(into: _Tables, tables: Path) -> None:
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    offices: defaultdict[str, list[Office]] = defaultdict(list)
    for row in read_table(tables / "officeholders.csv.gz"):
        id = f"wikidata:{row['wikidata']}"
        names[id].setdefault(row["name"])
        if row["alias"]:
            names[id].setdefault(row["alias"])
        # The monarch of sixteen realms acts for one; Andorra's co-princes for France and for the church.
        crowned = row["wikidata"] in _BRITISH_MONARCHS and row["country"] != "GBR"
        if crowned or "Co-Prince" in row["office"]:
            continue
        sectors = sectors_of_office(row["office"])
        if row["country"] in {"UNO", "IGO"} and sectors == ("GOV",):
            sectors = ()
        if row["area"]:
            sectors = (*sectors, "PRE") if row["area"].startswith(_BREAKAWAY) else sectors
        offices[id].append(
            Office(
                row["office"],
                row["country"],
                sectors,
                row["from"] or None,
                row["to"] or None,
                None if row["to"] else row["as_of"],
            )
        )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for id, spellings in names.items():
        for name in spellings:
            found[fold(name)].add(id)
    for row in read_table(tables / "chiefs.tsv"):
        aliases = _parts(row["name"])
        country = row["country"] or None
        same = sorted(set().union(*(found.get(fold(name), set()) for name in aliases)))
        if len(same) > 1 and country:
            same = [id for id in same if any(office.country == country for office in offices[id])]
        id = same[0] if len(same) == 1 else f"person:{fold(aliases[0]).replace(' ', '-')}"
        for name in aliases:
            names[id].setdefault(name)
            found[fold(name)].add(id)
        sectors = _parts(row["sectors"])
        offices[id].append(
            Office(
                row["office"],
                country,
                sectors,
                row["from"] or None,
                row["to"] or None,
                None if row["to"] else row["as_of"],
            )
        )
    for id in names:
        held = tuple(
            sorted(
                set(offices[id]),
                key=lambda o: (o.since or "", o.title, o.until or "", o.country or "", o.as_of or ""),
            )
        )
        states = [office.country for office in held if office.country and len(office.country) == 3]
        own = [state for state in states if state not in {"UNO", "EUR", "IGO", "NGO", "IMG"}] or states
        country = max(sorted(set(own)), key=own.count) if own else None
        # Where a person's row is from is told by the id: Wikidata's, or by hand.
        into.add(Entity(id, "person", tuple(names[id]), country, (), held), spot=False)
        for name in names[id]:
            # A key that begins with ~ is a surname, or a monarch's first name.
            words = name.split()
            into.keys.add(("~" + surname(name, country), id))
            if len(words) > 1 and set(words[1]) <= set("IVX"):
                into.keys.add(("~" + fold(words[0]), id))
                into.keys.add((fold(" ".join(words[:2])), id))
            elif len(words) == 3 and any(office.title in _HEADS for office in held):
                into.keys.add((fold(" ".join(words[:2])), id))


#: A head of state or government of three names is often told by the first two.
_HEADS = frozenset({"head of state", "head of government"})
_BRITISH_MONARCHS = frozenset({"Q9682", "Q43274"})
_BREAKAWAY = ("Abkhazia", "South Ossetia", "Transnistria", "Artsakh", "Nagorno", "Northern Cyprus", "Donetsk", "Luhansk", "Somaliland", "Sahrawi")  # fmt: skip


def _parties(into: _Tables, tables: Path) -> None:
    taken = {name for name, _ in into.spotted}
    counted: defaultdict[str, set[str]] = defaultdict(set)
    rows = list(read_table(tables / "parties.csv"))
    for row in rows:
        for name in (row["name"], *_parts(row["aliases"])):
            counted[name].add(row["partyfacts_id"])
    known = {fold(name): e.id for e in into.entities.values() if e.kind != "person" for name in e.names}
    for row in rows:
        names = tuple(dict.fromkeys((row["name"], *_parts(row["aliases"]))))
        same = known.get(fold(names[0]))
        if same and into.entities[same].country == row["country"]:
            continue
        id = f"partyfacts:{row['partyfacts_id']}"
        entity = Entity(
            id, "organisation", names, row["country"], ("PTY",), since=row["from"] or None, until=row["to"] or None, source="parties.csv"
        )  # fmt: skip
        into.add(entity, spot=False)
        if row["short"]:
            into.key(row["short"], id)
        for name in names:
            unique = len(counted[name]) == 1 and name not in taken and name[:1].isupper()
            if unique and len(name.split()) >= _SHORTEST_SPOTTED + 1 and name.isascii():
                into.spot(name, id, "name")


def _towns(into: _Tables, tables: Path) -> None:
    capitals = {name for (name, _), value in into.spotted.items() if value.endswith("\tcapital")}
    named: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read_table(tables / "cities.tsv"):
        if row["name"] not in capitals:
            named[row["geonameid"], row["country"]].append(row["name"])
    for (number, country), names in named.items():
        into.add(
            Entity(f"geonames:{number}", "place", tuple(names), country or None, source="cities.tsv"),
            use="place",
        )


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "training/registry")
    print(build(folder, Path(__file__).parent / "default.registry"))
