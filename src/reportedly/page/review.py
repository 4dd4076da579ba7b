"""Review: what waits for a judgement, the judgements, and what they come to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import StreamingResponse

from reportedly.archive import Archive
from reportedly.archive.corrections import FIELDS, correct, judgements
from reportedly.archive.judged import gold, latest, precision
from reportedly.errors import ArchiveError
from reportedly.page.filtering import Asked, chosen
from reportedly.page.shapes import Given, Judged, PrecisionLine, Queue
from reportedly.page.shelves import Limit, Now, OnShelf

__all__ = ["router"]

router = APIRouter(tags=["review"])
_writing = threading.Lock()
_ID = {"event": "event", "statement": "statement", "actor": "actor"}


@router.get("/review", response_model=Queue)
def queue(
    reading: Now,
    shelf: OnShelf,
    keep: Asked,
    about: Literal["event", "statement", "actor"] = "event",
    order: Annotated[
        Literal["sample", "doubtful"],
        Query(description="sample: an even draw, doubtful: the least sure first"),
    ] = "sample",
    limit: Limit = 20,
) -> Any:
    """What nobody has judged yet, of articles whose events pass the filter."""
    condition, values = chosen(reading, keep)
    with Archive(shelf.path) as archive, archive.snapshot() as snapshot:
        done = {(one.article, one.item) for one in latest(judgements(snapshot)) if one.about == about}
    inside = f"article IN (SELECT article FROM ev WHERE {condition})" if keep else "TRUE"
    source = {
        "event": f"SELECT article, event AS item, trigger AS words, type, confidence FROM ev WHERE {condition}",
        "statement": "SELECT article, statement AS item, words, stance AS type, 0.0 AS confidence FROM st "
        f"WHERE {inside}",
        "actor": f"SELECT article, actor AS item, name AS words, kind AS type, 0.0 AS confidence FROM actors WHERE {inside}",
    }[about]
    # The draw is by a hash, so it is even over types and days and the same on every machine.
    sort = "md5(article || item)" if order == "sample" else "confidence, md5(article || item)"
    keys = [f"{article}\x1f{item}" for article, item in done]
    waiting = f"FROM ({source}) WHERE article || chr(31) || item NOT IN (SELECT unnest(?::VARCHAR[]))"
    given = [*values, keys] if keep or about == "event" else [keys]
    return {
        "waiting": reading.row(f"SELECT count(*) AS n {waiting}", given)["n"],
        "judged": len(done),
        "rows": reading.rows(f"SELECT * {waiting} ORDER BY {sort} LIMIT {limit}", given),
        "fields": FIELDS[about],
    }


@router.post("/corrections", response_model=Judged, status_code=201)
def post(shelf: OnShelf, given: Given) -> Any:
    """Append a judgement. Nothing is ever changed: a later one on the same item counts instead."""
    try:
        with _writing, Archive(shelf.path) as archive:
            return asdict(correct(archive, **given.model_dump()))
    except ArchiveError as error:
        raise HTTPException(422, str(error)) from None


@router.get("/corrections", response_model=list[Judged])
def corrections(
    shelf: OnShelf, article: Annotated[str | None, Query(max_length=2000)] = None, limit: Limit = 50
) -> Any:
    """The latest judgements, the last first; of one article, or of all."""
    with Archive(shelf.path) as archive, archive.snapshot() as snapshot:
        found = list(judgements(snapshot, article=article))
    return [asdict(one) for one in reversed(found[-limit:])]


@router.get("/precision", response_model=list[PrecisionLine])
def measured(shelf: OnShelf) -> Any:
    """Precision of what was judged, by step, type and kind of item."""
    with Archive(shelf.path) as archive, archive.snapshot() as snapshot:
        return [asdict(row) for row in precision(snapshot)]


@router.get("/gold.jsonl", response_class=StreamingResponse)
def gold_lines(shelf: OnShelf) -> StreamingResponse:
    """Judged articles as gold, a line each."""

    def lines() -> Iterator[str]:
        with Archive(shelf.path) as archive, archive.snapshot() as snapshot:
            for row in gold(snapshot):
                yield json.dumps(row, ensure_ascii=True, default=str) + "\n"

    return StreamingResponse(
        lines(),
        media_type="application/x-ndjson",
        headers={"content-disposition": 'attachment; filename="gold.jsonl"'},
    )
