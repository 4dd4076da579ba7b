"""Reading: one moment of an archive, laid out for the page's questions, and kept until the archive has changed.

Requests share it. When the archive has grown, a new reading is made beside the old one, which answers meanwhile.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar, cast

from reportedly.archive import Archive
from reportedly.archive.corrections import Judgement, judgements
from reportedly.archive.judged import Precision, precision
from reportedly.archive.layout import Layout
from reportedly.archive.store import open_table
from reportedly.archive.tables import SCHEMAS

__all__ = ["Judged", "Reading", "Shelf"]

Row = dict[str, Any]
_Made = TypeVar("_Made")

#: Above so many events the tables stay on disk and are only looked through, not held in memory.
MOST_HELD = 3_000_000
#: Answers kept for a reading; a page asks the same again whenever it is opened.
ANSWERS = 512
#: A new reading is begun so many seconds after the last at the earliest, however fast the archive grows.
PAUSE = 2.0

# Every event with its happening, the latest first: `rid` counts them.
_EVENTS = """
CREATE {kind} ev AS SELECT row_number() OVER (ORDER BY day DESC NULLS LAST, article, length(event), event) AS rid,
  e.article, e.event, e.happening, e.outlet, e.published_on, e.day, e.dated_by, e.type, e.mode, e.act, e.made, e.status,
  e.quad, e.score, e.trigger, e.words, e.sources, e.targets, e.voices, e.place, e.place_country, e.confidence, e.segment,
  len(e.voices) = 0 AS unvoiced, md5(e.article || e.event) AS draw
FROM events_joined e
"""
# Who takes part in which event, or vouches for it, under each key that names it: country, registry id, "n " and name.
# In the order of the keys, so that only those asked for are looked at.
_PARTIES = """
CREATE {kind} party AS SELECT DISTINCT key, vouches, rid FROM (
  SELECT rid, vouches, unnest([p.country, p.registry, 'n ' || lower(p.name)]) AS key FROM (
    SELECT rid, FALSE AS vouches, unnest(sources) AS p FROM ev UNION ALL SELECT rid, FALSE, unnest(targets) FROM ev
    UNION ALL SELECT rid, TRUE, unnest(voices) FROM ev))
WHERE key IS NOT NULL ORDER BY key, vouches, rid
"""
# What a filter looks at, so that its conditions hold for pairs and points as they do for events.
_FILTERED = "ev.rid, ev.article, ev.happening, ev.outlet, ev.day, ev.dated_by, ev.type, ev.act, ev.made, ev.status, ev.quad, ev.place, ev.place_country, ev.unvoiced"
_PAIRS = f"""
CREATE {{kind}} pr AS SELECT {_FILTERED}, p.a, p.a_registry, p.a_name, p.b, p.b_registry, p.b_name, p.directed, p.score,
  least(p.a, p.b) AS lo, greatest(p.a, p.b) AS hi
FROM pairs p JOIN ev USING (article, event) ORDER BY lo, hi, ev.rid
"""
_ACTORS = """
CREATE {kind} who AS SELECT coalesce(registry, name) AS key, mode(name) AS name, registry, any_value(country) AS country,
  any_value(kind) AS kind, count(DISTINCT article) AS articles, min(published_on) AS first, max(published_on) AS last
FROM actors GROUP BY registry, coalesce(registry, name)
"""
_ARTICLES = """
CREATE {kind} ar AS SELECT article, segment, status, outlet, published_on, title, url, copy_of, added,
  left(text, 280) AS start FROM articles
"""
_STATEMENTS = """
CREATE {kind} st AS SELECT article, statement, outlet, published_on, speaker, stance, kind, words,
  md5(article || statement) AS draw
FROM statements
"""
_POINTS = f"""
CREATE {{kind}} pt AS SELECT {_FILTERED}, p.name, p.country, p.lat, p.lon FROM ev JOIN (
  SELECT article, segment, name, country, any_value(lat) AS lat, any_value(lon) AS lon FROM places
  WHERE lat IS NOT NULL GROUP BY ALL) p
ON ev.article = p.article AND ev.segment = p.segment AND ev.place = p.name AND ev.place_country IS NOT DISTINCT FROM p.country
"""


class Reading:
    """One moment of the archive."""

    def __init__(self, archive: Archive, version: tuple[object, ...]) -> None:
        self.version = version
        self.ledger = archive.ledger
        self.snapshot = archive.snapshot()
        self.size = int(self.row("SELECT count(*) AS n FROM events")["n"])
        kind = "TABLE" if self.size <= MOST_HELD else "VIEW"
        for statement in (_EVENTS, _PARTIES, _PAIRS, _ACTORS, _ARTICLES, _STATEMENTS, _POINTS):
            list(self.snapshot.rows(statement.format(kind=kind)))
        for column in ("happening", "article", "rid") if kind == "TABLE" else ():
            list(self.snapshot.rows(f"CREATE INDEX ev_{column} ON ev({column})"))
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""
        return list(self.snapshot.rows(sql, values))

    def row(self, sql: str, values: Sequence[object] = ()) -> Row:
        """The one row of a query that has one."""
        return self.rows(sql, values)[0]

    def once(self, key: object, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, made once for this reading."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(_Made, self._answers[key])
        made = make()
        with self._lock:
            self._answers[key] = made
            while len(self._answers) > ANSWERS:
                self._answers.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Judged:
    """All judgements, the earliest first, and what they come to."""

    version: tuple[object, ...]
    judgements: tuple[Judgement, ...]
    precision: tuple[Precision, ...]


class Shelf:
    """Holds the latest reading of an archive; safe to ask from many threads.

    Args:
        path: the archive.

    Raises:
        ArchiveError: there is none.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._archive = Archive(path)
        self._reading = Reading(self._archive, self._version())
        self._lock = threading.Lock()
        self._judging = threading.Lock()
        self._judged: Judged | None = None
        self._making = False
        self._made = monotonic()

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def now(self) -> Reading:
        """The latest reading that is ready; begins a newer one where the archive has changed."""
        reading = self._reading
        if monotonic() - self._made > PAUSE and self._version() != reading.version:
            with self._lock:
                begin = not self._making
                self._making = True
            if begin:
                threading.Thread(target=self._renew, name="reading", daemon=True).start()
        return reading

    def judged(self) -> Judged:
        """What was judged by now. Judgements are few and asked for by all who review: read once until one is added."""
        with self._judging:
            version = (*self._version(), _log_stamp(self._archive.layout, "corrections"))
            if self._judged is None or self._judged.version != version:
                with self._archive.snapshot() as snapshot:
                    found = tuple(judgements(snapshot))
                    self._judged = Judged(version, found, tuple(precision(snapshot)))
            return self._judged

    def _renew(self) -> None:
        try:
            # The old reading isn't closed: requests that began on it end on it, and memory goes with the last of them.
            self._reading = Reading(self._archive, self._version())
        finally:
            self._made = monotonic()
            self._making = False

    def _version(self) -> tuple[object, ...]:
        """What changes whenever the archive does: the times of its logs."""
        layout = self._archive.layout
        logs = (
            []
            if layout.elsewhere
            else [_log_stamp(layout, name) for name in SCHEMAS if name != "corrections"]
        )
        ledger = [layout.ledger, layout.ledger.with_name(layout.ledger.name + "-wal")]
        return (*logs, *map(_stamp, ledger))


def _log_stamp(layout: Layout, name: str) -> tuple[int, int]:
    """What changes with a table: its log's time, or its version where it lies elsewhere."""
    if layout.elsewhere is None:
        return _stamp(Path(layout.table(name), "_delta_log"))
    table = open_table(layout, name)
    return (table.version() if table is not None else -1, 0)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
