"""Lists: the rows that several pages show: happenings, events, statements, articles, actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from reportedly.archive import Filter
from reportedly.page.filtering import Clause, chosen
from reportedly.page.reading import Reading
from reportedly.registry import default_registry

__all__ = [
    "EVENT",
    "actor_hit",
    "counted",
    "events_where",
    "happening_lines",
    "happenings_where",
    "key_of",
    "name_of",
]

Row = dict[str, Any]

#: PLOVER's codes that stand where a country would, and are none.
BODIES = {
    "EUR": "European Union", "IGO": "international organisations", "IMG": "international armed groups",
    "ISM": "international movements", "MNC": "companies", "NGO": "non-governmental organisations",
    "UNO": "United Nations",
}  # fmt: skip

EVENT = (
    "article, event, happening, type, act, status, made, day, dated_by, sources, targets, voices, words, outlet, "
    "confidence"
)


def happenings_where(
    reading: Reading, clause: Clause, *, limit: int, offset: int = 0, order: str = "day"
) -> tuple[list[Row], bool]:
    """Happenings with an event that passes, the latest first, and whether more follow."""
    condition, values = clause
    if order == "day":
        found = _latest(reading, clause, offset + limit + 1)[offset:]
    else:
        rows = reading.rows(
            f"SELECT happening FROM ev WHERE happening IS NOT NULL AND {condition} GROUP BY happening "
            f"ORDER BY count(*) DESC, min(rid) LIMIT {limit + 1} OFFSET {offset}",
            values,
        )
        found = [row["happening"] for row in rows]
    return happening_lines(reading, found[:limit]), len(found) > limit


def _latest(reading: Reading, clause: Clause, most: int) -> list[str]:
    """The first so many happenings in the order of their latest events.

    A few events are looked at first, and more where those are of too few happenings: that is far less than to group all.
    """
    condition, values = clause
    events = 4 * most
    while True:
        rows = reading.rows(
            f"SELECT happening FROM ev WHERE happening IS NOT NULL AND {condition} ORDER BY rid LIMIT {events}",
            values,
        )
        found = list(dict.fromkeys(row["happening"] for row in rows))
        if len(found) >= most or len(rows) < events:
            return found[:most]
        events *= 4


def happening_lines(reading: Reading, ids: Sequence[str]) -> list[Row]:
    """These happenings in the order given."""
    if not ids:
        return []
    members: dict[str, list[Row]] = {id: [] for id in ids}
    sql = (
        f"SELECT {EVENT}, place, quad FROM ev WHERE happening IN (SELECT unnest(?::VARCHAR[])) "
        "ORDER BY published_on NULLS LAST, article, length(event), event"
    )
    for row in reading.rows(sql, [list(ids)]):
        members[row["happening"]].append(row)
    return [_line(id, rows) for id, rows in members.items() if rows]


def _line(id: str, rows: list[Row]) -> Row:
    first = next((row for row in rows if row["dated_by"] == "time"), rows[0])
    return {
        "id": id,
        "type": rows[0]["type"],
        "act": Counter(row["act"] for row in rows).most_common(1)[0][0],
        "sources": _longest(rows, "sources"),
        "targets": _longest(rows, "targets"),
        "day": first["day"],
        "dated_by": first["dated_by"],
        "place": next((row["place"] for row in rows if row["place"]), None),
        "quad": rows[0]["quad"],
        "status": dict(Counter(row["status"] for row in rows).most_common()),
        "reports": len({row["article"] for row in rows}),
        "outlets": len({row["outlet"] or row["article"] for row in rows}),
        "words": rows[0]["words"],
        "article": rows[0]["article"],
        "event": rows[0]["event"],
    }


def _longest(rows: list[Row], side: str) -> list[Row]:
    return max((row[side] for row in rows), key=len)


def events_where(
    reading: Reading, keep: Filter, *, limit: int, offset: int = 0, further: Clause = ("TRUE", [])
) -> tuple[list[Row], bool]:
    """Events that pass a filter, the latest first, and whether more follow."""
    condition, values = chosen(reading, keep)
    more, more_values = further
    found = reading.rows(
        f"SELECT rid FROM ev WHERE {condition} AND {more} ORDER BY rid LIMIT {limit + 1} OFFSET {offset}",
        [*values, *more_values],
    )
    # What is shown is fetched for those rows only: parties in lists take long to read.
    rows = reading.rows(
        f"SELECT {EVENT} FROM ev WHERE rid IN (SELECT unnest(?::BIGINT[])) ORDER BY rid",
        [[row["rid"] for row in found[:limit]]],
    )
    return rows, len(found) > limit


def key_of(who: str) -> Clause:
    """The condition on `who` that it is this actor."""
    return "(registry = ? OR lower(name) = lower(?))", [who, who]


def counted(reading: Reading, articles: Sequence[Row], clause: Clause) -> list[Row]:
    """These articles, each with how many of its events pass."""
    condition, values = clause
    rows = reading.rows(
        "SELECT article, count(*) AS events FROM (SELECT * FROM ev WHERE article IN (SELECT unnest(?::VARCHAR[]))) "
        f"WHERE {condition} GROUP BY article",
        [[row["article"] for row in articles], *values],
    )
    events = {row["article"]: row["events"] for row in rows}
    return [row | {"events": events.get(row["article"], 0)} for row in articles]


def actor_hit(reading: Reading, who: str) -> Row:
    """An actor as pages name it, with how many articles name it (none, where the archive doesn't know it)."""
    condition, values = key_of(who)
    sql = f"SELECT key, name, registry, country, kind, articles FROM who WHERE {condition} ORDER BY articles DESC LIMIT 1"
    found = reading.once(("actor", who), lambda: reading.rows(sql, values))
    if found:
        return found[0] | {"key": who, "name": name_of(who, found[0]["name"])}
    return {
        "key": who, "name": name_of(who, who), "registry": None, "country": who if _is_alpha3(who) else None,
        "kind": None, "articles": 0,
    }  # fmt: skip


def name_of(who: str, otherwise: str) -> str:
    """The usual name of a country, a body that counts as one, or an entity of the registry."""
    if who in BODIES:
        return BODIES[who]
    entity = default_registry().show(who) if _is_alpha3(who) or ":" in who else None
    return entity.name if entity else otherwise


def _is_alpha3(who: str) -> bool:
    return len(who) == 3 and who.isascii() and who.isupper()
