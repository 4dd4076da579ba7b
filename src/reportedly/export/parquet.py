"""Flat events as Parquet: the event table with its types; lists stay lists."""

from __future__ import annotations

from itertools import islice
from typing import Any, BinaryIO

from reportedly.event_table import COLUMNS, arrow_schema
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material

__all__ = ["write"]

#: Rows of a row group.
TOGETHER = 8192


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write the rows, a group at a time, compressed with Zstandard."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema({**COLUMNS, "happening": "text", "copy_of": "text"})

    def rows() -> Any:
        for told in material:
            for event in told.events:
                if left_out.admits(told, event):
                    left_out.wrote(told, event)
                    yield told.row(event)

    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        remaining = rows()
        while group := list(islice(remaining, TOGETHER)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
