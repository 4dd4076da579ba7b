"""Code items in their order, in this process or in several; what fails is told in its place and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportedly.errors import ReportedlyError
from reportedly.sources.reading import Item

if TYPE_CHECKING:
    from reportedly.coder import Coder

__all__ = ["Coded", "Options", "chunks", "code_chunk", "code_items", "make_coder"]

#: Keyword options of `Coder`, plain values that another process can be given.
Options = dict[str, str | int | None]

#: A chunk is coded in shared batches: so many articles or characters, whichever comes first.
CHUNK_ARTICLES = 16
CHUNK_CHARACTERS = 60_000


class Coded(NamedTuple):
    """What became of one item: the record's JSON, or the error that stands in its place."""

    where: str
    line: str | None
    error: str | None


def make_coder(options: Options) -> Coder:
    """A coder with those options that are given."""
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


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in chunks of about the same work."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.article.text) if item.article else 0
        if len(chunk) >= CHUNK_ARTICLES or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def code_chunk(coder: Coder, chunk: list[Item]) -> list[Coded]:
    """One chunk's records and errors. An article that makes the coder fail is found by coding each alone."""
    checked: list[Item] = []
    for item in chunk:
        if item.article is None:
            checked.append(item)
            continue
        try:
            checked.append(item._replace(article=coder.check(item.article)))
        except ReportedlyError as error:
            checked.append(Item(item.where, None, error))
    articles = [item.article for item in checked if item.article is not None]
    try:
        lines = iter([record.to_json() for record in coder.code_many(articles)])
    except Exception:
        return [_code_alone(coder, item) for item in checked]
    return [
        Coded(item.where, next(lines), None) if item.article is not None else _failed(item)
        for item in checked
    ]


def _code_alone(coder: Coder, item: Item) -> Coded:
    if item.article is None:
        return _failed(item)
    try:
        return Coded(item.where, coder.code(item.article).to_json(), None)
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Coded(
            item.where,
            None,
            f"R000 {item.where}: the coder failed on this article ({what}); please report it",
        )


def _failed(item: Item) -> Coded:
    error = item.error
    assert error is not None
    located = error if error.where else type(error)(error.what, where=item.where, do=error.do)
    return Coded(item.where, None, str(located))
