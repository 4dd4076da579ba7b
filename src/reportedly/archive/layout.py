"""Layout: where things lie in an archive's folder, and which format it has.

ARCHIVE/
  archive.json      the format's version, and how often rows were taken out
  tables/NAME/      one Delta Lake table each
  ledger.sqlite     what is where; can be rebuilt from the tables
  locks/NAME        who is adding, joining or reading just now
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import ArchiveError

__all__ = ["FORMAT", "Layout", "create_layout", "format_of", "open_layout", "write_marker"]

#: Raised by one whenever the tables change; `migrations` turns older archives into this.
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one archive."""

    root: Path

    @property
    def marker(self) -> Path:
        """The file that makes a folder an archive."""
        return self.root / "archive.json"

    @property
    def ledger(self) -> Path:
        """The SQLite file beside the tables."""
        return self.root / "ledger.sqlite"

    @property
    def generation(self) -> int:
        """How often rows were taken out: a segment that is written again after that is another one."""
        return int(_marker(self).get("generation", 0))

    @property
    def shared(self) -> bool:
        """Whether this is a copy without the articles' texts."""
        return bool(_marker(self).get("shared", False))

    def lock(self, name: str) -> Path:
        """The file that a lock is held on."""
        return self.root / "locks" / name

    def table(self, name: str) -> Path:
        """The folder of one Delta table."""
        return self.root / "tables" / name


def create_layout(path: str | os.PathLike[str]) -> Layout:
    """Make an empty archive, or open the one that is there.

    Raises:
        ArchiveError: the folder holds other things, can't be written, or is an archive of another format.
    """
    layout = Layout(Path(path))
    if layout.marker.exists():
        return open_layout(path)
    try:
        if layout.root.exists() and (not layout.root.is_dir() or any(layout.root.iterdir())):
            raise ArchiveError(
                "is no archive and not empty",
                where=str(path),
                do="name a new folder, or one that `reportedly add` made",
            )
        layout.root.mkdir(parents=True, exist_ok=True)
        write_marker(layout, format=FORMAT)
    except OSError as error:
        raise ArchiveError(f"can't be made: {error.strerror or error}", where=str(path)) from None
    return layout


def open_layout(path: str | os.PathLike[str]) -> Layout:
    """Open an archive.

    Raises:
        ArchiveError: there is none, or it is of another format.
    """
    layout = Layout(Path(path))
    found = format_of(layout)
    if found < FORMAT:
        raise ArchiveError(
            f"has format {found}, this version reads {FORMAT}",
            where=str(path),
            do="run `reportedly archive repair`, which brings it to this format",
        )
    return layout


def format_of(layout: Layout) -> int:
    """The format of an archive, which may be an older one.

    Raises:
        ArchiveError: there is none, or it is of a newer format.
    """
    found = _marker(layout).get("format")
    if not isinstance(found, int) or found > FORMAT:
        raise ArchiveError(
            f"has format {found}, this version reads up to {FORMAT}",
            where=str(layout.root),
            do="upgrade reportedly with pip",
        )
    return found


def write_marker(layout: Layout, **changes: int | bool) -> None:
    """Write the marker with these changes, whole or not at all."""
    before = _marker(layout) if layout.marker.exists() else {}
    draft = layout.root / f".archive.json.{os.getpid()}"
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps({**before, **changes}) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(draft, layout.marker)


def _marker(layout: Layout) -> dict[str, Any]:
    try:
        found = json.loads(layout.marker.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or "format" not in found:
            raise ValueError("it names no format")
    except FileNotFoundError:
        raise ArchiveError(
            "is no archive", where=str(layout.root), do="make one with `reportedly add ARCHIVE INPUT`"
        ) from None
    except (OSError, ValueError) as error:
        raise ArchiveError(f"can't be read ({error})", where=str(layout.marker)) from None
    return found
