"""Exports: records in the formats of the tools that others use, one file a format."""

from __future__ import annotations

from reportedly.export.formats import FORMATS, write
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Told, from_archive, from_records

__all__ = ["FORMATS", "LeftOut", "Told", "from_archive", "from_records", "write"]
