"""Digest: the disputes and promises of a whole archive, which need a look at everything: made beside, kept until it grows.

A large archive is digested in a process of its own, so that the page answers meanwhile.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic
from typing import Any

from reportedly.archive import Archive
from reportedly.archive.disputes import disputes_of
from reportedly.archive.happenings import happenings
from reportedly.archive.promises import promises_among
from reportedly.page.reading import Reading

__all__ = ["Digest", "digest", "tell"]

Row = dict[str, Any]
#: Up to so many events it takes less than a second and is made in this process.
SMALL = 2_000
#: A digest is made anew after so many times what the last one took, at the earliest: an archive may grow all day.
RESTS = 4


def digest(path: str | Path) -> dict[str, list[Row]]:
    """All disputes and promises of an archive."""
    with Archive(path) as archive, archive.snapshot() as snapshot:
        everything = list(happenings(snapshot))
    return {
        "disputes": [dispute for one in everything for dispute in disputes_of(one)],
        "promises": list(promises_among(everything)),
    }


class Digest:
    """Keeps the latest digest of an archive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._version: object = None
        self._making = False
        self._ready_at = 0.0
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
            stale = self._version != reading.version and monotonic() >= self._ready_at
            begin = stale and not self._making
            if begin:
                self._making = True
        if begin:
            threading.Thread(target=self._make, args=(reading,), name="digest", daemon=True).start()
        return self._rows

    def _make(self, reading: Reading) -> None:
        started = monotonic()
        try:
            self._rows = digest(self._path) if reading.size <= SMALL else _elsewhere(self._path)
            self._version = reading.version
        finally:
            ended = monotonic()
            self._ready_at = ended + RESTS * (ended - started)
            self._making = False


def _elsewhere(path: Path) -> dict[str, list[Row]]:
    program = "import sys; from reportedly.page.digest import tell; tell(sys.argv[1])"
    made = subprocess.run([sys.executable, "-c", program, str(path)], check=True, stdout=subprocess.PIPE)
    rows: dict[str, list[Row]] = json.loads(made.stdout)
    return rows


def tell(path: str) -> None:
    """Write the digest of an archive to the standard output, behind whatever else the machine does."""
    if hasattr(os, "nice"):
        os.nice(10)
    # Nothing of it is garbage before the end, and looking for garbage would take longer than all else.
    gc.disable()
    json.dump(digest(path), sys.stdout, default=str)
