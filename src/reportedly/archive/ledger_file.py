"""Ledger file: the SQLite file of a ledger, its tables, and how it is opened where it can be written and where it can't."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from reportedly.errors import ArchiveError

__all__ = ["open_ledger_file"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS segment (id TEXT PRIMARY KEY, committed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, segment TEXT NOT NULL, coding TEXT NOT NULL, status TEXT NOT NULL,
    canonical_url TEXT, text_hash TEXT NOT NULL, outlet TEXT, published_on TEXT, added TEXT NOT NULL,
    copy_of TEXT, revision_of TEXT, current INTEGER NOT NULL, UNIQUE (id, segment));
CREATE INDEX IF NOT EXISTS article_by_url ON article (canonical_url) WHERE canonical_url IS NOT NULL;
CREATE INDEX IF NOT EXISTS article_by_hash ON article (text_hash);
CREATE INDEX IF NOT EXISTS article_stale ON article (id, segment) WHERE current = 0;
CREATE TABLE IF NOT EXISTS band (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE IF NOT EXISTS report (
    article TEXT NOT NULL, event TEXT NOT NULL, happening TEXT NOT NULL, PRIMARY KEY (article, event)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS report_by_happening ON report (happening);
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def open_ledger_file(path: Path) -> sqlite3.Connection:
    """Open the file, made where it isn't there; only to read where it, or its folder, can't be written.

    Raises:
        ArchiveError: it is damaged, or can't be opened.
    """
    only_read = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    try:
        return _to_read(path) if only_read else _to_write(path)
    except sqlite3.Error as error:
        damaged = not isinstance(error, sqlite3.OperationalError)
        raise ArchiveError(
            f"the ledger can't be opened: {error}",
            where=str(path),
            do="run `reportedly archive repair`"
            if damaged
            else "look at the disk's space and the folder's permissions",
        ) from None


def _to_write(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.executescript(_SCHEMA)
    return db


def _to_read(path: Path) -> sqlite3.Connection:
    """Beside a writer his log is read; without one nothing can be laid out beside the file, which then has to be whole."""
    try:
        return _read_only(path, "mode=ro")
    except sqlite3.OperationalError:
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise
        return _read_only(path, "mode=ro&immutable=1")


def _read_only(path: Path, how: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, check_same_thread=False
    )
    db.execute("SELECT count(*) FROM fact").fetchone()
    return db
