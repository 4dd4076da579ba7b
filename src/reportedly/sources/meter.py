"""Meter: how much of the inputs has been read, so that long work can tell the time that is left."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path

from reportedly.sources.kinds import is_address
from reportedly.sources.storage import is_storage

__all__ = ["Meter"]


class Meter:
    """Bytes of local files, in all and so far.

    Args:
        files: paths of all the files that are to be read, folders opened.

    >>> from pathlib import Path
    >>> _ = Path("short.txt").write_text("Norway sent aid.")
    >>> meter = Meter([Path("short.txt")])
    >>> with meter.opened(Path("short.txt")) as stream: _ = stream.read(6)
    >>> meter.read, meter.total
    (16, 16)
    >>> Path("short.txt").unlink()
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self.total = sum(path.stat().st_size for path in files if path.is_file())
        self.read = 0

    @staticmethod
    def measures(inputs: Iterable[str | Path]) -> bool:
        """Whether the inputs' size can be known beforehand: neither standard input nor anything that lies elsewhere."""
        return not any(str(one) == "-" or is_address(one) or is_storage(one) for one in inputs)

    def opened(self, path: Path) -> io.BufferedReader:
        """The file, open; what is read of it counts, and no more than it has."""
        return io.BufferedReader(_Counted(path, self))


class _Counted(io.FileIO):
    """A file that tells a meter how far it was read."""

    def __init__(self, path: Path, meter: Meter) -> None:
        super().__init__(path, "rb")
        self._meter, self._left = meter, os.fstat(self.fileno()).st_size

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:  # type: ignore[override]  # any buffer will do
        got = super().readinto(buffer)
        self._pass(got or 0)
        return got

    def readall(self) -> bytes:
        found = super().readall()
        self._pass(len(found or b""))
        return found

    def close(self) -> None:
        if not self.closed:
            self._pass(self._left)
        super().close()

    def _pass(self, count: int) -> None:
        count = min(count, self._left)
        self._left -= count
        self._meter.read += count
