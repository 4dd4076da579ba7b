"""Happenings in lists and one by one; events, statements, disputes and promises in lists."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query

from reportedly.archive import Filter
from reportedly.archive.disputes import disputes_of
from reportedly.archive.summary import summary
from reportedly.page.filtering import Asked, about, chosen, speaks
from reportedly.page.lists import events_where, happenings_where
from reportedly.page.reading import Reading
from reportedly.page.shapes import (
    DisputeList,
    EventList,
    HappeningAnswer,
    HappeningList,
    PromiseList,
    StatementList,
)
from reportedly.page.shelves import Digested, Limit, Now, Offset

__all__ = ["router"]

router = APIRouter(tags=["happenings"])
Row = dict[str, Any]
Outcome = Literal["open", "kept", "broken", "overtaken"]


@router.get("/happenings", response_model=HappeningList)
def happenings(
    reading: Now, keep: Asked, limit: Limit = 25, offset: Offset = 0, order: Literal["day", "reports"] = "day"
) -> Any:
    """Happenings with an event that passes the filter, the latest first."""

    def make() -> Row:
        rows, more = happenings_where(reading, chosen(reading, keep), limit=limit, offset=offset, order=order)
        return {"rows": rows, "more": more}

    return reading.once(("happenings", keep, limit, offset, order), make)


@router.get("/events", response_model=EventList)
def events(
    reading: Now,
    keep: Asked,
    limit: Limit = 25,
    offset: Offset = 0,
    told_by_others: Annotated[
        bool, Query(description="only what others than the filter's actor say")
    ] = False,
) -> Any:
    """Events that pass the filter, the latest first."""
    further: tuple[str, list[object]] = ("TRUE", [])
    if told_by_others and keep.actor:
        condition, values = about(keep.actor)
        further = (
            f"NOT unvoiced AND rid NOT IN (SELECT rid FROM party WHERE vouches AND {condition})",
            values,
        )

    def make() -> Row:
        rows, more = events_where(reading, keep, limit=limit, offset=offset, further=further)
        return {"rows": rows, "more": more}

    return reading.once(("events", keep, limit, offset, told_by_others), make)


@router.get("/statements", response_model=StatementList)
def statements(reading: Now, keep: Asked, limit: Limit = 25, offset: Offset = 0) -> Any:
    """Statements of the filter's actor or voice, by outlet, day and words, the latest first."""
    parts, values = ["TRUE"], list[object]()
    for who in (keep.actor, keep.voice):
        if who:
            condition, given = speaks(who)
            parts.append(condition)
            values += given
    for condition, value in (
        ("published_on >= ?", keep.since),
        ("published_on <= ?", keep.until),
        ("lower(outlet) = lower(?)", keep.outlet),
    ):
        if value:
            parts.append(condition)
            values.append(value)
    if keep.text:
        parts.append("article IN (SELECT unnest(?::VARCHAR[]))")
        values.append([article for article, _ in reading.ledger.matching(keep.text)])
    rows = reading.rows(
        f"SELECT * FROM st WHERE {' AND '.join(parts)} ORDER BY published_on DESC NULLS LAST, article, "
        f"length(statement), statement LIMIT {limit + 1} OFFSET {offset}",
        values,
    )
    return {"rows": rows[:limit], "more": len(rows) > limit}


@router.get("/disputes", response_model=DisputeList)
def disputes(reading: Now, digest: Digested, keep: Asked, limit: Limit = 25, offset: Offset = 0) -> Any:
    """What one voice asserts and another denies, the latest first."""
    found = digest.now(reading)
    if found is None:
        return {"ready": False, "rows": [], "more": False}
    rows = _passing(
        reading, keep, reversed(found["disputes"]), lambda row: str(row["happening"]), offset + limit + 1
    )
    return {"ready": True, "rows": rows[offset : offset + limit], "more": len(rows) > offset + limit}


@router.get("/promises", response_model=PromiseList)
def promises(
    reading: Now,
    digest: Digested,
    keep: Asked,
    limit: Limit = 25,
    offset: Offset = 0,
    outcome: Outcome | None = None,
    order: Annotated[Literal["due", "said"], Query(description="due: what falls due next first")] = "said",
) -> Any:
    """What was promised, threatened, demanded or planned, and what became of it."""
    found = digest.now(reading)
    if found is None:
        return {"ready": False, "rows": [], "more": False}
    rows = [row for row in reversed(found["promises"]) if outcome is None or row["outcome"] == outcome]
    if order == "due":
        rows = sorted((row for row in rows if _due(row)), key=_due)
    rows = _passing(reading, keep, rows, _promised_in, offset + limit + 1)
    shown = [_shown(reading, row) for row in rows[offset : offset + limit]]
    return {"ready": True, "rows": shown, "more": len(rows) > offset + limit}


def _promised_in(row: Row) -> str:
    """The happening in which it was promised."""
    return "h" + str(row["id"]).removeprefix("p")


def _due(row: Row) -> str:
    return str((row["due"] or [None, None])[1] or (row["due"] or [None])[0] or "")


def _shown(reading: Reading, row: Row) -> Row:
    words = reading.rows(
        "SELECT words FROM ev WHERE article = ? AND event = ?", [row["article"], row["event"]]
    )
    return row | {"promised_in": _promised_in(row), "words": words[0]["words"] if words else None}


def _passing(
    reading: Reading, keep: Filter, rows: Iterable[Row], happening_of: Callable[[Row], str], most: int
) -> list[Row]:
    """The first so many rows whose happening passes a filter; looked up a few at a time, until enough have passed."""
    remaining, passed = iter(rows), list[Row]()
    if not keep:
        return list(islice(remaining, most))
    condition, values = chosen(reading, keep)
    size = 200
    while len(passed) < most and (some := list(islice(remaining, size))):
        found = reading.rows(
            "SELECT DISTINCT happening FROM (SELECT * FROM ev WHERE happening IN (SELECT unnest(?::VARCHAR[]))) "
            f"WHERE {condition}",
            [list({happening_of(row) for row in some}), *values],
        )
        inside = {row["happening"] for row in found}
        passed += [row for row in some if happening_of(row) in inside]
        # What is rare is looked for in ever larger handfuls.
        size = min(2 * size, 20_000)
    return passed[:most]


@router.get("/happening", response_model=HappeningAnswer)
def happening(reading: Now, digest: Digested, id: Annotated[str, Query(min_length=1, max_length=60)]) -> Any:
    """One happening with all its reports, its places, disputes and promises."""
    found = reading.once(("happening", id), lambda: _happening(reading, id))
    if found is None:
        raise HTTPException(404, "the archive has no such happening")
    whole, places = found
    promised = (digest.now(reading) or {}).get("promises", [])
    ours = [row for row in promised if _promised_in(row) == id or row["happening"] == id]
    return {
        "happening": whole,
        "places": places,
        "disputes": list(disputes_of(whole)),
        "promises": [_shown(reading, row) for row in ours],
    }


def _happening(reading: Reading, id: str) -> tuple[Row, list[Row]] | None:
    members = reading.rows("SELECT rid, article, segment, event FROM ev WHERE happening = ?", [id])
    if not members:
        return None
    articles = sorted({row["article"] for row in members})
    mine = {(row["article"], row["event"]) for row in members}
    sql = (
        "SELECT e.*, a.published, a.copy_of, a.credit, a.title FROM events e JOIN articles a USING (article, segment) "
        "WHERE e.article IN (SELECT unnest(?::VARCHAR[])) "
        "ORDER BY a.published NULLS LAST, a.added, e.article, length(e.event), e.event"
    )
    rows = [row for row in reading.rows(sql, [articles]) if (row["article"], row["event"]) in mine]
    whole = summary(id, rows)
    for report, row in zip(whole["reports"], rows, strict=True):
        report["title"] = row["title"]
        report["evidence"] = json.loads(row["json"])["evidence"]
        report["dated_by"] = row["dated_by"]
    places = reading.rows(
        "SELECT DISTINCT name, country, lat, lon FROM pt WHERE rid IN (SELECT unnest(?::BIGINT[])) ORDER BY name",
        [[row["rid"] for row in members]],
    )
    return whole, places
