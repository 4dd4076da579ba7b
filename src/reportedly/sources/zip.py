"""Zip of files of any other kind, read one by one without unpacking them to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from reportedly.errors import ReportedlyError, SourceError, TooLongError
from reportedly.sources.fields import Columns
from reportedly.sources.gzip import read as read_gzip
from reportedly.sources.kinds import Found, Kind, kind_of, reader_of
from reportedly.sources.members import FREE, RATIO
from reportedly.sources.seekable import seekable

__all__ = ["read"]

#: What is compressed already hardly gets smaller; a bomb in a bomb does.
_RATIO_OF_PACKED = 4
#: Names are held in memory: a zip of more files than this is told, not listed.
_MOST_MEMBERS = 1_000_000
#: Whatever the standard library raises on bytes that are no zip, or on a method or a cipher that it lacks.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
           OverflowError, MemoryError)  # fmt: skip


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """The articles of each member whose name tells its kind, in the order of the zip's directory."""
    try:
        with seekable(stream, name=name) as file:
            try:
                archive = zipfile.ZipFile(file)
            except _BROKEN as error:
                reason = str(error) or type(error).__name__
                raise SourceError(f"no zip ({reason})", where=name, do="get the file again") from None
            with archive:
                yield from _members(archive, name, max_chars, columns)
    except ReportedlyError as fault:
        yield name, fault


def _members(archive: zipfile.ZipFile, name: str, max_chars: int, columns: Columns | None) -> Iterator[Found]:
    empty = True
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise TooLongError(f"the zip holds {len(members):,} files", where=name, do="unpack it yourself")
    for member in members:
        kind = kind_of(member.filename)
        hidden = member.filename.rpartition("/")[2].startswith(".") or member.filename.startswith("__MACOSX/")
        if kind is None or member.is_dir() or hidden:
            continue
        empty = False
        # A lone surrogate or an escape sequence in a name shall not reach a terminal.
        shown = "".join(c if c.isprintable() else "\ufffd" for c in member.filename)
        yield from _articles(archive, member, kind, f"{name}/{shown}", max_chars, columns)
    if empty:
        raise SourceError("the zip holds no article", where=name, do="put files of known endings into it")


def _articles(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    kind: Kind,
    where: str,
    max_chars: int,
    columns: Columns | None,
) -> Iterator[Found]:
    if kind.name == "zip":
        yield where, SourceError("a zip inside a zip isn't opened", where=where, do="unpack it first")
        return
    packed = kind.name in {"gzip", "warc", "parquet"}
    try:
        with archive.open(member) as opened:
            bounded = _Bounded(opened, where, member.compress_size, _RATIO_OF_PACKED if packed else RATIO)
            inner = io.BufferedReader(bounded, 1 << 16)
            if kind.name == "gzip":
                yield from read_gzip(inner, name=where, max_chars=max_chars, columns=columns)
            else:
                yield from reader_of(kind)(inner, name=where, max_chars=max_chars, columns=columns)
    except ReportedlyError as fault:
        yield where, fault
    except _BROKEN as error:
        reason = str(error) or type(error).__name__
        yield where, SourceError(f"is broken in the zip ({reason})", where=where, do="get the file again")


class _Bounded(io.RawIOBase):
    """A member's bytes, until they are many times what is compressed; it can't be rewound, so that nothing reads twice."""

    def __init__(self, stream: IO[bytes], where: str, packed: int, ratio: int) -> None:
        self._stream, self._where, self._packed = stream, where, packed
        self._most = FREE + ratio * packed
        self._grown = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is newer than 3.11
        data = self._stream.read(len(buffer))
        self._grown += len(data)
        if self._grown > self._most:
            raise TooLongError(
                f"grows to more than {self._grown >> 20:,} MiB of {self._packed:,} bytes, as no news does",
                where=self._where,
                do="leave it out, or unpack it yourself",
            )
        buffer[: len(data)] = data
        return len(data)
