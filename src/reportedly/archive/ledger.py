"""Ledger: what is where in an archive, in one SQLite file (WAL), so that many processes can ask and add at once.

It holds nothing that the tables don't: `archive repair` makes it anew from them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportedly.archive.duplicates import WITHIN_DAYS
from reportedly.archive.ledger_file import open_ledger_file
from reportedly.errors import ArchiveError

__all__ = ["Entry", "Ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One coding of one article."""

    id: str
    segment: str
    coding: str
    status: str
    canonical_url: str | None
    text_hash: str
    outlet: str | None
    published_on: str | None
    added: str
    copy_of: str | None
    revision_of: str | None


_FIELDS = tuple(Entry.__dataclass_fields__)


class Ledger:
    """An open ledger; close it, or use it in a ``with``.

    Raises:
        ArchiveError: the file is damaged, or can't be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = open_ledger_file(path)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing.

        Raises:
            ArchiveError: it can't be written.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise ArchiveError(
                f"the ledger can't be written: {error}",
                where=str(self._path),
                do="look at the disk's space and the folder's permissions",
            ) from None

    def clear(self) -> None:
        """Empty it, so that it can be filled anew from the tables."""
        with self.writing() as db:
            for name in ("segment", "article", "band", "words", "report", "fact"):
                db.execute(f"DELETE FROM {name}")

    def begin(self, segment: str) -> None:
        """Note a segment before its first row is written."""
        with self.writing() as db:
            db.execute("INSERT OR IGNORE INTO segment VALUES (?, 0)", (segment,))

    def commit(self, segment: str, entries: Sequence[tuple[Entry, str, str, Sequence[int]]]) -> None:
        """Note a segment whose articles row is written.

        Args:
            segment: its id.
            entries: each article's entry, title, text and band keys.
        """
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO segment VALUES (?, 1)", (segment,))
            for entry, title, text, bands in entries:
                self._enter(db, entry, title, text, bands)

    def _enter(
        self, db: sqlite3.Connection, entry: Entry, title: str, text: str, bands: Sequence[int]
    ) -> None:
        if db.execute(
            "SELECT 1 FROM article WHERE id = ? AND segment = ?", (entry.id, entry.segment)
        ).fetchone():
            return
        # Another writer was first with the very same coding: theirs counts, ours is kept and doesn't.
        same = db.execute(
            "SELECT 1 FROM article WHERE id = ? AND coding = ? AND text_hash = ? AND current = 1",
            (entry.id, entry.coding, entry.text_hash),
        ).fetchone()
        current = 0 if same else 1
        if current:
            db.execute("UPDATE article SET current = 0 WHERE id = ?", (entry.id,))
            db.execute("DELETE FROM report WHERE article IN (?, ?)", (entry.id, entry.revision_of))
            if entry.revision_of and entry.revision_of != entry.id:
                db.execute("UPDATE article SET current = 0 WHERE id = ?", (entry.revision_of,))
        values = [getattr(entry, name) for name in _FIELDS]
        marks = ", ".join("?" * len(values))
        number = db.execute(
            f"INSERT INTO article ({', '.join(_FIELDS)}, current) VALUES ({marks}, ?)", (*values, current)
        ).lastrowid
        if current and entry.status == "coded":
            db.execute(
                "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
                (number, _clean(title), _clean(text)),
            )
            db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(key, number) for key in bands])

    def known(self, id: str, coding: str, text_hash: str) -> bool:
        """Whether this coding of this text counts already."""
        found = self._db.execute(
            "SELECT 1 FROM article WHERE id = ? AND coding = ? AND text_hash = ? AND current = 1",
            (id, coding, text_hash),
        )
        return found.fetchone() is not None

    def entry(self, id: str) -> Entry | None:
        """The coding of an article that counts."""
        found = self._db.execute(
            f"SELECT {', '.join(_FIELDS)} FROM article WHERE id = ? AND current = 1", (id,)
        ).fetchone()
        return Entry(**dict(zip(_FIELDS, found, strict=True))) if found else None

    def earlier(self, id: str, canonical_url: str | None, text_hash: str) -> str | None:
        """The id of the article that one of this id or URL, with another text, is a revision of."""
        found = self._db.execute(
            "SELECT id FROM article WHERE current = 1 AND text_hash != ? AND (id = ? OR canonical_url = ?) "
            "ORDER BY number DESC LIMIT 1",
            (text_hash, id, canonical_url),
        ).fetchone()
        return found[0] if found else None

    def same_text(self, id: str, text_hash: str) -> str | None:
        """The id of the first other article with these very words."""
        found = self._db.execute(
            "SELECT id, copy_of FROM article WHERE text_hash = ? AND id != ? AND status = 'coded' AND current = 1 "
            "ORDER BY number LIMIT 1",
            (text_hash, id),
        ).fetchone()
        return (found[1] or found[0]) if found else None

    def near(self, id: str, bands: Sequence[int], published_on: str | None) -> Iterator[tuple[str, str]]:
        """Ids and texts of articles that share a band, within a week either way, first come first."""
        if not bands:
            return
        marks = ", ".join("?" * len(bands))
        numbers = self._db.execute(
            f"SELECT DISTINCT article FROM band WHERE key IN ({marks}) ORDER BY article", tuple(bands)
        ).fetchall()
        for (number,) in numbers:
            row = self._db.execute(
                "SELECT a.id, a.copy_of, w.text FROM article a JOIN words w ON w.rowid = a.number WHERE a.number = ? "
                "AND a.current = 1 AND a.id != ? AND (a.published_on IS NULL OR ? IS NULL "
                "OR abs(julianday(a.published_on) - julianday(?)) <= ?)",
                (number, id, published_on, published_on, WITHIN_DAYS),
            ).fetchone()
            if row:
                yield (row[1] or row[0]), row[2]

    def matching(self, words: str, *, best: int | None = None) -> list[tuple[str, str]]:
        """Article and segment of those whose title or text match a full-text query.

        Args:
            best: only so many, the best first; else all, in no order.

        Raises:
            ArchiveError: the query can't be read.
        """
        quoted = " ".join('"' + part.replace('"', '""') + '"' for part in words.split())
        order = "" if best is None else f"ORDER BY rank LIMIT {int(best)}"
        for query in (words, quoted):
            try:
                return self._db.execute(
                    "SELECT a.id, a.segment FROM words w JOIN article a ON a.number = w.rowid "
                    f"WHERE words MATCH ? AND a.current = 1 {order}",
                    (query,),
                ).fetchall()
            except sqlite3.OperationalError:
                continue
        raise ArchiveError(f"{words!r} is no full-text query", where="--text")

    def counting(self) -> tuple[set[str], list[tuple[str, str]]]:
        """The segments that were committed and the codings of them that no longer count, at one moment."""
        # One statement sees one moment.
        rows = self._db.execute(
            "SELECT 0, id, '' FROM segment WHERE committed = 1 UNION ALL "
            "SELECT 1, id, segment FROM article WHERE current = 0"
        ).fetchall()
        return {id for stale, id, _ in rows if not stale}, sorted((id, s) for stale, id, s in rows if stale)

    def damage(self) -> str | None:
        """What SQLite finds wrong with the file."""
        try:
            found = self._db.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            return str(error)
        return None if found == "ok" else str(found)

    def without_words(self) -> int:
        """How many articles the full-text index lacks."""
        sql = (
            "SELECT count(*) FROM article WHERE current = 1 AND status = 'coded' "
            # FTS5 keeps a row here for each text that it indexed.
            "AND number NOT IN (SELECT id FROM words_docsize)"
        )
        try:
            return int(self._db.execute(sql).fetchone()[0])
        except sqlite3.Error:
            return self.count()

    def stale(self) -> list[tuple[str, str]]:
        """Article and segment of codings that no longer count."""
        return self._db.execute(
            "SELECT id, segment FROM article WHERE current = 0 ORDER BY id, segment"
        ).fetchall()

    def segments(self, *, committed: bool = False) -> set[str]:
        """The segments that were begun, or only those that were committed."""
        return {
            row[0]
            for row in self._db.execute("SELECT id FROM segment WHERE committed >= ?", (int(committed),))
        }

    def current(self) -> Iterator[tuple[str, str, str]]:
        """Id, segment and coding of each article that counts."""
        yield from self._db.execute(
            "SELECT id, segment, coding FROM article WHERE current = 1 ORDER BY number"
        )

    def segment_of(self, id: str) -> str | None:
        """The segment that holds the coding of an article that counts."""
        found = self._db.execute("SELECT segment FROM article WHERE id = ? AND current = 1", (id,)).fetchone()
        return found[0] if found else None

    def count(self) -> int:
        """How many articles count."""
        return int(self._db.execute("SELECT count(*) FROM article WHERE current = 1").fetchone()[0])

    def assigned(self) -> dict[tuple[str, str], str]:
        """The happening of each event that has one."""
        rows = self._db.execute("SELECT article, event, happening FROM report")
        return {(article, event): happening for article, event, happening in rows}

    def happenings_of(self, events: Sequence[tuple[str, str]]) -> list[str | None]:
        """The happening of each event (article, event), None where it has none yet."""
        found = self._db.cursor()
        sql = "SELECT happening FROM report WHERE article = ? AND event = ?"
        rows = (found.execute(sql, event).fetchone() for event in events)
        return [row[0] if row else None for row in rows]

    def fact(self, name: str) -> str | None:
        """A note about the archive."""
        found = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note(self, name: str, value: str) -> None:
        """Keep a note about the archive."""
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def assign(self, given: Iterable[tuple[str, str, str]]) -> None:
        """Give events their happenings: article, event, happening."""
        with self.writing() as db:
            db.executemany("INSERT OR REPLACE INTO report VALUES (?, ?, ?)", given)

    def holds(self, id: str) -> bool:
        """Whether any coding of an article is kept."""
        return self._db.execute("SELECT 1 FROM article WHERE id = ?", (id,)).fetchone() is not None

    def published(self, *, outlet: str | None = None, until: date | None = None) -> list[str]:
        """The ids of articles of an outlet, or published on a day or before, or both."""
        sql = (
            "SELECT DISTINCT id FROM article WHERE (?1 IS NULL OR lower(outlet) = lower(?1)) "
            "AND (?2 IS NULL OR published_on <= ?2) ORDER BY id"
        )
        rows = self._db.execute(sql, (outlet, until.isoformat() if until else None))
        return [id for (id,) in rows]

    def wordings(self, ids: Iterable[str]) -> list[str]:
        """These articles and those that they are revisions of."""
        found: dict[str, None] = {}
        waiting = list(ids)
        while waiting:
            id = waiting.pop(0)
            if id not in found:
                found[id] = None
                rows = self._db.execute("SELECT revision_of FROM article WHERE id = ?", (id,)).fetchall()
                waiting += [earlier for (earlier,) in rows if earlier]
        return list(found)

    def heirs(self, ids: Iterable[str]) -> dict[str, str | None]:
        """The copies of articles that go: the first of each becomes the original (None) of the others."""
        gone = set(ids)
        heirs: dict[str, str | None] = {}
        for id in sorted(gone):
            sql = "SELECT DISTINCT id FROM article WHERE copy_of = ? ORDER BY number"
            copies = [copy for (copy,) in self._db.execute(sql, (id,)) if copy not in gone]
            heirs |= {copy: None if at == 0 else copies[0] for at, copy in enumerate(copies)}
        return heirs

    def retire(self, ids: Iterable[str]) -> None:
        """Let articles no longer count."""
        with self.writing() as db:
            db.executemany("UPDATE article SET current = 0 WHERE id = ?", ((id,) for id in ids))

    def drop(self, ids: Iterable[str], *, heirs: Mapping[str, str | None]) -> None:
        """Forget articles and all that is kept of them here; not even the file's free pages keep their words."""
        self._db.execute("PRAGMA secure_delete = ON")
        with self.writing() as db:
            for id in ids:
                for (number,) in db.execute("SELECT number FROM article WHERE id = ?", (id,)).fetchall():
                    db.execute("DELETE FROM words WHERE rowid = ?", (number,))
                    db.execute("DELETE FROM band WHERE article = ?", (number,))
                db.execute("DELETE FROM article WHERE id = ?", (id,))
                db.execute("DELETE FROM report WHERE article = ?", (id,))
            for copy, original in heirs.items():
                db.execute("UPDATE article SET copy_of = ? WHERE id = ?", (original, copy))
            # The index keeps deleted words until its parts are merged.
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
        with suppress(sqlite3.OperationalError):
            # Somebody else may have it open; then the words are gone all the same, and only the room isn't.
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def drop_stale(self) -> None:
        """Forget codings that no longer count."""
        with self.writing() as db:
            for (number,) in db.execute("SELECT number FROM article WHERE current = 0").fetchall():
                db.execute("DELETE FROM words WHERE rowid = ?", (number,))
                db.execute("DELETE FROM band WHERE article = ?", (number,))
            db.execute("DELETE FROM article WHERE current = 0")

    def drop_unfinished(self) -> None:
        """Forget segments that were begun and never finished."""
        with self.writing() as db:
            db.execute("DELETE FROM segment WHERE committed = 0")


def _clean(text: str) -> str:
    """A text that SQLite can hold: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode()
