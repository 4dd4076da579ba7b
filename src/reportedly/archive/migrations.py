"""Migrations: what turns an archive of an older format into one of this version's.

Each is safe to begin again: the marker names the new format only when all of it is done.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from reportedly.archive.layout import FORMAT, Layout, format_of, write_marker
from reportedly.archive.store import open_table, overwrite, read_into
from reportedly.archive.tables import SCHEMAS

__all__ = ["MIGRATIONS", "migrate"]

Row = dict[str, Any]


def migrate(layout: Layout) -> bool:
    """Bring an archive to `FORMAT`, one format after the other; False where it has it. Hold ``adding`` alone.

    Raises:
        ArchiveError: it is of a newer format, or can't be written.
    """
    before = format_of(layout)
    for older in range(before, FORMAT):
        MIGRATIONS[older](layout)
        write_marker(layout, format=older + 1)
    return before < FORMAT


def _happenings_into_tables(layout: Layout) -> None:
    """Format 1 kept happenings in the ledger only, and an event's figures and parties nowhere but in the event."""
    import duckdb

    connection = duckdb.connect()
    tables = [name for name in ("events", "pairs", "articles") if open_table(layout, name) is not None]
    read_into(connection, layout, tables)
    if "events" not in tables:
        return
    joined = _assigned(layout)
    parties: list[Row] = []
    events: list[Row] = []
    heads = {}
    if "articles" in tables:
        heads = {
            (article, segment): {"published": published, "credit": credit, "copy_of": copy_of}
            for article, segment, published, credit, copy_of in connection.execute(
                "SELECT article, segment, published, credit, copy_of FROM articles"
            ).fetchall()
        }
    for row in _rows(connection, "SELECT * FROM events"):
        event = json.loads(row["json"])
        figures = {name: (event.get(name) or {}).get("value") for name in ("killed", "injured", "size")}
        empty = {"happening": None, "started": None}
        events.append(row | figures | heads.get((row["article"], row["segment"]), {}) | empty)
        shared = {
            key: row[key]
            for key in ("article", "segment", "event", "day", "dated_by", "type", "act", "status")
        }
        for side, column in (("source", "sources"), ("target", "targets"), ("voice", "voices")):
            for party in row[column] or ():
                who = {
                    "country": party["country"],
                    "registry": party["registry"],
                    "name": party["name"].lower(),
                }
                parties.append(shared | {"side": side} | who | empty)
    days: dict[str, Any] = {}
    rows = []
    for event in events:
        happening = joined.get((event["article"], event["event"]))
        if happening is not None:
            started = days.setdefault(happening, event["day"])
            key = {name: event[name] for name in ("article", "segment", "event")}
            rows.append(key | {"happening": happening, "started": started})
    pairs = (
        [row | {"happening": None, "started": None} for row in _rows(connection, "SELECT * FROM pairs")]
        if "pairs" in tables
        else []
    )
    for name, found in {"parties": parties, "joined": rows, "pairs": pairs, "events": events}.items():
        overwrite(layout, name, pa.Table.from_pylist(found, schema=SCHEMAS[name]))


#: Older format -> what brings it to the next.
MIGRATIONS: dict[int, Callable[[Layout], None]] = {1: _happenings_into_tables}


def _rows(connection: Any, sql: str) -> Iterator[Row]:
    found = connection.cursor().execute(sql)
    names = [column[0] for column in found.description]
    while batch := found.fetchmany(1024):
        for row in batch:
            yield dict(zip(names, row, strict=True))


def _assigned(layout: Layout) -> dict[tuple[str, str], str]:
    try:
        with sqlite3.connect(layout.ledger) as db:
            rows = db.execute("SELECT article, event, happening FROM report").fetchall()
    except sqlite3.Error:
        # Then the events are joined anew.
        return {}
    return {(article, event): happening for article, event, happening in rows}
