"""Repairing: the ledger made anew from the tables, and batches that were broken off settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.archive.duplicates import bands_of, shingles
from reportedly.archive.layout import Layout, format_of
from reportedly.archive.ledger import Entry, Ledger
from reportedly.archive.locking import locked
from reportedly.archive.migrations import migrate
from reportedly.archive.store import read_into
from reportedly.archive.tables import CHILDREN, SCHEMAS
from reportedly.errors import ArchiveError

__all__ = ["Repaired", "fill", "repair", "roll_forward"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What was done.

    Args:
        articles: codings that were entered.
        unfinished: segments that a run had begun and never finished; they count nowhere.
        migrated: the format that the archive had, None where it had this version's.
    """

    articles: int
    unfinished: int
    migrated: int | None


def repair(layout: Layout) -> Repaired:
    """Bring an archive to this version's format, and make its ledger anew from its tables.

    Raises:
        ArchiveError: somebody is adding, a table can't be read, or the folder can't be written.
    """
    before = format_of(layout)
    with locked(layout, "adding", alone=True), locked(layout, "joining", alone=True):
        migrated = migrate(layout)
        try:
            ledger = Ledger(layout.ledger)
            ledger.clear()
        except ArchiveError:
            # It can't be opened at all: a new one takes its place.
            try:
                for ending in ("", "-wal", "-shm"):
                    layout.ledger.with_name(layout.ledger.name + ending).unlink(missing_ok=True)
            except OSError as error:
                raise ArchiveError(
                    f"the ledger can't be made anew: {error.strerror}",
                    where=str(layout.ledger),
                    do="look at the folder's permissions",
                ) from None
            ledger = Ledger(layout.ledger)
        with ledger:
            articles, unfinished = fill(layout, ledger)
    return Repaired(articles=articles, unfinished=unfinished, migrated=before if migrated else None)


def roll_forward(layout: Layout, ledger: Ledger) -> int:
    """Enter segments whose articles rows were written before the writer died; returns how many. Hold ``adding`` alone."""
    open_segments = ledger.segments() - ledger.segments(committed=True)
    if not open_segments:
        return 0
    done = 0
    for segment, rows in _batches(layout):
        if segment in open_segments:
            ledger.commit(segment, [entered(row) for row in rows])
            done += 1
    return done


def entered(row: Row) -> tuple[Entry, str, str, list[int]]:
    """What the ledger keeps of an articles row."""
    day, text = row["published_on"], row["text"] or ""
    names = ("segment", "coding", "status", "canonical_url", "text_hash", "outlet", "copy_of", "revision_of")
    entry = Entry(
        id=row["article"],
        published_on=day.isoformat() if day else None,
        added=row["added"].isoformat(),
        **{name: row[name] for name in names},
    )
    return entry, row["title"] or "", text, bands_of(shingles(text))


def fill(layout: Layout, ledger: Ledger) -> tuple[int, int]:
    """Enter what the tables hold into an empty ledger; returns the number of codings and of unfinished segments."""
    articles = 0
    found: set[str] = set()
    for segment, rows in _batches(layout):
        ledger.commit(segment, [entered(row) for row in rows])
        articles += len(rows)
        found.add(segment)
    unfinished: set[str] = set()
    with _tables(layout) as connection:
        for name in (*CHILDREN, "corrections"):
            segments = {s for (s,) in connection.execute(f'SELECT DISTINCT segment FROM "{name}"').fetchall()}
            if name == "corrections":
                for segment in sorted(segments):
                    ledger.commit(segment, [])
            else:
                unfinished |= segments - found
        for segment in sorted(unfinished):
            ledger.begin(segment)
        stale = set(ledger.stale())
        for sql in (
            "SELECT article, segment, event, happening FROM events WHERE happening IS NOT NULL",
            "SELECT article, segment, event, happening FROM joined",
        ):
            rows = connection.execute(sql).fetchall()
            ledger.assign((a, e, h) for a, s, e, h in rows if (a, s) not in stale and s not in unfinished)
    return articles, len(unfinished)


def _batches(layout: Layout) -> Iterator[tuple[str, list[Row]]]:
    """The articles rows by segment, as they came in."""
    with _tables(layout) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        order = connection.execute(
            "SELECT segment FROM articles GROUP BY segment ORDER BY min(added), segment"
        ).fetchall()
        for (segment,) in order:
            found = connection.execute("SELECT * FROM articles WHERE segment = ? ORDER BY article", [segment])
            names = [column[0] for column in found.description or ()]
            yield segment, [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _tables(layout: Layout) -> Any:
    import duckdb

    connection = duckdb.connect()
    read_into(connection, layout, SCHEMAS)
    return connection
