"""WARC (ISO 28500), plain or a gzip member a record as in CC-NEWS: pages that were answered with 200, and plain texts.

The records are framed here rather than by a library: behind a broken one the next is looked for, and nothing is lost.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from msgspec.structs import replace

from reportedly.article import Article
from reportedly.errors import ReportedlyError, SourceError, TooLongError
from reportedly.sources.answers import Answer, answer_of, media_type
from reportedly.sources.fields import Columns
from reportedly.sources.html import article_of, host_of, page_of
from reportedly.sources.kinds import Found
from reportedly.sources.members import MAGIC, Continued, Members
from reportedly.sources.text import decode

__all__ = ["read"]

_VERSION = b"WARC/1."
_CUT_OFF = re.compile(rb"WARC/1\.\d\r?\n\Z")
_LONGEST_LINE = 1 << 16
_MOST_HEADERS = 200
#: A page's markup may be many times its text.
_MARKUP = 4
#: Second readings, in records of the longest kind.
_READ_AGAIN = 16
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """The article of each record that holds a page or a text; other records are passed over."""
    start = stream.read(len(MAGIC))
    buffered = io.BufferedReader(Continued(start, stream), 1 << 16)
    members = Members(buffered, name=name) if start == MAGIC else None
    records = _Records(members.joined() if members else buffered, name, _MARKUP * max_chars)
    for found in records.articles(max_chars):
        while members and members.faults:
            yield name, members.faults.pop(0)
        yield found
    if records.number == 0:
        yield name, SourceError("no WARC record", where=name, do="get the file again, or leave it out")
    for fault in members.faults if members else ():
        yield name, fault


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    headers: Mapping[str, str]
    body: bytes


class _Records:
    """The records of a stretch of bytes."""

    def __init__(self, stream: BinaryIO, name: str, most: int) -> None:
        self.number = 0
        self._stream, self._name, self._most = stream, name, most
        #: Bytes that are read again, since a record claimed more than was its own.
        self._again = io.BytesIO()
        # A hostile file of records that all lie can't make the work grow with its square.
        self._may_read_again = _READ_AGAIN * most

    def articles(self, max_chars: int) -> Iterator[Found]:
        for found in self._records():
            where = f"{self._name}:{self.number}"
            if isinstance(found, ReportedlyError):
                yield where, found
                continue
            try:
                article = _article(found, where, max_chars)
            except ReportedlyError as error:
                yield where, error
            else:
                if article is not None:
                    yield where, article

    def _records(self) -> Iterator[_Record | ReportedlyError]:
        lost = False
        while line := self._line():
            # A record that was cut off runs into the next one's first line.
            if not line.startswith(_VERSION) and not (lost and _CUT_OFF.search(line)):
                if line.strip() and not lost:
                    lost = True
                    yield self._fault("what stands here is no WARC record", behind=True)
                continue
            lost = False
            self.number += 1
            headers = self._headers()
            try:
                length = int(headers["content-length"]) if headers is not None else -1
            except (KeyError, ValueError):
                length = -1
            if headers is None or length < 0:
                yield self._fault("the record's header is broken")
                lost = True
                continue
            if length > self._most:
                yield from self._pass_over(length, headers)
                continue
            body = self._read(length)
            if len(body) < length:
                yield self._fault(f"the record ends after {len(body):,} of {length:,} bytes")
                # What it took may hold whole records: they are looked for in it.
                lost = True
                self._read_again(body)
                continue
            end = self._read(4)
            if end != b"\r\n\r\n"[: len(end)] or (len(end) < 4 and end not in {b"", b"\r\n"}):
                yield self._fault("the record is longer or shorter than it says")
                lost = True
                self._read_again(body + end)
                continue
            yield _Record(self.number, headers, body)

    def _pass_over(self, length: int, headers: Mapping[str, str]) -> Iterator[ReportedlyError]:
        if headers.get("warc-type") in {"response", "resource", "conversion"}:
            yield TooLongError(
                f"the record has {length:,} bytes, the limit is {self._most:,}",
                where=f"{self._name}:{self.number}",
                do="raise the limit with --max-chars",
            )
        while length > 0 and (chunk := self._read(min(length, 1 << 20))):
            length -= len(chunk)
        if length:
            yield self._fault(f"the record lacks its last {length:,} bytes")

    def _fault(self, what: str, *, behind: bool = False) -> SourceError:
        where = f"{self._name}:{self.number}"
        place = f" (behind record {self.number})" if behind else ""
        return SourceError(f"{what}{place}", where=where, do="get the file again; the next record is read")

    def _headers(self) -> dict[str, str] | None:
        headers: dict[str, str] = {}
        for _ in range(_MOST_HEADERS):
            line = self._line()
            if line in {b"\r\n", b"\n"}:
                return headers
            name, colon, value = line.decode("utf-8", "replace").partition(":")
            if not line.endswith(b"\n") or (not colon and not line.startswith((b" ", b"\t"))):
                return None
            if colon:
                headers.setdefault(name.strip().lower(), value.strip())
        return None

    def _line(self) -> bytes:
        return self._again.readline(_LONGEST_LINE) or self._stream.readline(_LONGEST_LINE)

    def _read(self, count: int) -> bytes:
        data = self._again.read(count)
        return data + self._stream.read(count - len(data)) if len(data) < count else data

    def _read_again(self, data: bytes) -> None:
        self._may_read_again -= len(data)
        if self._may_read_again >= 0:
            self._again = io.BytesIO(data + self._again.read())


def _article(record: _Record, where: str, max_chars: int) -> Article | None:
    """The article of a record, or None where it isn't the kind of record that has one."""
    kind = record.headers.get("warc-type")
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    if kind == "response":
        if not record.headers.get("content-type", "").lower().startswith("application/http"):
            return None
        answer = answer_of(record.body, where=where, most=_MARKUP * max_chars)
    elif kind in {"resource", "conversion"}:
        media, charset = media_type(record.headers.get("content-type", ""))
        answer = Answer(status=200, media=media, charset=charset, body=record.body)
    else:
        return None
    if answer.status != 200 or answer.media not in {*_PAGES, "text/plain"} or not answer.body.strip():
        return None
    if answer.media in _PAGES:
        article = article_of(page_of(answer.body, where=where, charset=answer.charset), where=where)
    else:
        if (url or "").lower().split("?")[0].endswith("/robots.txt"):
            return None
        article = Article(text=decode(answer.body, name=where))
    return replace(article, url=article.url or url, outlet=article.outlet or host_of(url))
