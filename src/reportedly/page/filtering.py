"""Filtering: the filter that all of the page's questions share, from a query string to SQL on a reading."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query

from reportedly.archive import Filter
from reportedly.page.reading import Reading

__all__ = ["Asked", "Status", "Who", "about", "are_sides", "chosen", "is_side", "speaks"]

Status = Literal["happened", "ongoing", "planned", "possible", "denied", "wanted"]
Who = Annotated[str, Query(min_length=1, max_length=300, description="alpha-3, registry id or name")]
_Words = Annotated[str | None, Query(max_length=300)]
_Day = Annotated[date | None, Query(description="ISO day")]


def asked(
    since: _Day = None,
    until: _Day = None,
    actor: _Words = None,
    a: _Words = None,
    b: _Words = None,
    type: _Words = None,
    status: Annotated[Status | None, Query()] = None,
    voice: _Words = None,
    outlet: _Words = None,
    place: _Words = None,
    text: _Words = None,
    dated_only: bool = False,
) -> Filter:
    """The filter of a query string; ``a`` and ``b`` together are a dyad, alone an actor."""
    both = (a, b) if a and b else None
    return Filter(
        since=since, until=until, actor=actor or (None if both else a or b) or None, between=both, type=type or None,
        status=status, voice=voice or None, outlet=outlet or None, place=place or None, text=text or None,
        dated_only=dated_only,
    )  # fmt: skip


Asked = Annotated[Filter, Depends(asked)]
Clause = tuple[str, list[object]]


def about(who: str) -> Clause:
    """The condition on `party` that it is this actor: a country by its alpha-3, else a registry id or a name."""
    if len(who) == 3 and who.isupper():
        return "key = ?", [who]
    return "key IN (?, 'n ' || lower(?))", [who, who]


def is_side(side: str, who: str) -> Clause:
    """The same of a side (``a`` or ``b``) of `pr`."""
    if len(who) == 3 and who.isupper():
        return f"{side} = ?", [who]
    return f"({side}_registry = ? OR lower({side}_name) = lower(?))", [who, who]


def speaks(who: str) -> Clause:
    """The condition on `st` that it is the speaker."""
    if len(who) == 3 and who.isupper():
        return "(speaker.country = ? OR speaker.registry = ?)", [who, who]
    return "(speaker.registry = ? OR lower(speaker.name) = lower(?))", [who, who]


def are_sides(a: str, b: str) -> Clause:
    """The condition on `pr` that it is between these two, whoever acts."""
    (a_is, a_given), (b_is, b_given) = is_side("a", a), is_side("b", b)
    (a_back, _), (b_back, _) = is_side("b", a), is_side("a", b)
    if all(len(who) == 3 and who.isupper() for who in (a, b)):
        return "lo = ? AND hi = ?", sorted([*a_given, *b_given], key=str)
    return f"(({a_is} AND {b_is}) OR ({a_back} AND {b_back}))", [*a_given, *b_given, *a_given, *b_given]


def chosen(reading: Reading, keep: Filter) -> Clause:
    """The condition on `ev`, `pr` and `pt` that an event passes the filter."""
    parts: list[str] = []
    values: list[object] = []

    def add(part: str, *given: object) -> None:
        parts.append(part)
        values.extend(given)

    if keep.since:
        add("day >= ?", keep.since)
    if keep.until:
        add("day <= ?", keep.until)
    if keep.dated_only:
        add("dated_by = 'time'")
    if keep.actor:
        condition, given = about(keep.actor)
        add(f"rid IN (SELECT rid FROM party WHERE NOT vouches AND {condition})", *given)
    if keep.between:
        condition, given = are_sides(*keep.between)
        add(f"rid IN (SELECT rid FROM pr WHERE {condition})", *given)
    if keep.type:
        add("(type = ? OR act = ?)", keep.type.upper(), keep.type.upper())
    if keep.status:
        add("status = ?", keep.status)
    if keep.voice == "article":
        add("unvoiced")
    elif keep.voice:
        condition, given = about(keep.voice)
        add(f"rid IN (SELECT rid FROM party WHERE vouches AND {condition})", *given)
    if keep.outlet:
        add("lower(outlet) = lower(?)", keep.outlet)
    if keep.place:
        add("(lower(place) = lower(?) OR place_country = ?)", keep.place, keep.place)
    if keep.text:
        found = reading.once(
            ("text", keep.text), lambda: [m[0] for m in reading.ledger.matching(keep.text or "")]
        )
        add("article IN (SELECT unnest(?::VARCHAR[]))", found)
    return " AND ".join(parts) or "TRUE", values
