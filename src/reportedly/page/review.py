"""Review: what waits for a judgement, the judgements, and what they come to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import StreamingResponse

from reportedly.archive import Archive, Filter
from reportedly.archive.corrections import FIELDS, correct
from reportedly.archive.judged import gold, latest
from reportedly.errors import ArchiveError
from reportedly.page.filtering import Asked, chosen
from reportedly.page.reading import Judged as Judgements
from reportedly.page.reading import Reading
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
    judged = shelf.judged()
    key = ("review", keep, about, order, limit, judged.version)
    return reading.once(key, lambda: _queue(reading, judged, keep, about, order, limit))


def _queue(reading: Reading, judged: Judgements, keep: Filter, about: str, order: str, limit: int) -> Any:
    condition, values = chosen(reading, keep)
    inside = f"article IN (SELECT article FROM ev WHERE {condition})" if keep else "TRUE"
    source = {
        "event": f"SELECT article, event AS item, trigger AS words, type, confidence, draw FROM ev WHERE {condition}",
        "statement": "SELECT article, statement AS item, words, stance AS type, 0.0 AS confidence, draw FROM st "
        f"WHERE {inside}",
        "actor": "SELECT article, actor AS item, name AS words, kind AS type, 0.0 AS confidence, "
        f"md5(article || actor) AS draw FROM actors WHERE {inside}",
    }[about]
    given = list(values) if keep or about == "event" else []
    done = [one for one in latest(judged.judgements) if one.about == about]
    waiting = f"FROM ({source})"
    if done:
        waiting += " WHERE (article, item) NOT IN (SELECT (unnest(?::VARCHAR[]), unnest(?::VARCHAR[])))"
        given += [[one.article for one in done], [one.item for one in done]]
    # The draw is by a hash, so it is even over types and days and the same on every machine.
    sort = "draw" if order == "sample" else "confidence, draw"
    return {
        "waiting": reading.row(f"SELECT count(*) AS n {waiting}", given)["n"],
        "judged": len(done),
        "rows": reading.rows(
            f"SELECT article, item, words, type, confidence {waiting} ORDER BY {sort} LIMIT {limit}", given
        ),
        "fields": FIELDS[about],
    }


@router.post("/corrections", response_model=Judged, status_code=201)
def post(shelf: OnShelf, given: Given) -> Any:
    """Append a judgement. Nothing is ever changed: a later one on the same item counts instead."""
    try:
        json.dumps(given.model_dump(), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise HTTPException(422, "a correction holds half a character: send whole Unicode text") from None
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
    found = [one for one in shelf.judged().judgements if article is None or one.article == article]
    return [asdict(one) for one in reversed(found[-limit:])]


@router.get("/precision", response_model=list[PrecisionLine])
def measured(shelf: OnShelf) -> Any:
    """Precision of what was judged, by step, type and kind of item."""
    return [asdict(row) for row in shelf.judged().precision]


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
