"""Joining: new events are given their happenings, one after the other as they came in.

A happening's id is made of its first report, so it lasts while reports are added. A plan and the deed that keeps it
are two happenings.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from reportedly.archive.likeness import SAME_DAYS, SAME_NEWS, Report, likeness, stem, vector, words_of
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.store import append, open_table

__all__ = ["join_new", "phase_of"]

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
    joiner = _Joiner()
    for row in known:
        joiner.started.setdefault(row["happening"], row["started"])
        joiner.put(row["happening"], _report(row, texts), day=row["day"])
    given = []
    for row in fresh:
        happening = joiner.place(_report(row, texts), day=row["day"])
        given.append(
            {key: row[key] for key in ("article", "segment", "event")}
            | {"happening": happening, "started": joiner.started[happening]}
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
    pairs = sorted({f"{row['type']} {row['act']}" for row in fresh})
    days = [row["day"] for row in fresh]
    news = [row["published_on"] for row in fresh]
    condition = f"(e.type || ' ' || e.act) IN ({', '.join('?' * len(pairs))})"
    values: list[object] = [*pairs]
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


class _Joiner:
    """The happenings so far, found by the words and parties that they share with a report."""

    def __init__(self) -> None:
        self.reports: dict[str, list[Report]] = {}
        self.started: dict[str, date | None] = {}
        self._order: dict[str, int] = {}
        self._by_word: defaultdict[tuple[tuple[str, str, str], str], dict[str, None]] = defaultdict(dict)

    def put(self, happening: str, report: Report, *, day: date | None) -> None:
        """Add a report of a day to a happening, which started on the day of its first."""
        self.started.setdefault(happening, day)
        self._order.setdefault(happening, len(self._order))
        self.reports.setdefault(happening, []).append(report)
        for sign in _signs(report):
            self._by_word[report.key, sign][happening] = None

    def place(self, report: Report, *, day: date | None) -> str:
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
        self.put(happening, report, day=day)
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
