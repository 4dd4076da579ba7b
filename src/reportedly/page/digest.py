"""Digest: the disputes and promises of a whole archive, which need a look at everything: made beside, kept until it grows.

A large archive is digested in a process of its own, so that the page answers meanwhile.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from reportedly.archive import Archive
from reportedly.archive.disputes import disputes
from reportedly.archive.promises import promises
from reportedly.page.reading import Reading

__all__ = ["Digest", "digest"]

Row = dict[str, Any]
#: Up to so many events it takes less than a second and is made in this process.
SMALL = 2_000


def digest(path: str | Path) -> dict[str, list[Row]]:
    """All disputes and promises of an archive."""
    with Archive(path) as archive, archive.snapshot() as snapshot:
        return {"disputes": list(disputes(snapshot)), "promises": list(promises(snapshot))}


class Digest:
    """Keeps the latest digest of an archive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._version: object = None
        self._making = False
        self._rows: dict[str, list[Row]] | None = None

    def now(self, reading: Reading) -> dict[str, list[Row]] | None:
        """The latest digest that is ready, None where the first isn't yet; begins a newer one where that is needed."""
        if reading.size <= SMALL:
            # Whoever asks meanwhile waits for it too.
            with self._lock:
                if self._version != reading.version:
                    self._make(reading)
            return self._rows
        with self._lock:
            begin = self._version != reading.version and not self._making
            if begin:
                self._making = True
        if begin:
            threading.Thread(target=self._make, args=(reading,), name="digest", daemon=True).start()
        return self._rows

    def _make(self, reading: Reading) -> None:
        try:
            self._rows = digest(self._path) if reading.size <= SMALL else _elsewhere(self._path)
            self._version = reading.version
        finally:
            self._making = False


def _elsewhere(path: Path) -> dict[str, list[Row]]:
    made = subprocess.run(
        [sys.executable, "-m", "reportedly.page.digest", str(path)], check=True, stdout=subprocess.PIPE
    )
    rows: dict[str, list[Row]] = json.loads(made.stdout)
    return rows


if __name__ == "__main__":
    json.dump(digest(sys.argv[1]), sys.stdout, default=str)
