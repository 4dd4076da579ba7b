"""What `show` and `explain` are given: a file of records, or articles that are coded first."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reportedly.cli.options import refuse_coder_options
from reportedly.errors import RecordError, ReportedlyError, SourceError
from reportedly.record import Record
from reportedly.sources.jsonl import lines_of
from reportedly.sources.kinds import KINDS, kind_of
from reportedly.sources.reading import items_of, with_defaults

__all__ = ["load_records", "records_of"]

#: A record starts with its schema, whose words can't stand there in an article's JSON.
_RECORD = re.compile(rb"\s*\[?\s*\{\s*\"schema\"\s*:\s*\"reportedly/record/")
_LONGEST_LINE = 1 << 30


def load_records(
    file: str,
    *,
    as_kind: str | None,
    published: str | None,
    outlet: str | None,
    options: dict[str, str | int | None],
) -> Iterator[Record | str]:
    """The records of a file, coded now if it holds articles; a message stands for what can't be read or coded.

    Raises:
        SourceError: the file can't be read at all.
    """
    try:
        with closing(_open(file)) as stream:
            start = stream.peek(512)
            name = "standard input" if file == "-" else file
            if as_kind is None and _RECORD.match(start):
                refuse_coder_options(
                    f"{name} holds records", "name the articles to code them anew", but="model"
                )
                yield from _records(stream, name=name)
                return
            kind = KINDS[as_kind] if as_kind else kind_of(file)
            max_chars = options["max_chars"]
            assert isinstance(max_chars, int)
            from reportedly.cli.coding import code_items

            items = (
                with_defaults(item, published=published, outlet=outlet)
                for item in items_of(stream, name=name, kind=kind, max_chars=max_chars)
            )
            for coded in code_items(items, options=options):
                if coded.error is not None:
                    yield coded.error
                if coded.line is not None:
                    yield Record.from_json(coded.line)
    except OSError as error:
        if isinstance(error, ReportedlyError):
            raise
        reason = (error.strerror or str(error)).lower()
        raise SourceError(
            f"can't be read ({reason})", where=file, do="check its name and your rights"
        ) from None


def records_of(file: str) -> Iterator[Record | str]:
    """The records of a file, a message for what is none; ``-`` is standard input.

    Raises:
        SourceError: the file can't be read at all, or doesn't begin with a record.
    """
    try:
        with closing(_open(file)) as stream:
            name = "standard input" if file == "-" else file
            start = stream.peek(512)
            if start.strip() and not _RECORD.match(start):
                raise SourceError("holds no records", where=name, do="make them with `reportedly code`")
            yield from _records(stream, name=name)
    except OSError as error:
        if isinstance(error, ReportedlyError):
            raise
        reason = (error.strerror or str(error)).lower()
        raise SourceError(
            f"can't be read ({reason})",
            where=file,
            do="name an archive, or records that `reportedly code` wrote",
        ) from None


def _open(file: str) -> io.BufferedReader:
    if file == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    return Path(file).open("rb")


def _records(stream: io.BufferedReader, *, name: str) -> Iterator[Record | str]:
    """Records a line each, or one JSON array of them as ``code --format json`` writes it."""
    for number, line in lines_of(stream, most=_LONGEST_LINE):
        text = (line or b"").strip()
        where = f"{name}:{number}"
        text = text.rstrip(b",")
        if text.startswith(b"[{") or text.endswith(b"}]"):
            text = text.strip(b"[]")
        if text in {b"", b"[", b"]", b"[]"}:
            continue
        try:
            yield Record.from_json(text, where=where)
        except RecordError as error:
            yield str(error)
