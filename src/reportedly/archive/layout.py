"""Layout: where things lie in an archive's folder, and which format it has.

ARCHIVE/
  archive.json      the format's version
  tables/NAME/      one Delta Lake table each
  ledger.sqlite     what is where; can be rebuilt from the tables
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import ArchiveError

__all__ = ["FORMAT", "Layout", "create_layout", "open_layout"]

#: Raised by one whenever a table's columns change their meaning; `migrations` turns older ones into this.
FORMAT = 1


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
        draft = layout.root / f".archive.json.{os.getpid()}"
        draft.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
        os.replace(draft, layout.marker)
    except OSError as error:
        raise ArchiveError(f"can't be made: {error.strerror or error}", where=str(path)) from None
    return layout


def open_layout(path: str | os.PathLike[str]) -> Layout:
    """Open an archive.

    Raises:
        ArchiveError: there is none, or it is of a newer format.
    """
    layout = Layout(Path(path))
    try:
        found = json.loads(layout.marker.read_text(encoding="utf-8"))["format"]
    except FileNotFoundError:
        raise ArchiveError(
            "is no archive", where=str(path), do="make one with `reportedly add ARCHIVE INPUT`"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"can't be read ({error})", where=str(layout.marker)) from None
    if not isinstance(found, int) or found > FORMAT:
        raise ArchiveError(
            f"has format {found}, this version reads up to {FORMAT}",
            where=str(path),
            do="upgrade reportedly with pip",
        )
    return layout
