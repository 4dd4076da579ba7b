"""Snapshot: one moment of an archive, read through DuckDB. Writers go on meanwhile and are not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import pyarrow as pa

from reportedly.archive.layout import Layout
from reportedly.archive.ledger import Ledger
from reportedly.archive.locking import locked
from reportedly.archive.store import read_into
from reportedly.archive.tables import JOINED, SCHEMAS

__all__ = ["Snapshot"]


class Snapshot:
    """A connection with a view of each table that holds only what counts.

    ``NAME_joined`` has beside the rows of ``events``, ``pairs`` and ``parties`` their ``happening`` and the day that it
    ``started`` on. What doesn't count: codings that a later one replaced, and segments that a writer began and never finished.
    """

    def __init__(self, layout: Layout, ledger: Ledger) -> None:
        import duckdb

        self.layout, self.ledger = layout, ledger
        # While it is held, nobody deletes a file that this snapshot may still read.
        self._reading = locked(layout, "reading")
        self._reading.__enter__()
        self._db = duckdb.connect()
        try:
            self._lay_out()
        except BaseException:
            self.close()
            raise

    def _lay_out(self) -> None:
        layout, ledger = self.layout, self.ledger
        # What counts is settled before the tables are read. A writer notes its segment before its first row, so a
        # segment that turned up meanwhile is in the ledger by now, and is left out as a whole.
        counting, stale = ledger.counting()
        self.versions = read_into(self._db, layout, SCHEMAS, prefix="all_")
        unfinished = sorted(ledger.segments() - counting)
        self.has_stale, self.has_unfinished = bool(stale), bool(unfinished)
        conditions = []
        if stale:
            self.given("stale", {"article": [s[0] for s in stale], "segment": [s[1] for s in stale]})
            conditions.append("(article, segment) NOT IN (SELECT (article, segment) FROM stale)")
        if unfinished:
            self.given("unfinished", {"segment": unfinished})
            conditions.append("segment NOT IN (SELECT segment FROM unfinished)")
        live = " AND ".join(conditions) or "TRUE"
        for name in SCHEMAS:
            shown = "* EXCLUDE (happening, started)" if name in JOINED else "*"
            self._db.execute(f'CREATE VIEW "{name}" AS SELECT {shown} FROM "all_{name}" WHERE {live}')
        self.settled = not next(self.rows("SELECT count(*) AS n FROM joined"))["n"]
        for name in JOINED:
            self._db.execute(f'CREATE VIEW "{name}_joined" AS {self._joined(name, live)}')

    @cached_property
    def all_joined(self) -> bool:
        """Whether the rows themselves hold the happening of every event."""
        return self.settled and not any(self.rows("SELECT 1 FROM all_pairs WHERE happening IS NULL LIMIT 1"))

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _joined(self, name: str, live: str) -> str:
        """A table's rows with the happenings of their events: in the rows themselves since the last `compact`."""
        if self.settled:
            return f'SELECT * FROM "all_{name}" WHERE {live}'
        return (
            "SELECT t.* REPLACE (coalesce(t.happening, j.happening) AS happening, coalesce(t.started, j.started) "
            f'AS started) FROM (SELECT * FROM "all_{name}" WHERE {live}) t '
            "LEFT JOIN joined j USING (article, segment, event)"
        )

    def close(self) -> None:
        """Close the connection, and let go of the files."""
        self._db.close()
        self._reading.__exit__(None, None, None)

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a query, streamed, each a dict."""
        found = self._db.cursor().execute(sql, list(values))
        names = [column[0] for column in found.description or ()]
        while batch := found.fetchmany(1024):
            for row in batch:
                yield dict(zip(names, row, strict=True))

    def table(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """The result of a query as an Arrow table."""
        return self._db.cursor().sql(sql, params=list(values)).to_arrow_table()

    def stream(self, sql: str, schema: pa.Schema) -> pa.RecordBatchReader:
        """The result of a query as Arrow batches of a schema, however long it is."""
        found = self._db.cursor().sql(sql).to_arrow_reader(65_536)
        return pa.RecordBatchReader.from_batches(schema, (batch.cast(schema) for batch in found))

    def spill(self, folder: str) -> None:
        """Let what doesn't fit into memory be sorted in a folder."""
        self._db.execute(f"SET temp_directory = '{folder.replace(chr(39), chr(39) * 2)}'")
        self._db.execute("SET preserve_insertion_order = true; SET TimeZone = 'UTC'")

    def given(self, name: str, columns: dict[str, Iterable[object]]) -> None:
        """Put a small table beside the archive's, for a query to join with."""
        given = pa.table({key: list(values) for key, values in columns.items()})
        self._db.register("given_now", given)
        self._db.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM given_now')
        self._db.unregister("given_now")
