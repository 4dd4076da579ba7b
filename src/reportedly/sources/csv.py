"""CSV with a header line: a row an article. The separator (comma, semicolon, tab or bar) is read off the header."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reportedly.errors import ReportedlyError, SourceError, TooLongError
from reportedly.sources.fields import FIELDS, Columns, article_of_row
from reportedly.sources.jsonl import lines_of
from reportedly.sources.kinds import Found

__all__ = ["read"]

_SEPARATORS = ",;\t|"
#: Most bytes of a character in UTF-8, doubled where it is a quotation mark.
_WIDEST = 4
_HEAD = 65_536
#: A quotation mark that is never closed swallows the rows after it. They are read again without the first line of the
#: row that failed, but no more often than this, so that a hostile file can't make the work grow with its square.
_SECOND_READINGS = 1_000
_LINES_READ_AGAIN = 10_000

_UNDECODED = re.compile("[\udc80-\udcff]")
_Line = tuple[int, str | None]


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """An article for each row below the header; blank lines are skipped."""
    try:
        yield from _articles(_Lines(stream, most=_WIDEST * max_chars + _HEAD), name, max_chars, columns)
    except ReportedlyError as error:
        yield name, error


class _Lines:
    """The lines of a stream, some of which may be read again."""

    def __init__(self, stream: BinaryIO, *, most: int) -> None:
        self.most = most
        self._lines = lines_of(stream, most=most)
        self._again: deque[_Line] = deque()
        self._second_readings = 0

    def next(self) -> _Line | None:
        """The next line with its number, without text where it is too long; bytes that are no UTF-8 as surrogates."""
        if self._again:
            return self._again.popleft()
        number, line = next(self._lines, (0, None))
        if number == 0:
            return None
        if line is not None and number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        return number, None if line is None else line.decode("utf-8", "surrogateescape")

    def again(self, lines: Sequence[_Line]) -> None:
        """Put lines back, if that wasn't done too often."""
        self._second_readings += 1
        if len(lines) <= _LINES_READ_AGAIN and self._second_readings <= _SECOND_READINGS:
            self._again.extendleft(reversed(lines))


def _articles(lines: _Lines, name: str, max_chars: int, columns: Columns | None) -> Iterator[Found]:
    first = lines.next()
    while first is not None and first[1] is not None and not first[1].strip():
        first = lines.next()
    if first is None:
        raise SourceError("the file is empty", where=name, do="give it a header and a row an article")
    line = first[1] or ""
    if "\x00" in line:
        raise SourceError("this is a binary file, no CSV", where=name, do="save it as UTF-8, or leave it out")
    separator = max(_SEPARATORS, key=line.count)
    _, header = _row(lines, first, separator, where=f"{name}:{first[0]}")
    if isinstance(header, ReportedlyError):
        raise header
    names = _names(header, columns, where=f"{name}:{first[0]}")
    empty = True
    while (start := lines.next()) is not None:
        where = f"{name}:{start[0]}"
        if start[1] is not None and not start[1].strip():
            continue
        empty = False
        taken, row = _row(lines, start, separator, where=where)
        if not isinstance(row, ReportedlyError) and len(row) != len(names):
            row = SourceError(
                f"{len(row)} columns, the header has {len(names)}",
                where=where,
                do="quote fields that hold separators",
            )
        if isinstance(row, ReportedlyError):
            lines.again(taken)
            yield where, row
            continue
        try:
            given = {column: value for column, value in zip(names, row) if value}
            yield where, article_of_row(given, where=where, max_chars=max_chars, columns=columns)
        except ReportedlyError as fault:
            yield where, fault
    if empty:
        raise SourceError("no row below the header", where=name, do="give it a row an article")


def _row(
    lines: _Lines, start: _Line, separator: str, *, where: str
) -> tuple[list[_Line], list[str] | ReportedlyError]:
    """The row that begins with a line: the further lines it took, and its cells or what is wrong with it."""
    taken: list[_Line] = []
    if start[1] is None:
        what = f"the line is longer than {lines.most:,} bytes"
        return taken, TooLongError(what, where=where, do="split it, or raise the limit with --max-chars")
    size = len(start[1])
    unclosed = ""

    def text() -> Iterator[str]:
        nonlocal size, unclosed
        yield str(start[1])
        while (line := lines.next()) is not None:
            taken.append(line)
            if line[1] is None or (size := size + len(line[1])) > lines.most:
                unclosed = f"a quoted field isn't closed within {lines.most:,} bytes"
                return
            yield line[1]
        unclosed = "a quoted field isn't closed"

    # The module's limit holds for all who use it: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), lines.most + 1))
    try:
        cells = next(csv.reader(text(), delimiter=separator, strict=True), [])
    except csv.Error as error:
        what = unclosed or str(error)
        return taken, SourceError(what, where=where, do='write a quotation mark inside a field as ""')
    if any(_UNDECODED.search(cell) for cell in cells):
        do = "save the file as UTF-8, for example with iconv -t UTF-8"
        return taken, SourceError("the row is no UTF-8", where=where, do=do)
    return taken, cells


def _names(header: Sequence[str], columns: Columns | None, *, where: str) -> list[str]:
    """The columns' names; those of an article's fields count in any case."""
    names = [cell.strip() for cell in header]
    mapped = (columns or {}).values()
    names = [
        n.lower() if n.lower() in FIELDS and n.lower() not in names and n not in mapped else n for n in names
    ]
    text = (columns or {}).get("text", "text")
    if text not in names:
        raise SourceError(
            f"no column is called {text!r}",
            where=where,
            do=f"say which is the text with --columns text=NAME; there are: {', '.join(names)[:200]}",
        )
    return names
