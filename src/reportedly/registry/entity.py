"""Entities of the registry: persons with their offices, organisations, groups, countries, towns."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

__all__ = ["Entity", "Kind", "Office"]

Kind = Literal["person", "organisation", "country", "group", "people", "place"]


class Office(msgspec.Struct, frozen=True, array_like=True):
    """An office that a person holds or held.

    Args:
        title: in English, as "Minister of Foreign Affairs".
        country: ISO 3166-1 alpha-3, or PLOVER's code of a body.
        sectors: PLOVER's, the primary one first.
        since: first day, as a year, month or day in ISO form; None where unknown.
        until: last day, likewise; None where it hadn't ended on ``as_of``.
        as_of: year in which the source was asked.
    """

    title: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    as_of: str | None = None

    def held_on(self, day: date) -> bool | None:
        """Whether it was held on that day; None where the registry can't tell.

        An office without an end is taken to last until the year after ``as_of``.

        >>> office = Office(title="President", since="2019-05", until="2023", as_of="2025")
        >>> office.held_on(date(2021, 1, 1)), office.held_on(date(2024, 1, 1))
        (True, False)
        """
        text = day.isoformat()
        # Year and month dates compare as prefixes: "2023" ends with the year, "2019-05" begins with the month.
        if self.since and text < self.since:
            return False
        if self.until:
            return text[: len(self.until)] <= self.until
        if self.as_of and int(text[:4]) > int(self.as_of[:4]) + 1:
            return None
        return True if self.since or self.as_of else None


class Entity(msgspec.Struct, frozen=True, array_like=True):
    """One entry of the registry.

    Args:
        id: with its namespace: ``IRN``, ``org:nato``, ``wikidata:Q4591``, ``ucdp:717``, ``partyfacts:1396``.
        names: the usual one first.
        country: ISO 3166-1 alpha-3, or PLOVER's code of a body.
        since, until: when it existed, as in `Office`.
        source: the table that its row is from.
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    country: str | None = None
    sectors: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    since: str | None = None
    until: str | None = None
    source: str = ""

    @property
    def name(self) -> str:
        """The usual name."""
        return self.names[0]

    def offices_on(self, day: date | None) -> tuple[Office, ...]:
        """The offices held on that day; without a day, those of the latest beginning."""
        if day is None:
            latest = max((office.since or "" for office in self.offices), default="")
            return tuple(office for office in self.offices if (office.since or "") == latest)
        return tuple(office for office in self.offices if office.held_on(day))
