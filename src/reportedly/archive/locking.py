"""Locking: who may do what at once. Held on small SQLite files, so a process that dies lets go whatever killed it.

``adding``: shared by all who add, alone for who takes rows out. ``joining``: alone. ``reading``: shared by snapshots,
alone for who deletes files that no snapshot needs any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.archive.layout import Layout
from reportedly.errors import ArchiveError

__all__ = ["Lock", "locked"]


class Lock:
    """A lock that is held until it is released.

    Args:
        path: the file; it is made where it isn't there.
        alone: nobody else may hold it meanwhile.
        wait: seconds to wait for others.

    Raises:
        TimeoutError: others hold it still.
    """

    def __init__(self, path: Path, *, alone: bool, wait: float) -> None:
        self._db: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(exist_ok=True)
            # A lock is never written to, so it is open to who may only read; what can't be made there locks nobody out.
            self._db = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
            if alone:
                self._db.execute("BEGIN EXCLUSIVE")
            else:
                self._db.execute("BEGIN")
                self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (OSError, sqlite3.OperationalError) as error:
            self.release()
            if "locked" in str(error):
                raise TimeoutError(path.name) from None
            if alone:
                raise ArchiveError(
                    f"can't be locked: {error}", where=str(path), do="look at the folder's permissions"
                ) from None

    def release(self) -> None:
        """Let go."""
        if self._db is not None:
            self._db.close()
            self._db = None


@contextmanager
def locked(layout: Layout, name: str, *, alone: bool = False, wait: float = 60.0) -> Iterator[None]:
    """Hold a lock for the length of a ``with``.

    Raises:
        ArchiveError: others hold it longer than one waits.
    """
    try:
        lock = Lock(layout.lock(name), alone=alone, wait=wait)
    except TimeoutError:
        raise ArchiveError(
            f"somebody else is {name} just now", where=str(layout.root), do="try again when they are through"
        ) from None
    try:
        yield
    finally:
        lock.release()
