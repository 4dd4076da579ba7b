"""Code items in their order, in this process or in several; what fails is told in its place and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.sources.reading import Item

if TYPE_CHECKING:
    from reportedly.coder import Coder

__all__ = ["Chunk", "Coded", "Options", "chunks", "code_chunk", "code_items", "located", "make_coder"]

#: Keyword options of `Coder`, plain values that another process can be given.
Options = dict[str, str | int | None]

#: A chunk is coded in shared batches: so many articles or characters, whichever comes first.
CHUNK_ARTICLES = 16
CHUNK_CHARACTERS = 60_000


#: Articles to be coded together, each with where it was found; a message stands for one that couldn't be read. Plain
#: values that another process can be given.
Chunk = list[tuple[str, Article | str]]


class Coded(NamedTuple):
    """What became of one item: the record's JSON, or the error that stands in its place."""

    where: str
    line: str | None
    error: str | None


def make_coder(options: Options) -> Coder:
    """A coder with those options that are given."""
    # One process uses one core; without this, each of many would start threads for all of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from reportedly.coder import Coder

    given = {name: value for name, value in options.items() if value is not None}
    return Coder(**given)  # type: ignore[arg-type]


def code_items(items: Iterable[Item], *, options: Options, processes: int = 1) -> Iterator[Coded]:
    """The items' records in the items' order.

    Args:
        options: of `Coder`.
        processes: 1 codes here; more start as many workers.
    """
    if processes > 1:
        from reportedly.cli.workers import code_in_processes

        yield from code_in_processes(chunks(items), options=options, processes=processes)
        return
    coder = make_coder(options)
    for chunk in chunks(items):
        yield from code_chunk(coder, chunk)


def chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    """The items in chunks of about the same work."""
    chunk: Chunk = []
    size = 0
    for where, article, error in items:
        if article is not None:
            chunk.append((where, article))
            size += len(article.text)
        elif error is not None:
            chunk.append((where, located(error, where)))
        if len(chunk) >= CHUNK_ARTICLES or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def code_chunk(coder: Coder, chunk: Chunk) -> list[Coded]:
    """One chunk's records and errors. An article that makes the coder fail is found by coding each alone."""
    checked: Chunk = []
    for where, found in chunk:
        if isinstance(found, Article):
            try:
                found = coder.check(found)
            except ReportedlyError as error:
                found = located(error, where)
        checked.append((where, found))
    try:
        lines = iter([r.to_json() for r in coder.code_many(a for _, a in checked if isinstance(a, Article))])
    except Exception:
        return [_code_alone(coder, where, found) for where, found in checked]
    return [
        Coded(where, next(lines), None) if isinstance(found, Article) else Coded(where, None, found)
        for where, found in checked
    ]


def _code_alone(coder: Coder, where: str, found: Article | str) -> Coded:
    if isinstance(found, str):
        return Coded(where, None, found)
    try:
        return Coded(where, coder.code(found).to_json(), None)
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Coded(
            where, None, f"R000 {where}: the coder failed on this article ({what}); please report it"
        )


def located(error: ReportedlyError, where: str) -> str:
    """The error's message, with where it was found if it doesn't say so itself."""
    return str(error if error.where else type(error)(error.what, where=where, do=error.do))
