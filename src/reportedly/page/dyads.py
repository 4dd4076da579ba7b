"""Dyads: what passes between two actors by period, side and status; the network of all; the map."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from reportedly.archive import Filter
from reportedly.archive.dyads import dyads as count_dyads
from reportedly.page.filtering import Asked, Who, are_sides, chosen, is_side
from reportedly.page.lists import actor_hit, name_of
from reportedly.page.reading import Reading
from reportedly.page.shapes import DyadAnswer, MapAnswer, NetworkAnswer
from reportedly.page.shelves import Now

__all__ = ["router"]

router = APIRouter(tags=["dyads"])
Row = dict[str, Any]
By = Literal["day", "week", "month", "quarter", "year"]

#: A timeline with more periods than this shows only those that hold something.
MOST_PERIODS = 1_500
_PERIOD = {
    "day": "strftime(day, '%Y-%m-%d')",
    "week": "strftime(day, '%G-W%V')",
    "month": "strftime(day, '%Y-%m')",
    "quarter": "year(day)::VARCHAR || '-Q' || quarter(day)::VARCHAR",
    "year": "strftime(day, '%Y')",
}
_SIDE = "CASE WHEN quad IN (1, 2) THEN 'cooperation' WHEN quad IN (3, 4) THEN 'conflict' ELSE 'neither' END"
_TOOK_PLACE = "made IN ('happened', 'ongoing')"


@router.get("/dyad", response_model=DyadAnswer)
def dyad(reading: Now, keep: Asked, a: Who, b: Who, by: By = "month", directed: bool = False) -> Any:
    """Events between two actors, by period, side (cooperation, conflict) and the act's status."""
    return reading.once(("dyad", keep, a, b, by, directed), lambda: _dyad(reading, keep, a, b, by, directed))


def _dyad(reading: Reading, keep: Filter, a: str, b: str, by: By, directed: bool) -> Row:
    condition, values = chosen(reading, keep)
    both, given = are_sides(a, b)
    if directed:
        (a_is, a_given), (b_is, b_given) = is_side("a", a), is_side("b", b)
        both, given = f"{both} AND {a_is} AND {b_is}", [*given, *a_given, *b_given]
    inside = f"FROM pr WHERE {both} AND day IS NOT NULL AND {condition}"
    period = _PERIOD[by]
    counted = reading.rows(
        f"SELECT {period} AS period, {_SIDE} AS side, status, count(*) AS events, min(day) AS first, max(day) AS last, "
        f"sum(score) FILTER ({_TOOK_PLACE}) AS score, count(score) FILTER ({_TOOK_PLACE}) AS scored {inside} "
        "GROUP BY ALL ORDER BY 1, 2, 3",
        [*given, *values],
    )
    bars = [{name: row[name] for name in ("period", "side", "status", "events")} for row in counted]
    scores = [_scored(period, list(rows)) for period, rows in groupby(counted, key=lambda row: row["period"])]
    periods = _all_periods(scores[0]["first"], scores[-1]["last"], by) if scores else []
    return {
        "a": actor_hit(reading, a),
        "b": actor_hit(reading, b),
        "by": by,
        "periods": periods if 0 < len(periods) <= MOST_PERIODS else [row["period"] for row in scores],
        "bars": bars,
        "scores": {row["period"]: row["score"] for row in scores},
        "events": sum(row["events"] for row in scores),
    }


def _scored(period: str, rows: list[Row]) -> Row:
    scored = sum(row["scored"] for row in rows)
    return {
        "period": period,
        "score": round(sum(row["score"] or 0.0 for row in rows) / scored, 2) if scored else None,
        "first": min(row["first"] for row in rows),
        "last": max(row["last"] for row in rows),
        "events": sum(row["events"] for row in rows),
    }


def _all_periods(first: date, last: date, by: By) -> list[str]:
    """Every period between two days, those without events too."""
    if (last - first).days > 40_000:
        return []
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return list(dict.fromkeys(_name(day, by) for day in days))


def _name(day: date, by: By) -> str:
    match by:
        case "day":
            return day.isoformat()
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02d}"
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year:04d}"


@router.get("/dyad.csv", response_class=Response)
def dyad_csv(reading: Now, keep: Asked, a: Who, b: Who, by: By = "month", directed: bool = False) -> Response:
    """The rows of `reportedly dyads` as CSV, narrowed by days, type and status."""
    return Response(
        reading.once(("csv", keep, a, b, by, directed), lambda: _csv(reading, keep, a, b, by, directed)),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="dyad.csv"'},
    )


def _csv(reading: Reading, keep: Filter, a: str, b: str, by: By, directed: bool) -> str:
    out = io.StringIO()
    columns = [
        "a",
        "b",
        "directed",
        "period",
        "quad_1",
        "quad_2",
        "quad_3",
        "quad_4",
        "events",
        "score",
        "happenings",
    ]
    statuses = ["happened", "ongoing", "planned", "possible", "denied", "wanted"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *statuses])
    narrowed = Filter(
        since=keep.since, until=keep.until, type=keep.type, status=keep.status, dated_only=keep.dated_only
    )
    for row in count_dyads(reading.snapshot, a, b, by=by, directed=directed, keep=narrowed):
        cells = [*(row[name] for name in columns), *(row["by_status"].get(name, 0) for name in statuses)]
        writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: names come from articles."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


@router.get("/network", response_model=NetworkAnswer)
def network(
    reading: Now,
    keep: Asked,
    edges: Annotated[int, Query(ge=1, le=500)] = 120,
    level: Literal["country", "actor"] = "country",
) -> Any:
    """Who dealt with whom: the heaviest edges of what passes the filter."""
    return reading.once(("network", keep, edges, level), lambda: _network(reading, keep, edges, level))


def _network(reading: Reading, keep: Filter, most: int, level: str) -> Row:
    condition, values = chosen(reading, keep)
    a, b = ("coalesce(a_registry, a_name)", "coalesce(b_registry, b_name)")
    low, high = ("lo", "hi") if level == "country" else (f"least({a}, {b})", f"greatest({a}, {b})")
    rows = reading.rows(
        f"SELECT {low} AS a, {high} AS b, count(*) AS events, "
        f"count(*) FILTER (quad IN (1, 2) AND {_TOOK_PLACE}) AS cooperation, "
        f"count(*) FILTER (quad IN (3, 4) AND {_TOOK_PLACE}) AS conflict, "
        f"round(avg(score) FILTER ({_TOOK_PLACE}), 2) AS score FROM pr "
        f"WHERE {low} <> {high} AND {condition} "
        f"GROUP BY 1, 2 ORDER BY events DESC, 1, 2 LIMIT {most + 1}",
        values,
    )
    keys = list(dict.fromkeys(key for row in rows[:most] for key in (row["a"], row["b"])))
    found = {
        row["key"]: row
        for row in reading.rows(
            "SELECT * FROM who WHERE key IN (SELECT unnest(?::VARCHAR[])) ORDER BY articles", [keys]
        )
    }
    nodes = [
        (found.get(key) or {"registry": None, "country": None, "kind": None, "articles": 0})
        | {"key": key, "name": name_of(key, found[key]["name"] if key in found else key)}
        for key in keys
    ]
    return {"nodes": nodes, "edges": rows[:most], "more": len(rows) > most}


@router.get("/map", response_model=MapAnswer)
def places(reading: Now, keep: Asked, limit: Annotated[int, Query(ge=1, le=2000)] = 500) -> Any:
    """Where the events that pass the filter were, the busiest places first."""
    return reading.once(("map", keep, limit), lambda: _map(reading, keep, limit))


def _map(reading: Reading, keep: Filter, limit: int) -> Row:
    condition, values = chosen(reading, keep)
    points = reading.rows(
        "SELECT pt.name, pt.country, round(pt.lat, 3) AS lat, round(pt.lon, 3) AS lon, count(*) AS events, "
        "count(*) FILTER (quad IN (1, 2)) AS cooperation, count(*) FILTER (quad IN (3, 4)) AS conflict "
        f"FROM pt WHERE {condition} "
        f"GROUP BY 1, 2, 3, 4 ORDER BY events DESC, 1, 2 LIMIT {limit}",
        values,
    )
    n = reading.row(
        f"SELECT count(*) AS events, (SELECT count(*) FROM pt WHERE {condition}) AS placed "
        f"FROM ev WHERE {condition}",
        [*values, *values],
    )
    return {"points": points, **n}
