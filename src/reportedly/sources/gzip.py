"""Gzip of any other kind: ``news.jsonl.gz``, ``page.html.gz``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reportedly.errors import SourceError
from reportedly.sources.fields import Columns
from reportedly.sources.kinds import Found, Kind, kind_by_content, kind_of, reader_of
from reportedly.sources.members import RATIO, Members

__all__ = ["LINES", "OWN_GZIP", "read"]

#: Kinds whose articles stand by themselves, so that those behind a broken member are read.
LINES = frozenset({"jsonl", "csv", "warc"})
#: Kinds that a gzip file may be as it is.
OWN_GZIP = frozenset({"gzip", "warc"})
_NESTED = frozenset({"gzip", "zip"})


def read(
    stream: BinaryIO,
    *,
    name: str,
    max_chars: int,
    columns: Columns | None = None,
    kind: Kind | None = None,
    ratio: int = RATIO,
) -> Iterator[Found]:
    """The articles of what is compressed.

    Args:
        kind: of what is compressed; else the name without ``.gz`` tells, or its first bytes.
        ratio: how many times its size it may grow to.
    """
    members = Members(stream, name=name, ratio=ratio)
    inner = members.joined()
    chosen = kind or kind_of(name.lower().removesuffix(".gz")) or kind_by_content(inner.peek(512)[:512])
    if chosen.name in _NESTED:
        what = f"a {chosen.name} file inside a gzip file isn't opened"
        yield name, SourceError(what, where=name, do="unpack it first")
        return
    if chosen.name not in LINES:
        members.strict = True
        if members.faults:
            yield name, members.faults[0]
            return
    for where, found in reader_of(chosen)(inner, name=name, max_chars=max_chars, columns=columns):
        while members.faults and not members.strict:
            yield name, members.faults.pop(0)
        yield where, found
    if not members.strict:
        for fault in members.faults:
            yield name, fault
