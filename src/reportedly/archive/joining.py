"""Joining: new events are given their happenings.

A happening's id is made of its first report, so it lasts while reports are added. A plan and the deed that keeps it
are two happenings.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from reportedly.archive.grouping import group
from reportedly.archive.likeness import (
    SAME_DAYS,
    SAME_NEWS,
    Report,
    names_of,
    stem,
    vector,
    words_of,
)
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.store import append, open_table

__all__ = ["join_new", "phase_of"]

Row = dict[str, Any]


def phase_of(status: str) -> str:
    """``deed`` for what is told as done or denied, ``plan`` for what is only spoken of."""
    return "deed" if status in {"happened", "ongoing", "denied"} else "plan"


def join_new(snapshot: Snapshot) -> int:
    """Give every event that has none yet its happening; returns how many were given one.

    The snapshot has to be made while the lock ``joining`` is held.

    Raises:
        ArchiveError: the archive can't be written.
    """
    _mirror(snapshot)
    fresh = list(snapshot.rows(_EVENTS.format(where="e.happening IS NULL")))
    if not fresh:
        return 0
    condition, values = _near(fresh)
    known = list(snapshot.rows(_EVENTS.format(where=f"e.happening IS NOT NULL AND {condition}"), values))
    texts = _Texts(snapshot, sorted({row["article"] for row in [*known, *fresh]}))
    started = {row["happening"]: row["started"] for row in known}
    groups = group(
        [(row["happening"], _report(row, texts)) for row in known], [_report(row, texts) for row in fresh]
    )
    given = []
    for happening, members in groups:
        first = fresh[members[0]]
        id = happening or _id(first)
        for at in members:
            row = fresh[at]
            given.append(
                {key: row[key] for key in ("article", "segment", "event")}
                | {"happening": id, "started": started.setdefault(id, first["day"])}
            )
    key = hashlib.sha256(json.dumps(given, default=str).encode()).hexdigest()[:32]
    append(snapshot.layout, "joined", given, segment=f"j{key}")
    snapshot.ledger.assign((row["article"], row["event"], row["happening"]) for row in given)
    table = open_table(snapshot.layout, "joined")
    assert table is not None
    snapshot.ledger.note("joined", str(table.version()))
    return len(given)


def _mirror(snapshot: Snapshot) -> None:
    """Put into the ledger what a joiner that died had written to the table only."""
    version = str(snapshot.versions["joined"])
    if version in {snapshot.ledger.fact("joined") or "-1"}:
        return
    rows = snapshot.rows("SELECT article, event, happening FROM joined")
    snapshot.ledger.assign((row["article"], row["event"], row["happening"]) for row in rows)
    snapshot.ledger.note("joined", version)


# All events in the order in which their articles came in.
_EVENTS = """
SELECT e.article, e.segment, e.event, e.type, e.act, e.status, e.trigger, e.words, e.sources, e.targets, e.place,
  e.published_on, e.day, e.json, e.happening, e.started
FROM events_joined e JOIN articles a USING (article, segment) WHERE {where}
ORDER BY a.added, a.segment, e.article, length(e.event), e.event
"""


def _near(fresh: Sequence[Row]) -> tuple[str, list[object]]:
    """The condition on events that can be of one act with a new one: by type, act and days."""
    types = sorted({row["type"] for row in fresh})
    days = [row["day"] for row in fresh]
    news = [row["published_on"] for row in fresh]
    condition = f"e.type IN ({', '.join('?' * len(types))})"
    values: list[object] = [*types]
    if None in days or None in news:
        return condition, values
    around, lately = timedelta(days=SAME_DAYS + 1), timedelta(days=SAME_NEWS)
    condition += " AND (e.day BETWEEN ? AND ? OR e.published_on BETWEEN ? AND ? OR e.published_on IS NULL)"
    return condition, [
        *values, min(days) - around, max(days) + around, min(news) - lately, max(news) + lately
    ]  # fmt: skip


class _Texts:
    """The words of some articles, weighted by how rare they are among them."""

    def __init__(self, snapshot: Snapshot, articles: Sequence[str]) -> None:
        self._counts: dict[str, Counter[str]] = {}
        self._found_in: Counter[str] = Counter()
        snapshot.given("compared", {"article": articles})
        sql = "SELECT article, title, text FROM articles WHERE article IN (SELECT article FROM compared)"
        for row in snapshot.rows(sql):
            counts = words_of(f"{row['title'] or ''} {row['text'] or ''}")
            self._counts[row["article"]] = counts
            self._found_in.update(counts.keys())
        self._vectors: dict[str, Any] = {}

    def of_article(self, article: str) -> Any:
        """The article's words."""
        if article not in self._vectors:
            self._vectors[article] = self.weigh(self._counts.get(article, Counter()))
        return self._vectors[article]

    def weigh(self, counts: Counter[str]) -> Any:
        """Words weighted by their rarity here."""
        return vector(counts, found_in=self._found_in, texts=len(self._counts))


def _id(first: Row) -> str:
    """The id of a happening by its first report."""
    key = f"{first['article']}\x1f{first['event']}"
    return "h" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:12]


def _report(row: Row, texts: _Texts) -> Report:
    time = json.loads(row["json"])["time"]
    first = date.fromisoformat(time["start"][:10]) if time["start"] else None
    last = date.fromisoformat(time["end"][:10]) if time["end"] else None
    if first and last and last > first:
        last -= timedelta(days=1)
    parties = [*row["sources"], *row["targets"]]
    return Report(
        article=row["article"],
        event=row["event"],
        key=(row["type"], row["act"], phase_of(row["status"])),
        trigger=" ".join(stem(word) for word in row["trigger"].split()),
        sources=frozenset(map(_name, row["sources"])),
        targets=frozenset(map(_name, row["targets"])),
        persons=frozenset(
            party["name"].casefold().split()[-1]
            for party in parties
            if party["kind"] == "person" and party["name"].strip()
        ),
        countries=frozenset(p["country"] for p in parties if p["country"]),
        first=first.toordinal() if first else None,
        last=last.toordinal() if last else None,
        published=row["published_on"].toordinal() if row["published_on"] else None,
        place=row["place"].casefold() if row["place"] else None,
        about=texts.of_article(row["article"]),
        said=texts.weigh(words_of(row["words"])),
        named=texts.weigh(names_of(row["words"], [p["name"] for p in parties])),
    )


def _name(party: Row) -> str:
    return party["registry"] or f"{party['name'].casefold()} ({party['country'] or '?'})"
