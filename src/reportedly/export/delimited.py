"""Rows between tabs, without quoting, as the field's own files are written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import BinaryIO

from reportedly.record import Record, Span

__all__ = ["is_lead", "number_of", "sentence_number", "write_row"]

_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_ENDS = re.compile(r"[.!?][”\"’')\]]*\s+|\n\s*\n")


def write_row(out: BinaryIO, cells: Iterable[object], *, missing: str = "") -> None:
    """Write a row: a tab or a line's end inside a cell becomes a space, None becomes ``missing``."""
    texts = (missing if cell is None else _BREAKS.sub(" ", str(cell)) for cell in cells)
    out.write("\t".join(texts).encode("utf-8", "replace") + b"\n")


def number_of(*key: str, bits: int = 53) -> int:
    """A number that is the same for the same key everywhere; 53 bits keep their value in R and JavaScript."""
    digest = hashlib.sha256("\x1f".join(key).encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - bits)


def sentence_number(record: Record, span: Span) -> int:
    """Which sentence a span begins in, from 1, counted by full stops; a title is the first."""
    return 1 if span.region == "title" else 1 + len(_ENDS.findall(record.article.text, 0, span.start))


def is_lead(record: Record, span: Span) -> bool:
    """Whether a span stands in the title or in the first paragraph."""
    return span.region == "title" or "\n\n" not in record.article.text[: span.start].strip().replace(
        "\r\n", "\n"
    )
