"""Dyads: what passes between two actors by period, and the network of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from reportedly.archive.filters import Filter, where_events, where_pairs
from reportedly.archive.finding import in_text
from reportedly.archive.snapshot import Snapshot

__all__ = ["Period", "dyads", "network"]

Period = Literal["day", "week", "month", "quarter", "year"]
STATUSES = ("happened", "ongoing", "planned", "possible", "denied", "wanted")

_FORMAT = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "week": "%G-W%V"}
_TOOK_PLACE = "made IN ('happened', 'ongoing')"


def _period(by: Period) -> str:
    if by == "quarter":
        return "year(day)::VARCHAR || '-Q' || quarter(day)::VARCHAR"
    return f"strftime(day, '{_FORMAT[by]}')"


def _is_country(who: str) -> bool:
    return len(who) == 3 and who.isupper()


def _is(side: str, who: str) -> tuple[str, list[object]]:
    """The condition that a side of the pair is a country (by alpha-3), else a registry id or a name."""
    if _is_country(who):
        return f"{side} = ?", [who]
    return f"({side}_registry = ? OR lower({side}_name) = lower(?))", [who, who]


def dyads(
    snapshot: Snapshot,
    a: str,
    b: str,
    *,
    by: Period = "month",
    directed: bool = False,
    keep: Filter | None = None,
) -> Iterator[dict[str, Any]]:
    """What passed between two actors, a row a period.

    Args:
        a: a country (alpha-3), a registry id or a name.
        b: likewise.
        directed: only what ``a`` did to ``b``; else both ways together.

    An event with several sources or targets counts once for each pair that it holds. Events without any date count
    in no period. ``happenings`` are the real-world events that the period's reports tell.
    """
    told, values = _told(snapshot, a, b, directed=directed, keep=keep or Filter())
    quads = ", ".join(f"count(*) FILTER (quad = {q} AND {_TOOK_PLACE}) AS quad_{q}" for q in (1, 2, 3, 4))
    by_status = ", ".join(f"count(*) FILTER (status = '{s}') AS {s}" for s in STATUSES)
    sums = ", ".join(
        f"sum({name})::BIGINT AS {name}"
        for name in (*(f"quad_{q}" for q in (1, 2, 3, 4)), *STATUSES, "events")
    )
    # Counted happening by happening, then period by period: cheaper than counting distinct ones.
    sql = (
        f"SELECT {_period(by)} AS period, * FROM (SELECT day, {sums}, count(*) AS happenings, "
        f"round(sum(scores) / sum(took_place), 4) AS score FROM (SELECT date_trunc('{by}', day) AS day, happening, {quads}, "
        f"{by_status}, count(*) AS events, count(*) FILTER ({_TOOK_PLACE}) AS took_place, "
        f"sum(score) FILTER ({_TOOK_PLACE}) AS scores FROM ({told}) GROUP BY 1, 2) GROUP BY 1) ORDER BY day"
    )
    for row in snapshot.rows(sql, values):
        yield {
            "a": a,
            "b": b,
            "directed": directed,
            "period": row["period"],
            **{f"quad_{q}": row[f"quad_{q}"] for q in (1, 2, 3, 4)},
            "by_status": {s: row[s] for s in STATUSES if row[s]},
            "events": row["events"],
            "score": row["score"],
            "happenings": row["happenings"],
        }


def _kept(snapshot: Snapshot, keep: Filter) -> tuple[str, list[object]]:
    """The condition on pairs; what only their events know is looked up there."""
    condition, values = where_pairs(keep)
    if not (keep.voice or keep.outlet or keep.place or keep.text):
        return condition, values
    if keep.place or keep.voice == "article":
        asked, more = where_events(
            Filter(since=keep.since, until=keep.until, voice=keep.voice, outlet=keep.outlet, place=keep.place)
        )
        condition += f" AND (article, event) IN (SELECT (article, event) FROM events WHERE {asked})"
        values += more
    else:
        # Of articles and parties far fewer values are read than of events.
        if keep.outlet:
            condition += " AND article IN (SELECT article FROM articles WHERE lower(outlet) = lower(?))"
            values.append(keep.outlet)
        if keep.voice:
            condition += (
                " AND (article, event) IN (SELECT (article, event) FROM parties WHERE side = 'voice' "
                "AND (country = ? OR registry = ? OR name = lower(?)))"
            )
            values += [keep.voice] * 3
    if keep.text:
        condition += f" {in_text(snapshot, keep)}"
    return condition, values


def _told(snapshot: Snapshot, a: str, b: str, *, directed: bool, keep: Filter) -> tuple[str, list[object]]:
    """The query of the pairs of two actors, and its values; one way after the other, which is read far quicker than either."""
    condition, values = _kept(snapshot, keep)
    # An event that isn't joined yet stands for itself.
    happening = (
        "happening" if snapshot.all_joined else "coalesce(happening, article || ' ' || event) AS happening"
    )
    select = f"SELECT day, made, status, quad, score, {happening} FROM pairs_joined WHERE day IS NOT NULL AND {condition}"
    (a_is, a_values), (b_is, b_values) = _is("a", a), _is("b", b)
    forth, forth_values = f"{a_is} AND {b_is}", [*a_values, *b_values]
    sql, given = f"{select} AND {forth}", [*values, *forth_values]
    if directed or a == b:
        return sql, given
    (a_back, a_back_values), (b_back, b_back_values) = _is("b", a), _is("a", b)
    sql = f"{sql} UNION ALL {select} AND {a_back} AND {b_back}"
    given += [*values, *a_back_values, *b_back_values]
    if _is_country(a) and _is_country(b):
        return sql, given
    # Names and ids of one country can be both sides of a pair.
    return f"{sql} AND NOT coalesce({forth}, FALSE)", [*given, *forth_values]


def network(
    snapshot: Snapshot, *, by: Period = "year", keep: Filter | None = None, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """The weighted edges between countries, a row a pair and period, the heaviest first in each period."""
    condition, values = _kept(snapshot, keep or Filter())
    # One way of each pair after the other, then both together: half the work of telling them apart row by row.
    counted = (
        f"SELECT a, b, date_trunc('{by}', day) AS day, count(*) AS events, "
        f"count(*) FILTER (quad IN (1, 2) AND {_TOOK_PLACE}) AS cooperation, "
        f"count(*) FILTER (quad IN (3, 4) AND {_TOOK_PLACE}) AS conflict, "
        f"sum(score) FILTER ({_TOOK_PLACE}) AS scores, count(score) FILTER ({_TOOK_PLACE}) AS scored FROM pairs "
        f"WHERE a IS NOT NULL AND b IS NOT NULL AND a <> b AND day IS NOT NULL AND {condition} GROUP BY 1, 2, 3"
    )
    sql = (
        f"SELECT least(a, b) AS a, greatest(a, b) AS b, {_period(by)} AS period, "
        f"{', '.join(f'sum({name})::BIGINT AS {name}' for name in ('events', 'cooperation', 'conflict'))}, "
        f"round(sum(scores) / nullif(sum(scored), 0), 4) AS score FROM ({counted}) "
        f"GROUP BY 1, 2, 3 ORDER BY 3, 4 DESC, 1, 2 {f'LIMIT {int(limit)}' if limit is not None else ''}"
    )
    yield from snapshot.rows(sql, values)
