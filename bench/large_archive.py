"""An archive of millions of events: one of invented news, many times over, as `archive compact` would leave it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from reportedly.archive import Archive
from reportedly.archive.compacting import ORDER
from reportedly.archive.layout import Layout, create_layout
from reportedly.archive.ledger import Ledger
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.store import open_table, overwrite
from reportedly.archive.tables import JOINED, SCHEMAS

__all__ = ["multiply"]

#: What makes a row of one copy another than the same row of the next.
_OWN = {
    "article": "article || '-' || copy",
    "segment": "segment || '-' || copy",
    "happening": "'h' || substr(md5(happening || '-' || copy), 1, 12)",
}
_LEDGER = """
INSERT INTO segment SELECT id || '-' || copy, committed FROM seed.segment, copies;
INSERT INTO article SELECT number * {copies} + copy, id || '-' || copy, segment || '-' || copy, coding, status,
  canonical_url || '-' || copy, text_hash || '-' || copy, outlet, published_on, added, copy_of || '-' || copy,
  revision_of || '-' || copy, current FROM seed.article, copies ORDER BY 1;
INSERT INTO report SELECT e.article || '-' || h.copy, e.event, h.id FROM seed.report e, copies, happening h
  WHERE h.happening = e.happening AND h.copy = copies.copy ORDER BY 1, 2;
INSERT INTO words (rowid, title, text) SELECT w.rowid * {copies} + copy, title, text FROM seed.words w, copies ORDER BY 1;
"""


def multiply(seed: Path, path: Path, *, events: int, say: Callable[[str], None]) -> None:
    """Make an archive of about so many events out of a smaller one, whose actors, days and words it has.

    Near-duplicate bands are left out of the ledger: no view reads them.

    Args:
        seed: an archive that `desk-archive` made; it is compacted.
        path: a new folder.
        say: is told how far it is.
    """
    layout = create_layout(path)
    with Archive(seed) as archive:
        archive.compact()
        with archive.snapshot() as snapshot, tempfile.TemporaryDirectory(dir=path) as spill:
            snapshot.spill(spill)
            there = next(snapshot.rows("SELECT count(*) AS n FROM events"))["n"]
            copies = max(1, events // there)
            for name in SCHEMAS:
                say(f"{name}, {copies} times")
                overwrite(layout, name, _rows(snapshot, name, copies))
            say("ledger")
            happenings = snapshot.table(
                f"SELECT DISTINCT happening, copy, {_OWN['happening']} AS id FROM events_joined, range({copies}) r(copy)"
            )
        _fill(layout, archive.layout.ledger, copies, happenings)


def _rows(snapshot: Snapshot, name: str, copies: int) -> pa.RecordBatchReader:
    columns = ", ".join(
        f'{_OWN[column]} AS "{column}"' if column in _OWN else f'"{column}"' for column in SCHEMAS[name].names
    )
    source = f"{name}_joined" if name in JOINED else name
    sql = f'SELECT {columns} FROM "{source}", range({copies}) r(copy)'
    if name == "joined":  # the happenings stand in the rows themselves
        sql += " WHERE FALSE"
    return snapshot.stream(f"SELECT * FROM ({sql}) ORDER BY {ORDER[name]}", SCHEMAS[name])


def _fill(layout: Layout, seed: Path, copies: int, happenings: pa.Table) -> None:
    with Ledger(layout.ledger) as ledger:
        db = ledger._db
        db.execute("PRAGMA synchronous = OFF")
        db.execute("ATTACH ? AS seed", (str(seed),))
        db.execute("CREATE TEMP TABLE copies AS WITH RECURSIVE c(copy) AS (SELECT 0 UNION ALL SELECT copy + 1 FROM c "
                   f"WHERE copy < {copies - 1}) SELECT copy FROM c")  # fmt: skip
        db.execute(
            "CREATE TEMP TABLE happening (happening TEXT, copy INTEGER, id TEXT, PRIMARY KEY (happening, copy)) WITHOUT ROWID"
        )
        for batch in happenings.to_batches():
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            db.execute("BEGIN")
            db.executemany("INSERT INTO happening VALUES (?, ?, ?)", rows)
            db.execute("COMMIT")
        for statement in _LEDGER.format(copies=copies).split(";"):
            db.execute("BEGIN")
            db.execute(statement)
            db.execute("COMMIT")
        table = open_table(layout, "joined")
        ledger.note("joined", str(table.version() if table is not None else -1))
