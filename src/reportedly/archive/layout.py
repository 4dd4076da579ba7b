"""Layout: where things lie in an archive's folder, and which format it has.

ARCHIVE/
  archive.json      the format's version, and how often rows were taken out
  tables/NAME/      one Delta Lake table each; or elsewhere, at the address that archive.json names
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

    @property
    def elsewhere(self) -> str | None:
        """The address that the tables lie at (``s3://bucket/desk``), or None where they lie in the folder."""
        found = _marker(self).get("tables")
        return found if isinstance(found, str) else None

    def table(self, name: str) -> str:
        """The path or address of one Delta table."""
        address = self.elsewhere
        return str(self.root / "tables" / name) if address is None else f"{address}/{name}"


def create_layout(path: str | os.PathLike[str], *, tables: str | None = None) -> Layout:
    """Make an empty archive, or open the one that is there.

    Args:
        tables: where the tables are to lie, if not in the folder: ``s3://bucket/desk``.

    Raises:
        ArchiveError: the folder holds other things, can't be written, or is an archive of another format or with its
            tables at another place.
    """
    layout = Layout(Path(path))
    tables = tables.rstrip("/") if tables else None
    if layout.marker.exists():
        found = open_layout(path)
        if tables is not None and tables != found.elsewhere:
            raise ArchiveError(
                f"has its tables at {found.elsewhere or 'its own folder'}, not at {tables}",
                where=str(path),
                do="leave --tables out, or name a new folder",
            )
        return found
    try:
        if layout.root.exists() and (not layout.root.is_dir() or any(layout.root.iterdir())):
            raise ArchiveError(
                "is no archive and not empty",
                where=str(path),
                do="name a new folder, or one that `reportedly add` made",
            )
        layout.root.mkdir(parents=True, exist_ok=True)
        write_marker(layout, format=FORMAT, **({"tables": tables} if tables else {}))
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


def write_marker(layout: Layout, **changes: int | bool | str) -> None:
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
