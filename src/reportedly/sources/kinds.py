"""The table of kinds: which name endings a kind has, and which module reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.sources.fields import Columns

__all__ = ["KINDS", "Kind", "Reader", "is_address", "kind_by_content", "kind_of", "reader_of"]

#: What a reader yields: where it was found (``news.jsonl:12``), and the article or why there is none.
Found = tuple[str, Article | ReportedlyError]


class Reader(Protocol):
    """What each kind's module offers as ``read``."""

    def __call__(
        self, stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None
    ) -> Iterator[Found]:
        """The articles of one open file, in their order.

        Args:
            stream: the bytes; a pipe's can't be rewound.
            name: how messages call the file.
            max_chars: longest text of an article, in code points; what is surely longer need not be read.
            columns: names that rows have for an article's fields, where they aren't the same.
        """


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input.

    Args:
        name: as ``--as`` takes it.
        endings: of file names, in lower case, with the dot.
        module: below ``reportedly.sources``.
    """

    name: str
    endings: tuple[str, ...]
    module: str


_SIMPLE = (
    Kind("text", (".txt", ".text"), "text"),
    Kind("html", (".html", ".htm", ".xhtml"), "html"),
    Kind("jsonl", (".jsonl", ".ndjson"), "jsonl"),
    Kind("csv", (".csv", ".tsv"), "csv"),
    Kind("feed", (".rss", ".atom", ".rdf", ".xml"), "feed"),
)
_PACKED = (
    Kind("gzip", tuple(f"{ending}.gz" for kind in _SIMPLE for ending in kind.endings), "gzip"),
    Kind("zip", (".zip",), "zip"),
    Kind("warc", (".warc", ".warc.gz"), "warc"),
    Kind("parquet", (".parquet", ".pq"), "parquet"),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in (*_SIMPLE, *_PACKED)}

#: What a file begins with -> its kind.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PAR1", "parquet"),
    (b"WARC/1.", "warc"),
)


def kind_of(name: str) -> Kind | None:
    """The kind that a file's name tells, or None.

    >>> kind_of("News/2024.JSONL").name
    'jsonl'
    """
    lower = PurePath(name).name.lower()
    fitting = [(len(e), kind) for kind in KINDS.values() for e in kind.endings if lower.endswith(e)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def is_address(name: object) -> bool:
    """Whether an input is an address of the web.

    >>> is_address("https://courier.example/rss"), is_address("news.rss")
    (True, False)
    """
    return isinstance(name, str) and name.lower().startswith(("http://", "https://"))


def kind_by_content(start: bytes) -> Kind:
    """The kind that a file's first bytes tell: JSON Lines begin with a brace, HTML with a bracket; all else is text.

    >>> kind_by_content(b'{"text": "Aid came."}').name
    'jsonl'
    """
    for beginning, name in _BEGINNINGS:
        if start.startswith(beginning):
            return KINDS[name]
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return KINDS["jsonl"]
    lower = start.lower()
    if lower.startswith(b"<") and any(root in lower for root in (b"<rss", b"<feed", b"<rdf:rdf")):
        return KINDS["feed"]
    if lower.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--")):
        return KINDS["html"]
    return KINDS["text"]


def reader_of(kind: Kind) -> Reader:
    """The kind's reader; its module is loaded now, not before."""
    return cast(Reader, import_module(f"reportedly.sources.{kind.module}").read)
