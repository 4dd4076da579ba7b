"""Choosing: records of a file, narrowed by the same filters as an archive's views, and by the same SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reportedly.errors import ArchiveError
from reportedly.event_table import published_on
from reportedly.export.material import Told
from reportedly.record import Record

if TYPE_CHECKING:
    from reportedly.archive import Filter

__all__ = ["from_file"]

#: Records whose tables are asked together.
TOGETHER = 256


class from_file:
    """Records, read anew each time they are gone through, with those of their events and statements that pass a filter.

    Args:
        read: opens the records.
        keep: None keeps all; a filter needs the packages of the archive.
    """

    def __init__(self, read: Callable[[], Iterable[Record]], keep: Filter | None = None) -> None:
        self._read, self._keep = read, keep

    def __iter__(self) -> Iterator[Told]:
        if not self._keep:
            for one in self._read():
                yield Told(record=one, events=one.events, statements=one.statements)
            return
        records = iter(self._read())
        while some := list(islice(records, TOGETHER)):
            yield from _chosen(some, self._keep)


def _chosen(records: list[Record], keep: Filter) -> Iterator[Told]:
    import duckdb
    import pyarrow as pa

    from reportedly.archive.filters import where_events, where_statements
    from reportedly.archive.rows import rows_of
    from reportedly.archive.tables import SCHEMAS

    with duckdb.connect() as db:
        found: dict[str, set[tuple[str, str]]] = {}
        rows = [rows_of(one, str(at), published=published_on(one)) for at, one in enumerate(records)]
        for table, where in (("events", where_events), ("statements", where_statements)):
            listed = pa.Table.from_pylist([row for one in rows for row in one[table]], schema=SCHEMAS[table])
            db.register(table, listed)
            condition, values = where(keep)
            sql = f"SELECT segment, {table[:-1]} FROM {table} WHERE {condition}"
            found[table] = set(db.execute(sql, values).fetchall())
    for at, one in enumerate(records):
        if keep.text and not _tells(one, keep.text):
            continue
        events = tuple(event for event in one.events if (str(at), event.id) in found["events"])
        statements = tuple(said for said in one.statements if (str(at), said.id) in found["statements"])
        if events or statements:
            yield Told(record=one, events=events, statements=statements)


def _tells(record: Record, words: str) -> bool:
    """Whether title and text match a full-text query, in the archive's own language of queries."""
    db = sqlite3.connect(":memory:")
    try:
        db.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        given = [
            (text or "").encode("utf-8", "replace").decode()
            for text in (record.article.title, record.article.text)
        ]
        db.execute("INSERT INTO words VALUES (?, ?)", given)
        quoted = " ".join('"' + part.replace('"', '""') + '"' for part in words.split())
        for query in (words, quoted):
            try:
                return bool(db.execute("SELECT 1 FROM words WHERE words MATCH ?", (query,)).fetchone())
            except sqlite3.OperationalError:
                continue
        raise ArchiveError(f"{words!r} is no full-text query", where="--text")
    finally:
        db.close()
