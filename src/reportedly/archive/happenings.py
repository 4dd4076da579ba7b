"""Happenings: reports of one real-world event, joined across articles as they come in.

A happening's id is made of its first report, so it lasts while reports are added; of two that turn out to be one, the
older id stays. A plan and the deed that keeps it are two happenings.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, islice
from typing import Any

from reportedly.archive.filters import Filter, where_events
from reportedly.archive.finding import in_text
from reportedly.archive.likeness import Report, likeness, stem, vector, words_of
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.summary import summary

__all__ = ["happenings", "join_new", "phase_of"]

#: Mean likeness to a happening's reports from which another one belongs to it.
ENOUGH = 0.0
#: A report is compared with so many of a happening's latest ones.
COMPARED = 8
#: And with so many happenings at most, those that share most rare words first.
CANDIDATES = 200

Row = dict[str, Any]


def phase_of(status: str) -> str:
    """``deed`` for what is told as done or denied, ``plan`` for what is only spoken of."""
    return "deed" if status in {"happened", "ongoing", "denied"} else "plan"


def join_new(snapshot: Snapshot) -> int:
    """Give every event that has none yet its happening; returns how many were given one."""
    ledger = snapshot.ledger
    assigned = ledger.assigned()
    fresh = [row for row in _events(snapshot) if (row["article"], row["event"]) not in assigned]
    if not fresh:
        return 0
    texts = _Texts(snapshot)
    joiner = _Joiner()
    if assigned:
        for row in _events(snapshot):
            happening = assigned.get((row["article"], row["event"]))
            if happening is not None:
                joiner.put(happening, _report(row, texts))
    given: list[tuple[str, str, str]] = []
    for row in fresh:
        report = _report(row, texts)
        happening = joiner.place(report)
        given.append((report.article, report.event, happening))
    ledger.assign(given)
    return len(given)


class _Texts:
    """The words of the archive's articles, weighted."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._counts: dict[str, Counter[str]] = {}
        self._found_in: Counter[str] = Counter()
        for row in snapshot.rows("SELECT article, title, text FROM articles WHERE status = 'coded'"):
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


class _Joiner:
    """The happenings so far, found by the words and parties that they share with a report."""

    def __init__(self) -> None:
        self.reports: dict[str, list[Report]] = {}
        self._order: dict[str, int] = {}
        self._by_word: defaultdict[tuple[tuple[str, str, str], str], dict[str, None]] = defaultdict(dict)

    def put(self, happening: str, report: Report) -> None:
        """Add a report to a happening."""
        self._order.setdefault(happening, len(self._order))
        self.reports.setdefault(happening, []).append(report)
        for sign in _signs(report):
            self._by_word[report.key, sign][happening] = None

    def place(self, report: Report) -> str:
        """The happening that a report belongs to: one that is there, or a new one."""
        fitting: list[tuple[float, int, str]] = []
        for happening in self._candidates(report):
            reports = self.reports[happening]
            values = [likeness(report, other) for other in reports[-COMPARED:]]
            value = sum(values) / len(values)
            if value >= ENOUGH:
                fitting.append((-value, self._order[happening], happening))
        if not fitting:
            happening = _id(report)
        else:
            fitting.sort()
            happening = fitting[0][2]
        self.put(happening, report)
        return happening

    def _candidates(self, report: Report) -> list[str]:
        shared: Counter[str] = Counter()
        for sign in _signs(report):
            shared.update(self._by_word.get((report.key, sign), {}).keys())
        return [happening for happening, _ in shared.most_common(CANDIDATES)]


def _signs(report: Report) -> Iterator[str]:
    """What two reports of one act nearly always share one of: a party, or one of the article's telling words."""
    for name in sorted(report.sources | report.targets):
        yield f"party {name}"
    for word, _ in sorted(report.about.items(), key=lambda pair: (-pair[1], pair[0]))[:12]:
        yield f"word {word}"


def _id(report: Report) -> str:
    return "h" + hashlib.sha256(f"{report.article}\x1f{report.event}".encode()).hexdigest()[:12]


def _events(snapshot: Snapshot) -> Iterator[Row]:
    """All events in the order in which their articles came in."""
    sql = (
        "SELECT e.article, e.event, e.type, e.act, e.status, e.trigger, e.words, e.sources, e.targets, e.place, "
        "e.published_on, e.json FROM events e JOIN articles a USING (article, segment) "
        "ORDER BY a.added, a.segment, e.article, length(e.event), e.event"
    )
    yield from snapshot.rows(sql)


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
        countries=frozenset(p["country"] for p in parties if p["country"]),
        first=first.toordinal() if first else None,
        last=last.toordinal() if last else None,
        published=row["published_on"].toordinal() if row["published_on"] else None,
        place=row["place"].casefold() if row["place"] else None,
        about=texts.of_article(row["article"]),
        said=texts.weigh(words_of(row["words"])),
    )


def _name(party: Row) -> str:
    return party["registry"] or f"{party['name'].casefold()} ({party['country'] or '?'})"


def happenings(
    snapshot: Snapshot, keep: Filter | None = None, *, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Happenings with their reports, the first seen first; a filter keeps those with a report that passes it.

    Each is as docs/archive.md says: parties, time, place, reports with their voices, independent outlets, and the
    least and most that was said of killed, injured and size.
    """
    condition, values = where_events(keep or Filter())
    sql = (
        "WITH chosen AS (SELECT DISTINCT r.happening FROM events e JOIN reports r USING (article, event) "
        f"WHERE {condition} {in_text(snapshot, keep)}) "
        "SELECT r.happening, e.*, a.published, a.copy_of, a.credit, "
        "min(coalesce(e.day, DATE '9999-12-31')) OVER (PARTITION BY r.happening) AS started "
        "FROM events e JOIN reports r USING (article, event) JOIN articles a USING (article, segment) "
        "WHERE r.happening IN (SELECT happening FROM chosen) "
        "ORDER BY started, r.happening, a.added, a.segment, e.article, length(e.event), e.event"
    )
    _give_reports(snapshot)
    rows = snapshot.rows(sql, values)
    found = (summary(id, list(members)) for id, members in groupby(rows, key=lambda row: row["happening"]))
    yield from islice(found, limit) if limit is not None else found


def _give_reports(snapshot: Snapshot) -> None:
    assigned = snapshot.ledger.assigned()
    snapshot.given(
        "reports",
        {
            "article": [article for article, _ in assigned],
            "event": [event for _, event in assigned],
            "happening": list(assigned.values()),
        },
    )
