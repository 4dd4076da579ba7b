"""JSON Lines: one object a line with ``text`` and, where known, id, title, published, outlet, url, language."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from reportedly.article import Article
from reportedly.errors import ReportedlyError, SourceError, TooLongError
from reportedly.sources.fields import Columns, article_of_row, type_of
from reportedly.sources.kinds import Found
from reportedly.sources.text import decode

__all__ = ["article_of", "lines_of", "read"]

#: A character is at most this many bytes in JSON: two \\uXXXX escapes.
_WIDEST = 12
_HEAD = 65_536


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """An article for each line; blank lines are skipped."""
    empty = True
    for number, line in lines_of(stream, most=_WIDEST * max_chars + _HEAD):
        where = f"{name}:{number}"
        if line is None:
            empty = False
            error = TooLongError(
                f"the line is longer than {_WIDEST * max_chars + _HEAD:,} bytes",
                where=where,
                do="split it, or raise the limit with --max-chars",
            )
            yield where, error
        elif line.strip():
            empty = False
            try:
                yield where, article_of(line, where=where, max_chars=max_chars, columns=columns)
            except ReportedlyError as fault:
                yield where, fault
    if empty:
        yield (
            name,
            SourceError("the file is empty", where=name, do="give it a line an article, or leave it out"),
        )


def lines_of(stream: BinaryIO, *, most: int) -> Iterator[tuple[int, bytes | None]]:
    """The stream's lines with their numbers from 1; None for one of more than ``most`` bytes, which is never held whole."""
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        if len(line) <= most or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def article_of(line: bytes, *, where: str, max_chars: int, columns: Columns | None = None) -> Article:
    """One line's article.

    Raises:
        SourceError: no UTF-8, no JSON, or no object.
        ArticleError: no ``text``, or a field of the wrong type.
        DateError: ``published`` is no date.
        TooLongError: the text has more than ``max_chars`` code points.
    """
    text = decode(line, name=where) if b"\x00" in line or not line.isascii() else line.decode("ascii")
    value = _decoded(text.strip(), where)
    if not isinstance(value, dict):
        raise SourceError(f"{type_of(value)}, no object", where=where, do="write one object a line")
    return article_of_row(value, where=where, max_chars=max_chars, columns=columns)


def _decoded(text: str, where: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        # Half a surrogate pair ("\\ud83d") is JSON to some writers; the standard library reads it, slower.
        if "\\ud" in text.lower():
            with contextlib.suppress(ValueError, RecursionError):
                return json.loads(text)
        reason = str(error).removeprefix("JSON is malformed: ")
        raise SourceError(f"no JSON ({reason})", where=where, do="write one object a line") from None
    except RecursionError:
        raise SourceError("JSON nested too deeply", where=where, do="write one object a line") from None
