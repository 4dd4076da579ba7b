"""Plain text, UTF-8: the whole file is one article, its characters exactly as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reportedly.article import Article
from reportedly.errors import ReportedlyError, SourceError, TooLongError
from reportedly.sources.fields import Columns
from reportedly.sources.kinds import Found

__all__ = ["decode", "read", "read_bounded"]

#: Most bytes of one character in UTF-8.
_WIDEST = 4


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """The one article of a text file."""
    try:
        text = decode(read_bounded(stream, name=name, most=_WIDEST * max_chars), name=name)
        if not text.strip():
            raise SourceError("the file is empty", where=name, do="give it a text, or leave it out")
        yield name, Article(text=text)
    except ReportedlyError as error:
        yield name, error


def read_bounded(stream: BinaryIO, *, name: str, most: int) -> bytes:
    """All bytes of a stream, if they are no more than ``most``.

    Raises:
        TooLongError: they are more; not all were read.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise TooLongError(
            f"the file has more than {most:,} bytes, more than an article of the longest kind",
            where=name,
            do="split it, or raise the limit with --max-chars",
        )
    return data


def decode(data: bytes, *, name: str) -> str:
    """UTF-8 bytes as text; a byte order mark at the start is no part of it.

    Raises:
        SourceError: the bytes are no text, a PDF, or no UTF-8; the message has the line and the byte.
    """
    if data.startswith(b"%PDF-"):
        raise SourceError(
            "this is a PDF, no text",
            where=name,
            do="save its text, for example with pdftotext, and read that",
        )
    if b"\x00" in data[:8192]:
        raise SourceError("this is a binary file, no text", where=name, do="leave it out")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is no UTF-8",
            where=f"{name}:{line}",
            do="save the file as UTF-8, for example with iconv -t UTF-8",
        ) from None
