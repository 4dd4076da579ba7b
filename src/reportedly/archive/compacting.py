"""Compacting: tables laid out anew in the order in which they are asked, and files that nobody needs deleted."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass

from reportedly.archive.layout import Layout, write_marker
from reportedly.archive.ledger import Ledger
from reportedly.archive.locking import Lock, locked
from reportedly.archive.repairing import roll_forward
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.store import files, replace, sweep
from reportedly.archive.tables import JOINED, SCHEMAS
from reportedly.errors import ArchiveError

__all__ = ["ORDER", "Compacted", "compact", "sweep_all"]

#: In which order `compact` lays each table out.
ORDER = {
    "articles": "added, segment, article",
    "statements": "published_on NULLS LAST, article, length(statement), statement",
    "events": "started NULLS LAST, happening, day, article, length(event), event",
    "parties": "country NULLS LAST, registry NULLS LAST, name, day, article, length(event), event",
    "pairs": "least(a, b), greatest(a, b), day, article, length(event), event",
    "joined": "article, event",
    "actors": "registry NULLS LAST, name, article, length(actor), actor",
    "places": "country NULLS LAST, name, article, number",
    "times": "article, number",
    "corrections": '"at", correction, field',
}
#: How often a table is read again that somebody wrote to meanwhile.
_TRIES = 5
#: Seconds to wait for readers before old files are left to the next time.
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compacted:
    """What was done.

    Args:
        before: number of files of the tables; ``after`` likewise.
        dropped: batches that were begun and never finished.
        swept: whether the old files are deleted; not while somebody reads.
    """

    before: int
    after: int
    dropped: int
    swept: bool


def compact(layout: Layout, ledger: Ledger, *, only_latest: bool = False) -> Compacted:
    """Lay the tables out anew: dyads together, happenings together, few files. Readers go on meanwhile.

    Args:
        only_latest: leave out codings that a later one replaced.

    Raises:
        ArchiveError: somebody is adding, or the folder can't be written.
    """
    before = sum(len(files(layout, name)) for name in SCHEMAS)
    with locked(layout, "adding", alone=True), locked(layout, "joining", alone=True):
        roll_forward(layout, ledger)
        dead = ledger.segments() - ledger.segments(committed=True)
        if dead or only_latest:
            write_marker(layout, generation=layout.generation + 1)
        # What reads the happenings in `joined` comes before it is emptied.
        for name in (*(n for n in SCHEMAS if n != "joined"), "joined"):
            _lay_out(layout, ledger, name, only_latest=only_latest)
        ledger.drop_unfinished()
        if only_latest:
            ledger.drop_stale()
        with Snapshot(layout, ledger) as snapshot:
            ledger.note("joined", str(snapshot.versions["joined"]))
        swept = sweep_all(layout)
    after = sum(len(files(layout, name)) for name in SCHEMAS)
    return Compacted(before=before, after=after, dropped=len(dead), swept=swept)


def _lay_out(layout: Layout, ledger: Ledger, name: str, *, only_latest: bool) -> None:
    for _ in range(_TRIES):
        with Snapshot(layout, ledger) as snapshot, tempfile.TemporaryDirectory(dir=layout.root) as spill:
            version = snapshot.versions[name]
            if version < 0:
                return
            snapshot.spill(spill)
            rows = snapshot.stream(_rows(snapshot, name, only_latest=only_latest), SCHEMAS[name])
            if replace(layout, name, rows, version=version):
                return
    raise ArchiveError(f"others wrote to {name} all the time", where=str(layout.root), do="try again later")


def _rows(snapshot: Snapshot, name: str, *, only_latest: bool) -> str:
    """All rows of finished segments, with their happenings, in order."""
    columns = ", ".join(f't."{column}"' for column in SCHEMAS[name].names)
    if name == "joined":
        return f"SELECT {columns} FROM joined t WHERE FALSE"
    finished = "segment NOT IN (SELECT segment FROM unfinished)" if snapshot.has_unfinished else "TRUE"
    if name == "corrections":
        return f"SELECT {columns} FROM all_corrections t ORDER BY {ORDER[name]}"
    if name in JOINED and (only_latest or not snapshot.has_stale):
        source = f'"{name}_joined"'
    elif name in JOINED:
        # Codings that a later one replaced keep the happening that they had.
        source = (
            f'(SELECT * FROM "{name}_joined" UNION ALL BY NAME '
            f'SELECT a.* FROM "all_{name}" a SEMI JOIN stale USING (article, segment) WHERE {finished})'
        )
    elif only_latest:
        source = f'"{name}"'
    else:
        source = f'(SELECT * FROM "all_{name}" WHERE {finished})'
    return f"SELECT {columns} FROM {source} t ORDER BY {ORDER[name]}"


def sweep_all(layout: Layout) -> bool:
    """Delete files that no table needs any more; False where somebody reads, who may need them still."""
    try:
        alone = Lock(layout.lock("reading"), alone=True, wait=_PATIENCE)
    except TimeoutError:
        return False
    try:
        for name in SCHEMAS:
            sweep(layout, name)
    finally:
        alone.release()
    return True
