"""Store: Delta tables written a segment at a time and read through DuckDB on the files of one snapshot.

Each append carries its segment as an application transaction, so a segment that is written twice (a retry, two
writers at once) adds nothing the second time. Readers see the files of one version: writers never disturb them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from deltalake import (
    BloomFilterProperties,
    ColumnProperties,
    CommitProperties,
    DeltaTable,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from reportedly.archive.layout import Layout
from reportedly.archive.tables import SCHEMAS
from reportedly.errors import ArchiveError
from reportedly.sources.storage import system_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["append", "delete", "files", "open_table", "overwrite", "read_into", "replace", "sweep", "update"]

#: How often a commit that met another writer's is tried anew.
TRIES = 20

_ZSTD = WriterProperties(compression="ZSTD", compression_level=3)
# What `compact` writes: small row groups, and a Bloom filter of their articles, so that a look-up reads little.
_SORTED = WriterProperties(
    compression="ZSTD",
    compression_level=3,
    max_row_group_size=65_536,
    column_properties={
        "article": ColumnProperties(
            bloom_filter_properties=BloomFilterProperties(set_bloom_filter_enabled=True, fpp=0.01, ndv=20_000)
        )
    },
)
_FILE = 128 * 2**20
# The log keeps the least and greatest value of these columns only: of others it would keep words that were forgotten.
_IN_LOG = ("day", "published_on", "started", "a", "b", "country", "type", "act", "status")


def open_table(layout: Layout, name: str) -> DeltaTable | None:
    """The Delta table, or None where nothing was ever written to it.

    Raises:
        ArchiveError: the table is damaged.
    """
    try:
        return DeltaTable(layout.table(name))
    except TableNotFoundError:
        return None
    except (DeltaError, OSError) as error:
        raise ArchiveError(
            f"the table {name} can't be read: {_first_line(error)}",
            where=layout.table(name),
            do="run `reportedly archive check`",
        ) from None


def append(layout: Layout, name: str, rows: list[dict[str, Any]], *, segment: str) -> bool:
    """Append a segment's rows in one commit; False where the table holds the segment already.

    Raises:
        ArchiveError: the folder can't be written (read-only, disk full), or the table is damaged.
    """
    data = pa.Table.from_pylist(rows, schema=SCHEMAS[name])
    for attempt in range(TRIES):
        table = open_table(layout, name)
        if table is not None and table.transaction_version(segment) is not None:
            return False
        try:
            write_deltalake(
                table if table is not None else layout.table(name),
                data,
                mode="append",
                configuration=None if table is not None else _configuration(name),
                writer_properties=_ZSTD,
                commit_properties=CommitProperties(
                    app_transactions=[Transaction(segment, 1)],
                    # With a retry inside, the segment wouldn't be looked up again after another writer's commit.
                    max_commit_retries=0,
                ),
            )
        except CommitFailedError:
            continue
        except (DeltaError, OSError) as error:
            if "already exists" in str(error) and attempt + 1 < TRIES:
                continue
            raise ArchiveError(
                f"can't be written: {_first_line(error)}",
                where=layout.table(name),
                do="look at the disk's space and the folder's permissions; nothing of this batch counts until it is whole",
            ) from None
        return True
    raise ArchiveError(
        f"{TRIES} other writers came first",
        where=layout.table(name),
        do="run the command again: it goes on",
    )


def replace(layout: Layout, name: str, data: pa.RecordBatchReader, *, version: int) -> bool:
    """Put other rows in the place of a table's; False where somebody wrote to it after that version.

    Raises:
        ArchiveError: the folder can't be written.
    """
    table = open_table(layout, name)
    if table is None or table.version() != version:
        return False
    try:
        write_deltalake(
            table,
            data,
            mode="overwrite",
            target_file_size=_FILE,
            writer_properties=_SORTED,
            commit_properties=CommitProperties(max_commit_retries=0),
        )
    except CommitFailedError:
        return False
    except (DeltaError, OSError) as error:
        raise _unwritten(layout, name, error) from None
    return True


def overwrite(layout: Layout, name: str, data: pa.Table | pa.RecordBatchReader) -> None:
    """Make a table of these rows and columns alone, whatever it was.

    Raises:
        ArchiveError: the folder can't be written.
    """
    try:
        write_deltalake(
            layout.table(name),
            data,
            mode="overwrite",
            schema_mode="overwrite",
            configuration=_configuration(name) if open_table(layout, name) is None else None,
            target_file_size=_FILE,
            writer_properties=_SORTED,
        )
    except (DeltaError, OSError) as error:
        raise _unwritten(layout, name, error) from None


def delete(layout: Layout, name: str, column: str, values: Sequence[str]) -> None:
    """Delete the rows of these values.

    Raises:
        ArchiveError: the folder can't be written.
    """
    table = open_table(layout, name)
    assert table is not None
    listed = ", ".join(map(_quoted, values))
    try:
        table.delete(f"{column} IN ({listed})", writer_properties=_ZSTD)
    except (DeltaError, OSError) as error:
        raise _unwritten(layout, name, error) from None


def update(layout: Layout, name: str, changes: Mapping[str, str | None], *, article: str) -> None:
    """Change columns of one article's rows.

    Raises:
        ArchiveError: the folder can't be written.
    """
    table = open_table(layout, name)
    assert table is not None
    given = {key: "NULL" if value is None else _quoted(value) for key, value in changes.items()}
    try:
        table.update(updates=given, predicate=f"article = {_quoted(article)}", writer_properties=_ZSTD)
    except (DeltaError, OSError) as error:
        raise _unwritten(layout, name, error) from None


def sweep(layout: Layout, name: str, *, unknown_after_hours: int = 24) -> int:
    """Delete files that the table's present version doesn't need, and half-written ones of some age; returns how many."""
    table = open_table(layout, name)
    if table is None:
        return 0
    table.create_checkpoint()
    gone = table.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
    table = open_table(layout, name) or table
    gone += table.vacuum(
        retention_hours=unknown_after_hours, enforce_retention_duration=False, dry_run=False, full=True
    )
    return len(gone)


def files(layout: Layout, name: str) -> list[str]:
    """Paths of the Parquet files of the table's present version."""
    table = open_table(layout, name)
    return sorted(table.file_uris()) if table is not None else []


def read_into(
    connection: DuckDBPyConnection, layout: Layout, names: Iterable[str], *, prefix: str = ""
) -> Mapping[str, int]:
    """Make a DuckDB view of each table's present version; returns the versions read (-1: nothing written yet)."""
    versions: dict[str, int] = {}
    address = layout.elsewhere
    if address is not None:
        connection.register_filesystem(system_of(address)[0])
    for name in names:
        table = open_table(layout, name)
        paths = sorted(table.file_uris()) if table is not None else []
        versions[name] = table.version() if table is not None else -1
        if paths:
            listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
            connection.execute(
                f'CREATE OR REPLACE VIEW "{prefix}{name}" AS SELECT * FROM read_parquet([{listed}])'
            )
        else:
            connection.register("empty_now", SCHEMAS[name].empty_table())
            connection.execute(f'CREATE OR REPLACE TABLE "{prefix}{name}" AS SELECT * FROM empty_now')
            connection.unregister("empty_now")
    return versions


def _configuration(name: str) -> dict[str, str | None]:
    columns = [field for field in SCHEMAS[name].names if field in _IN_LOG]
    if not columns:
        return {"delta.dataSkippingNumIndexedCols": "0"}
    return {"delta.dataSkippingStatsColumns": ",".join(columns)}


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _unwritten(layout: Layout, name: str, error: Exception) -> ArchiveError:
    return ArchiveError(
        f"can't be written: {_first_line(error)}",
        where=layout.table(name),
        do="look at the disk's space and the folder's permissions, then run it again",
    )


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
