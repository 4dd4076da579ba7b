"""Actors over all articles: names, offices, partners."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException

from reportedly.archive import Filter
from reportedly.page.filtering import Asked, Who, about, chosen, is_side, speaks
from reportedly.page.lists import actor_hit, name_of
from reportedly.page.reading import Reading
from reportedly.page.shapes import ActorAnswer
from reportedly.page.shelves import Now
from reportedly.registry import default_registry

__all__ = ["router"]

router = APIRouter(tags=["actors"])
Row = dict[str, Any]


@router.get("/actor", response_model=ActorAnswer)
def actor(reading: Now, keep: Asked, who: Who) -> Any:
    """One actor: a country by its alpha-3, else a registry id or a name."""
    found = reading.once(("actor page", keep, who), lambda: _actor(reading, keep, who))
    if not found["events"] and not found["actor"]["articles"]:
        raise HTTPException(404, "the archive knows no such actor")
    return found


def _actor(reading: Reading, keep: Filter, who: str) -> Row:
    condition, values = chosen(reading, keep)
    is_it, given = about(who)
    spoken, spoken_given = speaks(who)
    n = reading.row(
        "SELECT count(*) AS events, min(day) AS first, max(day) AS last FROM ev "
        f"WHERE rid IN (SELECT rid FROM party WHERE NOT vouches AND {is_it}) AND {condition}",
        [*given, *values],
    )
    said = reading.row(f"SELECT count(*) AS n FROM st WHERE {spoken}", spoken_given)["n"]
    return {
        "actor": actor_hit(reading, who),
        "names": _names(reading, who),
        "offices": _offices(reading, who),
        "partners": _partners(reading, who, condition, values),
        **n,
        "statements": said,
    }


def _names(reading: Reading, who: str) -> list[str]:
    """What articles call it, the commonest first."""
    rows = reading.rows(
        "SELECT name, count(*) AS n FROM actors WHERE registry = ? OR lower(name) = lower(?) GROUP BY 1 "
        "ORDER BY n DESC, name LIMIT 12",
        [who, who],
    )
    return [row["name"] for row in rows]


def _offices(reading: Reading, who: str) -> list[Row]:
    """Offices from the registry, then roles as articles gave them, each with its first and last day."""
    entity = default_registry().show(who)
    known = [
        {"title": o.title, "country": o.country, "since": o.since, "until": o.until, "told_by": "registry"}
        for o in sorted(entity.offices, key=lambda o: o.since or "")
    ] if entity and entity.kind == "person" else []  # fmt: skip
    told = reading.rows(
        "SELECT role AS title, any_value(country) AS country, min(published_on)::VARCHAR AS since, "
        "max(published_on)::VARCHAR AS until, 'articles' AS told_by FROM actors "
        "WHERE role IS NOT NULL AND (registry = ? OR lower(name) = lower(?)) GROUP BY role ORDER BY since, title LIMIT 30",
        [who, who],
    )
    return known + told


def _partners(reading: Reading, who: str, condition: str, values: list[object]) -> list[Row]:
    """Whom it deals with most: countries, where it is one, else actors."""
    (a_is, given), (b_is, _) = is_side("a", who), is_side("b", who)
    country = len(who) == 3 and who.isupper()
    other = "{0}" if country else "coalesce({0}_registry, {0}_name)"
    took = "made IN ('happened', 'ongoing')"
    rows = reading.rows(
        "SELECT other, any_value(other_name) AS other_name, count(*) AS events, "
        f"count(*) FILTER (quad IN (1, 2) AND {took}) AS cooperation, "
        f"count(*) FILTER (quad IN (3, 4) AND {took}) AS conflict, "
        f"round(avg(score) FILTER ({took}), 2) AS score FROM ("
        f"SELECT rid, {other.format('b')} AS other, b_name AS other_name, quad, made, score FROM pr WHERE {a_is} AND {condition} UNION ALL "
        f"SELECT rid, {other.format('a')}, a_name, quad, made, score FROM pr WHERE {b_is} AND {condition}) "
        "WHERE other IS NOT NULL AND other <> ? "
        "GROUP BY other ORDER BY events DESC, other LIMIT 24",
        [*given, *values, *given, *values, who],
    )
    return [
        {
            "actor": {
                "key": row["other"], "name": name_of(row["other"], row["other_name"] or row["other"]),
                "registry": None, "country": row["other"] if country else None, "kind": None, "articles": 0,
            },
            **{key: row[key] for key in ("events", "cooperation", "conflict", "score")},
        }
        for row in rows
    ]  # fmt: skip
