"""Flat events as CSV: the event table, lists joined by "; ", an empty field for what is unknown."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import BinaryIO

from reportedly.event_table import COLUMNS
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material

__all__ = ["write"]


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write the rows with a header, as RFC 4180 has it but for bare line feeds."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    rows = csv.writer(text, lineterminator="\n")
    columns = [*COLUMNS, "happening", "copy_of"]
    rows.writerow(columns)
    for told in material:
        for event in told.events:
            if left_out.admits(told, event):
                row = told.row(event)
                rows.writerow([_cell(row[column]) for column in columns])
                left_out.wrote(told, event)
    text.flush()
    text.detach()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value
