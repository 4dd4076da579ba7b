"""Articles: one with its record and the reasons for each event; lists of them."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query

from reportedly.archive.finding import record_of
from reportedly.errors import ArchiveError
from reportedly.explain import event_rows, explain
from reportedly.page.filtering import Asked, chosen
from reportedly.page.lists import counted
from reportedly.page.reading import Reading
from reportedly.page.shapes import ArticleAnswer, ArticleList
from reportedly.page.shelves import Limit, Now, Offset
from reportedly.record import span_to_json

__all__ = ["router"]

router = APIRouter(tags=["articles"])
Row = dict[str, Any]


@router.get("/article", response_model=ArticleAnswer)
def article(reading: Now, id: Annotated[str, Query(min_length=1, max_length=2000)]) -> Any:
    """One article: its record, and why each event was coded so."""
    try:
        return reading.once(("article", id), lambda: _article(reading, id))
    except ArchiveError as error:
        raise HTTPException(404, error.what) from None


def _article(reading: Reading, id: str) -> Row:
    record = record_of(reading.snapshot, id)
    head = reading.row("SELECT copy_of, revision_of FROM articles WHERE article = ?", [id])
    told = [(id, event.id) for event in record.events]
    joined = dict(zip([event for _, event in told], reading.ledger.happenings_of(told), strict=True))
    shown: dict[str, Row] = {}
    for row in event_rows(record):
        shown[row.id] = {
            name: getattr(row, name)
            for name in ("sources", "type", "targets", "made", "act", "status", "when", "where", "voice")
        } | {
            "reasons": [
                {
                    "about": r.about,
                    "value": r.value,
                    "why": r.why,
                    "spans": [span_to_json(s) for s in r.spans],
                }
                for r in explain(record, row.id)
            ]
        }
    return {
        "record": json.loads(record.to_json()),
        "events": shown,
        "happenings": {event: happening for event, happening in joined.items() if happening},
        **head,
    }


@router.get("/articles", response_model=ArticleList)
def articles(reading: Now, keep: Asked, limit: Limit = 25, offset: Offset = 0) -> Any:
    """Articles with an event that passes the filter, the latest published first."""
    condition, values = chosen(reading, keep)

    def make() -> Row:
        rows = reading.rows(
            f"SELECT * FROM ar WHERE article IN (SELECT article FROM ev WHERE {condition}) "
            f"ORDER BY published_on DESC NULLS LAST, article LIMIT {limit + 1} OFFSET {offset}",
            values,
        )
        return {"rows": counted(reading, rows[:limit], (condition, values)), "more": len(rows) > limit}

    return reading.once(("articles", keep, limit, offset), make)
