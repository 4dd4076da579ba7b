"""The desk: what is new, who deals most with whom, and a search over everything."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from reportedly.errors import ArchiveError
from reportedly.page.filtering import Asked, chosen
from reportedly.page.lists import counted, happenings_where, name_of
from reportedly.page.reading import Reading
from reportedly.page.shapes import DeskAnswer, SearchAnswer
from reportedly.page.shelves import Now
from reportedly.registry import default_registry

__all__ = ["router"]

router = APIRouter(tags=["desk"])
Row = dict[str, Any]

#: The dyads of the desk are the most active of so many days up to the archive's last.
LATELY = 365
_COOPERATION = "count(*) FILTER (quad IN (1, 2) AND made IN ('happened', 'ongoing'))"
_CONFLICT = "count(*) FILTER (quad IN (3, 4) AND made IN ('happened', 'ongoing'))"


@router.get("/desk", response_model=DeskAnswer)
def desk(reading: Now, keep: Asked) -> Any:
    """What is new and who deals with whom, as the filter has it."""
    return reading.once(("desk", keep), lambda: _desk(reading, keep))


def _desk(reading: Reading, keep: Any) -> Row:
    clause = chosen(reading, keep)
    latest, _ = happenings_where(reading, clause, limit=12)
    condition, values = clause
    articles = reading.rows(
        f"SELECT * FROM ar WHERE article IN (SELECT article FROM ev WHERE {condition}) "
        "ORDER BY added DESC, published_on DESC NULLS LAST, article LIMIT 8",
        values,
    )
    return {
        "counts": _counts(reading, clause),
        "latest": latest,
        "dyads": _dyads(reading, clause),
        "articles": counted(reading, articles, clause),
    }


def _counts(reading: Reading, clause: Any) -> Row:
    condition, values = clause
    return reading.row(
        "SELECT count(DISTINCT article) AS articles, count(*) AS events, count(DISTINCT happening) AS happenings, "
        "count(DISTINCT outlet) AS outlets, min(day) AS first, max(day) AS last, "
        f"(SELECT count(*) FROM st) AS statements FROM ev WHERE {condition}",
        values,
    )


def _dyads(reading: Reading, clause: Any, *, limit: int = 10) -> list[Row]:
    condition, values = clause
    last = reading.row(f"SELECT max(day) AS day FROM ev WHERE {condition}", values)["day"]
    if last is None:
        return []
    since = last - timedelta(days=LATELY)
    inside = f"a <> b AND day > ? AND day <= ? AND {condition}"
    rows = reading.rows(
        f"SELECT lo AS a, hi AS b, count(*) AS events, {_COOPERATION} AS cooperation, "
        f"{_CONFLICT} AS conflict, round(avg(score) FILTER (made IN ('happened', 'ongoing')), 2) AS score FROM pr "
        f"WHERE {inside} GROUP BY lo, hi ORDER BY events DESC, lo, hi LIMIT {limit}",
        [since, last, *values],
    )
    months = _months(last)
    by_month = reading.rows(
        f"SELECT lo AS a, hi AS b, strftime(day, '%Y-%m') AS month, {_COOPERATION} AS coop, "
        f"{_CONFLICT} AS conf FROM pr WHERE {inside} AND lo || hi IN (SELECT unnest(?::VARCHAR[])) "
        "GROUP BY lo, hi, month",
        [since, last, *values, [row["a"] + row["b"] for row in rows]],
    )
    found = {(row["a"], row["b"], row["month"]): [row["coop"], row["conf"]] for row in by_month}
    for row in rows:
        row["months"] = [found.get((row["a"], row["b"], month), [0, 0]) for month in months]
        row["a_name"], row["b_name"] = name_of(row["a"], row["a"]), name_of(row["b"], row["b"])
    return rows


def _months(last: date) -> list[str]:
    """The twelve months up to this day."""
    number = last.year * 12 + last.month - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(number - 11, number + 1)]


_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_AND = re.compile(r"\s*(?:[–—↔,/]|\band\b|\bvs?\.?\b|\s-\s)\s*", re.IGNORECASE)


@router.get("/search", response_model=SearchAnswer)
def search(reading: Now, q: Annotated[str, Query(min_length=1, max_length=300)]) -> Any:
    """Actors, happenings, articles and days that a few words name."""
    words = " ".join(q.replace("\x00", " ").split())
    return reading.once(("search", words), lambda: _search(reading, words))


def _search(reading: Reading, words: str) -> Row:
    sides = [part for part in _AND.split(words) if part]
    both = [_actors(reading, part, limit=1) for part in sides] if len(sides) == 2 else []
    return {
        "dyad": [found[0] for found in both] if both and all(both) else None,
        "days": _days(words),
        "actors": _actors(reading, words, limit=8),
        **_texts(reading, words),
    }


def _actors(reading: Reading, words: str, *, limit: int) -> list[Row]:
    """The actors whose name holds these words, or whom the registry knows by them."""
    if not words:
        return []
    known = [entity.id for entity in default_registry().find(words)][:50]
    like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = reading.rows(
        "SELECT key, name, registry, country, kind, articles FROM who WHERE registry IN (SELECT unnest(?::VARCHAR[])) "
        f"OR registry = ? OR name ILIKE ? ESCAPE '\\' ORDER BY coalesce(list_contains(?::VARCHAR[], registry), FALSE) DESC, "
        f"articles DESC, length(name), name LIMIT {limit}",
        [known, words.upper(), like, known],
    )
    return [row | {"name": name_of(row["key"], row["name"])} for row in rows]


def _texts(reading: Reading, words: str) -> Row:
    try:
        found = [article for article, _ in reading.ledger.matching(words, best=200)] if words else []
    except ArchiveError:
        found = []
    best = {article: at for at, article in enumerate(found)}
    articles = reading.rows(
        "SELECT ar.*, (SELECT count(*) FROM ev WHERE ev.article = ar.article) AS events FROM ar "
        "WHERE article IN (SELECT unnest(?::VARCHAR[])) AND status = 'coded'",
        [found[:8]],
    )
    articles.sort(key=lambda row: best[row["article"]])
    rarest = max(words.split(), key=len, default="")
    happenings, _ = happenings_where(
        reading,
        (
            "article IN (SELECT unnest(?::VARCHAR[])) AND contains(lower(words), ?)",
            [found, rarest.casefold()],
        ),
        limit=8,
    )
    return {"articles": articles, "happenings": happenings}


def _days(words: str) -> list[date] | None:
    """First and last day of a year, month or day that is written as one."""
    match = _DAY.fullmatch(words)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    try:
        first = date(year or 1, month or 1, day or 1)
        if day:
            return [first, first]
        after = date(first.year + 1, 1, 1) if not month or month == 12 else date(first.year, month + 1, 1)
        return [first, after - timedelta(days=1)]
    except ValueError:
        return None
