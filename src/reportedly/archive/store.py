"""Store: Delta tables written a segment at a time and read through DuckDB on the files of one snapshot.

Each append carries its segment as an application transaction, so a segment that is written twice (a retry, two
writers at once) adds nothing the second time. Readers see the files of one version: writers never disturb them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from reportedly.archive.layout import Layout
from reportedly.archive.tables import SCHEMAS
from reportedly.errors import ArchiveError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["append", "committed", "files", "open_table", "read_into"]

#: How often a commit that met another writer's is tried anew.
TRIES = 20

_ZSTD = WriterProperties(compression="ZSTD", compression_level=3)


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
            where=str(layout.table(name)),
            do="run `reportedly archive check`",
        ) from None


def committed(layout: Layout, name: str, segment: str) -> bool:
    """Whether the table holds that segment already."""
    table = open_table(layout, name)
    return table is not None and table.transaction_version(segment) is not None


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
                where=str(layout.table(name)),
                do="look at the disk's space and the folder's permissions; nothing of this batch counts until it is whole",
            ) from None
        return True
    raise ArchiveError(
        f"{TRIES} other writers came first",
        where=str(layout.table(name)),
        do="run the command again: it goes on",
    )


def files(layout: Layout, name: str) -> list[str]:
    """Paths of the Parquet files of the table's present version."""
    table = open_table(layout, name)
    return sorted(table.file_uris()) if table is not None else []


def read_into(
    connection: DuckDBPyConnection, layout: Layout, names: Iterable[str], *, prefix: str = ""
) -> Mapping[str, int]:
    """Make a DuckDB view of each table's present version; returns the versions read (-1: nothing written yet)."""
    versions: dict[str, int] = {}
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


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
