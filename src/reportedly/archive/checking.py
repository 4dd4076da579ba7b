"""Checking: whether an archive is whole: its files, its tables, its ledger, and each with the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from reportedly.archive.layout import Layout
from reportedly.archive.ledger import Ledger
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.store import open_table
from reportedly.archive.tables import CHILDREN, SCHEMAS
from reportedly.errors import ArchiveError
from reportedly.sources.storage import system_of

__all__ = ["Finding", "check"]

#: Each table's own key: a second row with the same would be counted twice.
_KEYS = {
    "articles": "article, segment",
    "statements": "article, segment, statement",
    "events": "article, segment, event",
    "actors": "article, segment, actor",
    "places": "article, segment, number",
    "times": "article, segment, number",
    "joined": "article, segment, event",
}
_REPAIR = "run `reportedly archive repair`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found.

    Args:
        where: the table or file.
        what: what is so.
        do: what to do about it.
        harm: False where the archive answers rightly all the same.
    """

    where: str
    what: str
    do: str
    harm: bool = True


def check(layout: Layout) -> Iterator[Finding]:
    """What is wrong with an archive; nothing where it is clean.

    Raises:
        ArchiveError: there is no archive, or it is of another format.
    """
    missing = list(_missing_files(layout))
    yield from missing
    if missing:
        return
    try:
        ledger = Ledger(layout.ledger)
    except ArchiveError as error:
        yield Finding(where="ledger.sqlite", what=error.what, do=_REPAIR)
        return
    with ledger:
        damaged = ledger.damage()
        if damaged:
            yield Finding(where="ledger.sqlite", what=damaged, do=_REPAIR)
            return
        with Snapshot(layout, ledger) as snapshot:
            yield from _rows_once(snapshot)
            yield from _ledger_and_tables(snapshot)
            yield from _whole_records(snapshot)
            yield from _happenings(snapshot)
            yield from _unfinished(snapshot)


def _missing_files(layout: Layout) -> Iterator[Finding]:
    for name in SCHEMAS:
        try:
            table = open_table(layout, name)
        except ArchiveError as error:
            yield Finding(
                where=name, what=error.what, do="put the table back from a backup, or add the articles anew"
            )
            continue
        for uri in table.file_uris() if table is not None else ():
            damage = _damage(uri)
            if damage:
                yield Finding(
                    where=f"{name}/{unquote(uri).rpartition('/')[2]}",
                    what=damage,
                    do="put it back from a backup, or add the articles anew",
                )


def _damage(uri: str) -> str | None:
    """What is wrong with a Parquet file: it begins and ends with a mark."""
    try:
        with _opened(uri) as stream:
            first = stream.read(4)
            stream.seek(-4, 2)
            last = stream.read(4)
    except FileNotFoundError:
        return "the file is missing"
    except OSError as error:
        return f"the file can't be read: {error.strerror or error}"
    return None if first == last == b"PAR1" else "the file is cut off"


def _opened(uri: str) -> AbstractContextManager[BinaryIO]:
    if "://" not in uri or uri.startswith("file://"):
        return Path(unquote(urlsplit(uri).path) if "://" in uri else uri).open("rb")
    system, path = system_of(uri)
    found: AbstractContextManager[BinaryIO] = system.open(path, "rb")
    return found


def _rows_once(snapshot: Snapshot) -> Iterator[Finding]:
    for name, key in _KEYS.items():
        twice = _count(snapshot, f'SELECT {key} FROM "{name}" GROUP BY ALL HAVING count(*) > 1')
        if twice:
            yield Finding(where=name, what=f"{twice} rows stand there more than once", do=_REPAIR)
    live = _count(snapshot, "SELECT article FROM articles GROUP BY article HAVING count(*) > 1")
    if live:
        yield Finding(where="articles", what=f"{live} articles count more than once", do=_REPAIR)


def _ledger_and_tables(snapshot: Snapshot) -> Iterator[Finding]:
    entries = list(snapshot.ledger.current())
    snapshot.given("entered", {"article": [e[0] for e in entries], "segment": [e[1] for e in entries]})
    lost = _count(snapshot, "SELECT * FROM entered ANTI JOIN articles USING (article, segment)")
    if lost:
        yield Finding(where="articles", what=f"{lost} articles of the ledger aren't in the table", do=_REPAIR)
    unknown = _count(snapshot, "SELECT * FROM articles ANTI JOIN entered USING (article, segment)")
    if unknown:
        yield Finding(where="ledger.sqlite", what=f"{unknown} articles aren't in the ledger", do=_REPAIR)
    for name in CHILDREN:
        stray = _count(snapshot, f'SELECT * FROM "{name}" ANTI JOIN articles USING (article, segment)')
        if stray:
            yield Finding(
                where=name, what=f"{stray} rows belong to no article", do="run `reportedly archive compact`"
            )
    words = snapshot.ledger.without_words()
    if words and not snapshot.layout.shared:
        yield Finding(
            where="ledger.sqlite", what=f"{words} articles can't be found by their words", do=_REPAIR
        )


def _whole_records(snapshot: Snapshot) -> Iterator[Finding]:
    """Every event's actors, statements and place are there, and its JSON is JSON."""
    actors = _ids(snapshot, "actors", "actor")
    statements = _ids(snapshot, "statements", "statement")
    places = {
        (row["article"], row["segment"]): row["n"]
        for row in snapshot.rows("SELECT article, segment, count(*) AS n FROM places GROUP BY ALL")
    }
    broken = 0
    for row in snapshot.rows("SELECT article, segment, json FROM events"):
        key = row["article"], row["segment"]
        try:
            event = json.loads(row["json"])
            named = {a["actor"] for a in [*event["sources"], *event["targets"]]}
            whole = (
                named <= actors.get(key, frozenset())
                and set(event["said_by"]) <= statements.get(key, frozenset())
                and (event["place"] is None or event["place"] < places.get(key, 0))
            )
        except (ValueError, KeyError, TypeError):
            whole = False
        broken += not whole
    if broken:
        yield Finding(
            where="events",
            what=f"{broken} events name an actor, a statement or a place that isn't there",
            do="run `reportedly archive recode`",
        )


def _ids(snapshot: Snapshot, table: str, column: str) -> dict[tuple[str, str], frozenset[str]]:
    sql = f'SELECT article, segment, list({column}) AS ids FROM "{table}" GROUP BY ALL'
    return {(row["article"], row["segment"]): frozenset(row["ids"]) for row in snapshot.rows(sql)}


def _happenings(snapshot: Snapshot) -> Iterator[Finding]:
    stray = _count(snapshot, "SELECT * FROM joined ANTI JOIN events USING (article, segment, event)")
    if stray:
        yield Finding(
            where="joined", what=f"{stray} reports are of no event", do="run `reportedly archive compact`"
        )
    told = {
        (row["article"], row["event"]): row["happening"]
        for row in snapshot.rows(
            "SELECT article, event, happening FROM events_joined WHERE happening IS NOT NULL"
        )
    }
    if told != snapshot.ledger.assigned():
        yield Finding(where="ledger.sqlite", what="its happenings aren't those of the tables", do=_REPAIR)
    waiting = _count(snapshot, "SELECT event FROM events_joined WHERE happening IS NULL")
    if waiting:
        yield Finding(
            where="joined",
            what=f"{waiting} events have no happening yet",
            do="`reportedly add` gives them theirs at its end",
            harm=False,
        )


def _unfinished(snapshot: Snapshot) -> Iterator[Finding]:
    ledger = snapshot.ledger
    left = len(ledger.segments() - ledger.segments(committed=True))
    if left:
        yield Finding(
            where="ledger.sqlite",
            what=f"{left} batches were begun and not finished: they count nowhere",
            do="add the same articles again, or run `reportedly archive compact` when nobody is adding",
            harm=False,
        )


def _count(snapshot: Snapshot, sql: str) -> int:
    rows: list[dict[str, Any]] = list(snapshot.rows(f"SELECT count(*) AS n FROM ({sql})"))
    return int(rows[0]["n"])
