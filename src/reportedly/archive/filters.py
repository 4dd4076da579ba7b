"""Filters: what every view and export of an archive can be narrowed by, and their SQL."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

__all__ = ["Clause", "Filter", "where_events", "where_pairs", "where_statements"]

#: A condition in SQL, and the values of its question marks.
Clause = tuple[str, list[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to keep; None keeps all.

    Args:
        since: first day.
        until: last day, itself included.
        actor: a country (alpha-3), a registry id or a name, on either side.
        between: two such, one on either side.
        type: a type or an act of the codebook.
        status: a status of the act.
        voice: who vouches: a country, registry id or name; ``article`` is the article itself.
        article: an article's id.
        outlet: who published.
        place: a place's name or country.
        text: a full-text query over titles and texts.
        dated_only: leave out what only the publication date places.

    >>> Filter(actor="IRN", since=date(2021, 10, 1)).actor
    'IRN'
    """

    since: date | None = None
    until: date | None = None
    actor: str | None = None
    between: tuple[str, str] | None = None
    type: str | None = None
    status: str | None = None
    voice: str | None = None
    article: str | None = None
    outlet: str | None = None
    place: str | None = None
    text: str | None = None
    dated_only: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) != field.default for field in fields(self))


def _party(alias: str) -> str:
    return f"({alias}.country = ? OR {alias}.registry = ? OR lower({alias}.name) = lower(?))"


def _pair_side(side: str) -> str:
    return f"({side} = ? OR {side}_registry = ? OR lower({side}_name) = lower(?))"


def _any(column: str) -> str:
    return f"len(list_filter({column}, lambda p: {_party('p')})) > 0"


def where_events(keep: Filter) -> Clause:
    """The condition on the events table."""
    parts, values = _days(keep, "day")
    if keep.actor:
        parts.append(f"({_any('sources')} OR {_any('targets')})")
        values += [keep.actor] * 6
    if keep.between:
        one, other = keep.between
        parts.append(
            f"(({_any('sources')} AND {_any('targets')}) OR ({_any('sources')} AND {_any('targets')}) "
            f"OR (len(targets) = 0 AND {_any('sources')} AND {_any('sources')}))"
        )
        values += [one] * 3 + [other] * 3 + [other] * 3 + [one] * 3 + [one] * 3 + [other] * 3
    if keep.type:
        parts.append("(type = ? OR act = ?)")
        values += [keep.type.upper()] * 2
    if keep.status:
        parts.append("status = ?")
        values.append(keep.status)
    if keep.voice == "article":
        parts.append("len(voices) = 0")
    elif keep.voice:
        parts.append(_any("voices"))
        values += [keep.voice] * 3
    if keep.outlet:
        parts.append("lower(outlet) = lower(?)")
        values.append(keep.outlet)
    if keep.place:
        parts.append("(lower(place) = lower(?) OR place_country = ?)")
        values += [keep.place, keep.place]
    return " AND ".join(parts) or "TRUE", values


def where_pairs(keep: Filter) -> Clause:
    """The condition on the pairs table: days, actors, type and status."""
    parts, values = _days(keep, "day")
    if keep.actor:
        parts.append(f"({_pair_side('a')} OR {_pair_side('b')})")
        values += [keep.actor] * 6
    if keep.between:
        one, other = keep.between
        both = f"{_pair_side('a')} AND {_pair_side('b')}"
        parts.append(f"(({both}) OR ({both}))")
        values += [one] * 3 + [other] * 3 + [other] * 3 + [one] * 3
    if keep.type:
        parts.append("type = ?")
        values.append(keep.type.upper())
    if keep.status:
        parts.append("status = ?")
        values.append(keep.status)
    return " AND ".join(parts) or "TRUE", values


def where_statements(keep: Filter) -> Clause:
    """The condition on the statements table: a statement has a day, an outlet and a speaker."""
    parts, values = _days(keep, "published_on")
    for who in (keep.actor, keep.voice):
        if who:
            parts.append(_party("speaker"))
            values += [who] * 3
    if keep.outlet:
        parts.append("lower(outlet) = lower(?)")
        values.append(keep.outlet)
    return " AND ".join(parts) or "TRUE", values


def _days(keep: Filter, column: str) -> tuple[list[str], list[object]]:
    """What every table has: the article and a day."""
    parts: list[str] = []
    values: list[object] = []
    if keep.article:
        parts.append("article = ?")
        values.append(keep.article)
    if keep.since:
        parts.append(f"{column} >= ?")
        values.append(keep.since)
    if keep.until:
        parts.append(f"{column} <= ?")
        values.append(keep.until)
    if keep.dated_only and column == "day":
        parts.append("dated_by = 'time'")
    return parts, values
