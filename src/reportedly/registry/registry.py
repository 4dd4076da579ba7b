"""Registry: who is who, on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from reportedly.registry.entity import Entity
from reportedly.registry.folding import fold
from reportedly.registry.store import RegistryFile

__all__ = ["Registry", "default_registry"]

_SHIPPED = Path(__file__).parent
#: Entities kept in memory once they were looked up: countries and bodies come again and again.
_MOST_SHOWN = 5_000


class Registry:
    """A read-only list of known actors: countries, persons with their offices, organisations, groups.

    >>> Registry.load("default").find("North Atlantic Treaty Organization")[0].id
    'org:nato'
    """

    def __init__(self, file: RegistryFile, *, below: Registry | None = None) -> None:
        self._file = file
        self._below = below
        self._shown: dict[str, Entity | None] = {}

    @classmethod
    def load(cls, name_or_path: str | Path = "default") -> Registry:
        """Open the shipped registry (``default``) or one that `reportedly registry add` has made.

        Raises:
            RegistryError: there is none of that name, or it is of another version.
        """
        path = _SHIPPED / "default.registry" if str(name_or_path) == "default" else Path(name_or_path)
        file = RegistryFile(path)
        below = cls.load(file.header.extends) if file.header.extends else None
        return cls(file, below=below)

    @property
    def version(self) -> str:
        """Name and version, of what it extends too."""
        own = f"{self._file.header.name}-{self._file.header.version}"
        return f"{own}+{self._below.version}" if self._below else own

    def show(self, id: str) -> Entity | None:
        """The entity with this id, or None."""
        if id not in self._shown:
            if len(self._shown) >= _MOST_SHOWN:
                self._shown.clear()
            self._shown[id] = self._file.entity(id) or (self._below.show(id) if self._below else None)
        return self._shown[id]

    def find(self, name: str, *, on: date | None = None) -> tuple[Entity, ...]:
        """The entities of that name, in any spelling of it.

        Args:
            name: a full name, short name or alias.
            on: leave out what didn't exist on that day, and put persons in office on it first.
        """
        return self._order(self._ids(fold(name)), on)

    def find_surname(self, folded: str, *, on: date | None = None) -> tuple[Entity, ...]:
        """The persons with that (folded) surname; those in office on the day first."""
        return self._order(self._ids("~" + folded), on)

    def _ids(self, key: str) -> tuple[str, ...]:
        below = self._below._ids(key) if self._below else ()
        return tuple(dict.fromkeys((*self._file.ids(key), *below)))

    def _order(self, ids: tuple[str, ...], on: date | None) -> tuple[Entity, ...]:
        found = [entity for id in ids if (entity := self.show(id))]
        if on is None:
            return tuple(found)
        year = str(on.year)
        alive = [e for e in found if (e.since or "0")[:4] <= year <= (e.until or "9")[:4]]
        return tuple(sorted(alive, key=lambda e: not e.offices_on(on) if e.kind == "person" else False))

    def entities(self) -> Iterator[Entity]:
        """All entities, those of this registry before those of the one it extends."""
        yield from self._file.entities()
        if self._below:
            yield from self._below.entities()

    @cached_property
    def spotted(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        """Names that are looked for in text: first word -> (name, id, use), longest first."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for name, id, use in [*self._file.spotted(), *(self._below._file.spotted() if self._below else ())]:
            found.setdefault(first_word(name), []).append((name, id, use))
        return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


def first_word(text: str) -> str:
    """The letters and digits that a name begins with: the key of `Registry.spotted`.

    >>> first_word("al-Qaida")
    'al'
    """
    for at, character in enumerate(text):
        if not character.isalnum():
            return text[:at] or character
    return text


@lru_cache(maxsize=4)
def default_registry() -> Registry:
    """The shipped registry, opened once."""
    return Registry.load("default")
