"""Parquet: a row an article, read a row group at a time; a row group that is broken is told and the next is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from reportedly.errors import MissingExtra, ReportedlyError, SourceError
from reportedly.sources.fields import FIELDS, Columns, article_of_row
from reportedly.sources.kinds import Found
from reportedly.sources.seekable import seekable

if TYPE_CHECKING:
    import pyarrow.parquet as pq

__all__ = ["read"]

#: Rows held at a time.
_ROWS = 64


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """An article for each row.

    Raises:
        MissingExtra: pyarrow isn't installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra(
            "Parquet needs the package pyarrow", where=name, do="run `pip install 'reportedly[archive]'`"
        ) from None
    broken = (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError, EOFError)
    try:
        with seekable(stream, name=name) as file:
            try:
                table = pq.ParquetFile(file, pre_buffer=False)
                names = _names(table, columns, name)
            except ReportedlyError:
                raise
            except broken as error:
                raise SourceError(
                    f"no Parquet ({_first(error)})", where=name, do="get the file again"
                ) from None
            yield from _rows(table, names, broken, name, max_chars, columns)
    except ReportedlyError as fault:
        yield name, fault


def _names(table: pq.ParquetFile, columns: Columns | None, name: str) -> list[str]:
    """The columns that an article needs; no other is read."""
    there = list(table.schema_arrow.names)
    wanted = [(columns or {}).get(field, field) for field in FIELDS]
    if wanted[0] not in there:
        raise SourceError(
            f"no column is called {wanted[0]!r}",
            where=name,
            do=f"say which is the text with --columns text=NAME; there are: {', '.join(there)[:200]}",
        )
    return [column for column in wanted if column in there]


def _rows(
    table: pq.ParquetFile,
    names: list[str],
    broken: tuple[type[BaseException], ...],
    name: str,
    max_chars: int,
    columns: Columns | None,
) -> Iterator[Found]:
    start, empty = 0, True
    for group in range(table.num_row_groups):
        row = start
        try:
            start += table.metadata.row_group(group).num_rows
            for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group], columns=names):
                for values in batch.to_pylist():
                    row += 1
                    empty = False
                    yield _found(values, f"{name}:{row}", max_chars, columns)
        except broken as error:
            empty = False
            what = f"row group {group + 1} is broken after row {row:,} ({_first(error)})"
            yield (
                f"{name}:{row}",
                SourceError(what, where=name, do="get the file again; the next one is read"),
            )
    if empty:
        raise SourceError("the file holds no row", where=name, do="leave it out")


def _found(values: dict[str, Any], where: str, max_chars: int, columns: Columns | None) -> Found:
    try:
        return where, article_of_row(values, where=where, max_chars=max_chars, columns=columns)
    except ReportedlyError as fault:
        return where, fault


def _first(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
