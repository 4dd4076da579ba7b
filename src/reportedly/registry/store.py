"""The registry's file: sorted lines, read in place by binary search, so that a million names cost no loading.

A header line (JSON), then three blocks of sorted lines: entities (``id TAB json``), names (``key TAB ids``), and the
names that are looked for in text without a hint (``name TAB id TAB use``).
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reportedly.errors import OutputError, RegistryError
from reportedly.registry.entity import Entity

__all__ = ["FORMAT", "Header", "RegistryFile", "encode_entity", "write_registry"]

FORMAT = "reportedly/registry/1"


class Header(msgspec.Struct, frozen=True):
    """The first line of a registry's file; block sizes in bytes."""

    format: str
    version: str
    name: str
    extends: str
    entities: int
    names: int
    spotted: int


def encode_entity(entity: Entity) -> str:
    """The entity's line: an array without the defaults at its end, nor those at the end of its offices."""
    row = list(msgspec.structs.astuple(entity))
    row[5] = [_without_tail(list(msgspec.structs.astuple(office))) for office in entity.offices]
    return f"{entity.id}\t{_encoder.encode(_without_tail(row)).decode()}"


def _without_tail(row: list[object]) -> list[object]:
    while row and (row[-1] is None or row[-1] in ((), [], "")):
        row.pop()
    return row


_encoder = msgspec.json.Encoder()


def write_registry(
    path: Path,
    entities: list[str],
    keys: list[str],
    spotted: list[str],
    *,
    name: str,
    version: str,
    extends: str = "",
) -> None:
    """Write a registry's file; the same entries give the same bytes.

    Args:
        entities: lines of `encode_entity`. All three lists are sorted in place.
        keys: ``folded key TAB entity id``.
        spotted: ``name as written TAB entity id TAB use`` (name, adjective, people, capital, territory or place).

    Raises:
        OutputError: the file can't be written.
    """
    for lines in (entities, keys, spotted):
        lines.sort()
    joined = _joined(keys)
    sizes = [sum(len(line.encode()) + 1 for line in lines) for lines in (entities, joined, spotted)]
    header = Header(FORMAT, version, name, extends, *sizes)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(_encoder.encode(header) + b"\n")
            for lines in (entities, joined, spotted):
                file.writelines(f"{line}\n".encode() for line in lines)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"can't be written ({reason})", where=str(path)) from None


def _joined(keys: list[str]) -> list[str]:
    """One line for each key, with all its ids; from sorted lines."""
    lines: list[str] = []
    last = ""
    for row in keys:
        key, _, id = row.partition("\t")
        if lines and key == last:
            if not lines[-1].endswith(f"\t{id}"):
                lines[-1] += f"\t{id}"
        else:
            lines.append(row)
            last = key
    return lines


class RegistryFile:
    """An opened registry file.

    Raises:
        RegistryError: it is missing or no registry of this version.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            end = self._bytes.find(b"\n")
            self.header = msgspec.json.decode(self._bytes[:end], type=Header)
        except FileNotFoundError:
            raise RegistryError(
                "there is no such registry",
                where=str(path),
                do="make one with `reportedly registry add`, or leave --registry out",
            ) from None
        except (OSError, ValueError) as error:
            raise RegistryError(
                f"it is no registry ({error})", where=str(path), do="make one with `reportedly registry add`"
            ) from None
        header = self.header
        size = end + 1 + header.entities + header.names + header.spotted
        if header.format != FORMAT or len(self._bytes) != size:
            raise RegistryError("the file is cut or of another version", where=str(path), do="build it anew")
        self._entities = (end + 1, end + 1 + header.entities)
        self._names = (self._entities[1], self._entities[1] + header.names)
        self._spotted = (self._names[1], self._names[1] + header.spotted)

    def _line(self, block: tuple[int, int], key: bytes) -> bytes | None:
        """The line of the block that begins with the key and a tab."""
        low, high = block
        wanted = key + b"\t"
        while low < high:
            middle = (low + high) // 2
            start = self._bytes.rfind(b"\n", block[0], middle) + 1 or block[0]
            end = self._bytes.find(b"\n", middle, block[1])
            line = self._bytes[start:end]
            if line.startswith(wanted):
                return line
            if line < wanted:
                low = end + 1
            else:
                high = start
        return None

    def entity(self, id: str) -> Entity | None:
        """The entity with this id."""
        line = self._line(self._entities, id.encode())
        return msgspec.json.decode(line.split(b"\t", 1)[1], type=Entity) if line else None

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids of the entities that are found under a folded key."""
        line = self._line(self._names, key.encode("utf-8", "replace"))
        return tuple(line.decode().split("\t")[1:]) if line else ()

    def spotted(self) -> Iterator[tuple[str, str, str]]:
        """The names that are looked for in text: name, entity id, use."""
        for line in self._bytes[slice(*self._spotted)].decode().splitlines():
            name, id, use = line.split("\t")
            yield name, id, use

    def entities(self) -> Iterator[Entity]:
        """All entities, by id."""
        at, end = self._entities
        while at < end:
            line_end = self._bytes.find(b"\n", at, end)
            yield msgspec.json.decode(self._bytes[at:line_end].split(b"\t", 1)[1], type=Entity)
            at = line_end + 1
