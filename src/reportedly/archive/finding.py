"""Finding: events and statements of an archive that pass a filter, as they stand in their records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from reportedly.archive.filters import Clause, Filter, where_events, where_statements
from reportedly.archive.snapshot import Snapshot
from reportedly.article import Article
from reportedly.errors import ArchiveError
from reportedly.record import Record

__all__ = ["articles_of", "find_events", "find_statements", "in_text", "record_of", "unmatched"]


def find_events(
    snapshot: Snapshot, keep: Filter | None = None, *, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Events as in the record, with ``article``, ``outlet``, ``published``, ``happening``, ``day`` and their parties.

    ``dated_by`` says what the day rests on. The parties are there by name (``who``, ``whom``, ``voices``), since ids count inside one record only.
    """
    condition, values = where_events(keep or Filter())
    sql = (
        "SELECT json, article, event, outlet, published_on, day, dated_by, trigger, words, place, place_country, "
        f"sources, targets, voices FROM events WHERE {condition} {in_text(snapshot, keep)} "
        f"ORDER BY day NULLS LAST, article, length(event), event {_limit(limit)}"
    )
    rows = snapshot.rows(sql, values)
    while batch := list(islice(rows, 256)):
        joined = snapshot.ledger.happenings_of([(row["article"], row["event"]) for row in batch])
        for row, happening in zip(batch, joined, strict=True):
            event: dict[str, Any] = json.loads(row["json"])
            yield event | {
                "article": row["article"],
                "event": row["event"],
                "outlet": row["outlet"],
                "published": _iso(row["published_on"]),
                "happening": happening,
                "day": _iso(row["day"]),
                "dated_by": row["dated_by"],
                "words": row["words"],
                "trigger_words": row["trigger"],
                "place_name": row["place"],
                "place_country": row["place_country"],
                "who": row["sources"],
                "whom": row["targets"],
                "voices": row["voices"],
            }


def unmatched(snapshot: Snapshot, keep: Filter, *, statements: bool = False) -> Iterator[str]:
    """The filter's fields that nothing in the archive passes even alone: a name that isn't there, or is misspelt."""
    table, where = ("statements", where_statements) if statements else ("events", where_events)
    for name in ("type", "actor", "voice", "outlet", "place", "article"):
        value = getattr(keep, name)
        if value is not None and not _any_row(snapshot, table, where(Filter(**{name: value}))):
            yield f"{name} {value!r}"
    for value in keep.between or ():
        if not _any_row(snapshot, table, where(Filter(actor=value))):
            yield f"actor {value!r}"


def _any_row(snapshot: Snapshot, table: str, where: Clause) -> bool:
    condition, values = where
    sql = f"SELECT 1 AS found FROM {table} WHERE {condition} LIMIT 1"
    return next(snapshot.rows(sql, values), None) is not None


def find_statements(
    snapshot: Snapshot, keep: Filter | None = None, *, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Statements as in the record, with ``article``, ``outlet``, ``published``, the speaker by name and the words said."""
    condition, values = where_statements(keep or Filter())
    sql = (
        f"SELECT json, article, statement, outlet, published_on, speaker, words FROM statements WHERE {condition} "
        f"{in_text(snapshot, keep)} ORDER BY published_on NULLS LAST, article, length(statement), statement {_limit(limit)}"
    )
    for row in snapshot.rows(sql, values):
        statement: dict[str, Any] = json.loads(row["json"])
        yield statement | {
            "article": row["article"],
            "statement": row["statement"],
            "outlet": row["outlet"],
            "published": _iso(row["published_on"]),
            "who": row["speaker"],
            "words": row["words"],
        }


def record_of(snapshot: Snapshot, article: str) -> Record:
    """The whole record of one article, put together from the tables.

    Raises:
        ArchiveError: the archive doesn't hold the article, or holds it as skipped.
    """
    heads = list(snapshot.rows("SELECT * FROM articles WHERE article = ?", [article]))
    if not heads or heads[0]["status"] != "coded":
        why = f"was skipped: {heads[0]['notes']}" if heads else "isn't there"
        raise ArchiveError(f"the article {article!r} {why}", where=str(snapshot.layout.root))
    head = heads[0]
    if head["text"] is None:
        raise ArchiveError("is a copy without texts: a record needs its own", where=str(snapshot.layout.root))
    parts: dict[str, list[Any]] = {}
    for name, order in {
        "actors": "length(actor), actor",
        "times": "number",
        "places": "number",
        "statements": "length(statement), statement",
        "events": "length(event), event",
    }.items():
        sql = f'SELECT json FROM "{name}" WHERE article = ? AND segment = ? ORDER BY {order}'
        parts[name] = [json.loads(row["json"]) for row in snapshot.rows(sql, [article, head["segment"]])]
    whole = {
        "schema": "reportedly/record/1",
        "id": article,
        "article": {key: head[key] for key in ("title", "published", "outlet", "url", "language", "text")},
        **parts,
        "made_with": json.loads(head["made_with"]),
        "notes": json.loads(head["notes"]) if head["notes"] else [],
    }
    return Record.from_json(json.dumps(whole), where=article)


def articles_of(snapshot: Snapshot, *, but: str) -> Iterator[Article]:
    """The articles that count, as they came in, but for those of one coding.

    Raises:
        ArchiveError: the archive is a copy without texts.
    """
    if snapshot.layout.shared:
        raise ArchiveError("is a copy without texts", where=str(snapshot.layout.root))
    columns = ("text", "title", "published", "outlet", "url", "language")
    sql = f"SELECT article, status, {', '.join(columns)} FROM articles WHERE coding <> ? ORDER BY added, segment, article"
    for row in snapshot.rows(sql, [but]):
        given = {name: row[name] for name in columns}
        if row["status"] == "coded":
            # The coder's own guess is no statement of the source.
            given["language"] = None
        yield Article(id=row["article"], **given)


def in_text(snapshot: Snapshot, keep: Filter | None) -> str:
    """The further condition of a full-text query, or nothing."""
    if keep is None or not keep.text:
        return ""
    found = snapshot.ledger.matching(keep.text)
    snapshot.given("matching", {"article": [f[0] for f in found], "segment": [f[1] for f in found]})
    return "AND (article, segment) IN (SELECT (article, segment) FROM matching)"


def _limit(limit: int | None) -> str:
    return f"LIMIT {int(limit)}" if limit is not None else ""


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
