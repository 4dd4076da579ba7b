"""Sharing: a copy of an archive without the articles' texts, for those who may not pass them on.

Spans, hashes, names and the codings stay. Of the words on which an event or statement stands only a few are quoted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pyarrow as pa

from reportedly.archive.layout import Layout, create_layout, write_marker
from reportedly.archive.ledger import Ledger
from reportedly.archive.locking import locked
from reportedly.archive.repairing import fill
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.store import overwrite
from reportedly.archive.tables import JOINED, SCHEMAS
from reportedly.errors import ArchiveError

__all__ = ["QUOTED", "excerpt", "share"]

#: Words of a sentence that are quoted unless more or fewer are asked for.
QUOTED = 15


def excerpt(words: str, around: str, *, most: int) -> str:
    """So many words of a text, those around some word.

    Args:
        words: the text.
        around: what has to be in the middle; where it isn't there, the text's beginning is taken.
        most: number of words; 0 for none.

    >>> excerpt("On Monday the minister of Norway signed a treaty with Malawi in Oslo.", "signed", most=5)
    '… of Norway signed a treaty …'
    """
    parts = words.split()
    if most <= 0:
        return ""
    if len(parts) <= most:
        return " ".join(parts)
    first = (around.split() or [""])[0]
    at = next((n for n, part in enumerate(parts) if first and first in part), 0)
    start = max(0, min(at - most // 2, len(parts) - most))
    end = start + most
    before, after = ("… " if start else ""), (" …" if end < len(parts) else "")
    return f"{before}{' '.join(parts[start:end])}{after}"


def share(layout: Layout, ledger: Ledger, out: str | os.PathLike[str], *, quotes: int = QUOTED) -> int:
    """Write a copy without texts into a new folder; returns how many articles it has.

    Args:
        out: the folder.
        quotes: words quoted of each sentence and statement.

    Raises:
        ArchiveError: the folder holds something, or can't be written.
    """
    if os.path.lexists(out) and (not os.path.isdir(out) or os.listdir(out)):
        raise ArchiveError("is there already", where=str(out), do="name a new folder")
    copy = create_layout(out)
    write_marker(copy, shared=True)
    with Snapshot(layout, ledger) as snapshot:
        for name, schema in SCHEMAS.items():
            if name == "joined" or snapshot.versions[name] < 0:
                continue
            source = f"{name}_joined" if name in JOINED else name
            columns = ", ".join(f'"{column}"' for column in schema.names)
            rows = snapshot.stream(f'SELECT {columns} FROM "{source}" ORDER BY article, segment', schema)
            overwrite(copy, name, pa.RecordBatchReader.from_batches(schema, _without(rows, name, quotes)))
    with Ledger(copy.ledger) as new, locked(copy, "adding", alone=True):
        fill(copy, new)
        return new.count()


def _without(batches: Iterator[pa.RecordBatch], name: str, quotes: int) -> Iterator[pa.RecordBatch]:
    """The batches without texts."""
    for batch in batches:
        if name == "articles":
            yield _put(batch, text=[None] * batch.num_rows)
        elif name == "events":
            words = zip(_column(batch, "words"), _column(batch, "trigger"), strict=True)
            cut = [excerpt(said or "", trigger or "", most=quotes) for said, trigger in words]
            yield _put(batch, words=cut) if quotes else _put(batch, words=cut, trigger=[""] * batch.num_rows)
        elif name == "statements":
            yield _put(
                batch, words=[excerpt(said or "", "", most=quotes) for said in _column(batch, "words")]
            )
        elif name == "corrections":
            # A correction may hold any words of the article.
            yield batch.slice(0, 0)
        else:
            yield batch


def _column(batch: pa.RecordBatch, name: str) -> list[str | None]:
    found: list[str | None] = batch.column(name).to_pylist()
    return found


def _put(batch: pa.RecordBatch, **columns: list[str] | list[None]) -> pa.RecordBatch:
    for name, values in columns.items():
        at = batch.schema.get_field_index(name)
        batch = batch.set_column(at, name, pa.array(values, type=pa.string()))
    return batch
