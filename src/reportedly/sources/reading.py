"""From the names on a command line to articles, each with where it was found; what can't be read is told, not raised."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from reportedly.article import Article
from reportedly.errors import ReportedlyError, SourceError
from reportedly.sources.fields import Columns
from reportedly.sources.gzip import OWN_GZIP
from reportedly.sources.gzip import read as read_gzip
from reportedly.sources.kinds import KINDS, Kind, is_address, kind_by_content, kind_of, reader_of
from reportedly.sources.members import MAGIC
from reportedly.sources.meter import Meter
from reportedly.sources.storage import is_storage, opened, stored

if TYPE_CHECKING:
    from reportedly.sources.fetching import Fetcher

__all__ = ["MAX_CHARS", "Item", "files_of", "items_of", "meter_of", "read", "read_items", "with_defaults"]

MAX_CHARS = 5_000_000


class Item(NamedTuple):
    """What was found at one place of the input: an article, or the error that says why there is none.

    ``where`` is the file and, where it holds several articles, the line: ``news.jsonl:12``.
    """

    where: str
    article: Article | None
    error: ReportedlyError | None


def read(
    input: str | Path,
    *,
    kind: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    max_chars: int = MAX_CHARS,
    columns: Columns | None = None,
) -> Iterator[Article | ReportedlyError]:
    """The articles of a file, a folder, standard input (``-``), a feed's address or a stored file's (``s3://bucket/news/``).

    An error stands where one can't be read.

    Args:
        kind: a name in `KINDS`; else the file's ending tells.
        published: date of articles that have none.
        outlet: outlet of articles that have none.
        max_chars: longest text of an article, in code points.
        columns: names that rows (JSON Lines, CSV, Parquet) have for an article's fields: ``{"text": "body"}``.

    >>> from pathlib import Path
    >>> _ = Path("short.txt").write_text("Norway sent aid.")
    >>> [article.text for article in read("short.txt", published="2024-05-02")]
    ['Norway sent aid.']
    >>> Path("short.txt").unlink()
    """
    for item in read_items(
        [input], kind=kind, published=published, outlet=outlet, max_chars=max_chars, columns=columns
    ):
        found = item.article or item.error
        if found is not None:
            yield found


def read_items(
    inputs: Iterable[str | Path],
    *,
    kind: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    max_chars: int = MAX_CHARS,
    columns: Columns | None = None,
    fetcher: Fetcher | None = None,
    meter: Meter | None = None,
) -> Iterator[Item]:
    """Like `read`, for several inputs in their order, and with where each article was found.

    Args:
        fetcher: fetches what is an address; another one counts from anew what is new in a feed.
        meter: is told how far the files are read.
    """
    chosen = None if kind is None else KINDS[kind]
    for input in inputs:
        if is_address(input):
            if fetcher is None:
                from reportedly.sources.fetching import Fetcher

                fetcher = Fetcher()
            for where, found in fetcher.articles(str(input), max_chars=max_chars):
                error = found if isinstance(found, ReportedlyError) else None
                item = Item(where, None if isinstance(found, ReportedlyError) else found, error)
                yield with_defaults(item, published=published, outlet=outlet)
            continue
        empty = True
        for place in _places(input):
            empty = False
            if isinstance(place, ReportedlyError):
                yield Item(str(input), None, place)
                continue
            for item in _items(place, chosen, max_chars, columns, meter):
                yield with_defaults(item, published=published, outlet=outlet)
        if empty:
            known = ", ".join(ending for one in KINDS.values() for ending in one.endings)
            fault = SourceError("the folder holds no article", where=str(input), do=f"known endings: {known}")
            yield Item(str(input), None, fault)


def with_defaults(item: Item, *, published: str | None, outlet: str | None) -> Item:
    """The item with a date and an outlet where its article has none."""
    article = item.article
    if article is None or not ((published and not article.published) or (outlet and not article.outlet)):
        return item
    return item._replace(
        article=replace(article, published=article.published or published, outlet=article.outlet or outlet)
    )


def files_of(input: str | Path) -> Iterator[Path]:
    """The file itself; the files of a folder and its subfolders whose kind is known, in the order of their names."""
    path = Path(input)
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.rglob("*"), key=lambda p: p.parts):
        if kind_of(inner.name) and inner.is_file() and not inner.name.startswith("."):
            yield inner


def meter_of(inputs: Sequence[str | Path]) -> Meter | None:
    """What measures how far these inputs are read; None where their size can't be known beforehand."""
    if not Meter.measures(inputs):
        return None
    return Meter(path for input in inputs for path in files_of(input))


def _places(input: str | Path) -> Iterator[Path | str | ReportedlyError]:
    """The files of an input; a path, or the address of one that is stored elsewhere."""
    if not is_storage(input):
        yield from files_of(input)
        return
    try:
        yield from stored(str(input))
    except ReportedlyError as error:
        yield error


def _items(
    place: Path | str, kind: Kind | None, max_chars: int, columns: Columns | None, meter: Meter | None
) -> Iterator[Item]:
    standard_input = str(place) == "-"
    name = "standard input" if standard_input else str(place)
    try:
        with _opened(place, meter) as stream:
            chosen = kind or kind_of(name)
            yield from items_of(stream, name=name, kind=chosen, max_chars=max_chars, columns=columns)
    except ReportedlyError as error:
        yield Item(name, None, error)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        fault = SourceError(f"can't be read ({reason})", where=name, do="check its name and your rights")
        yield Item(name, None, fault)


def items_of(
    stream: BufferedReader,
    *,
    name: str,
    kind: Kind | None,
    max_chars: int,
    columns: Columns | None = None,
) -> Iterator[Item]:
    """The articles of an open file; without a kind its first bytes tell.

    Args:
        name: how messages call the file.
    """
    try:
        start = stream.peek(512)[:512]
        chosen = kind or kind_by_content(start)
        reader = reader_of(chosen)
        if start.startswith(MAGIC) and chosen.name not in OWN_GZIP:
            # `--as jsonl` of a compressed file says what is inside.
            reader = partial(read_gzip, kind=chosen)
        for where, found in reader(stream, name=name, max_chars=max_chars, columns=columns):
            if isinstance(found, ReportedlyError):
                yield Item(where, None, found)
            else:
                yield Item(where, found, None)
    except ReportedlyError as error:
        yield Item(name, None, error)


def _opened(place: Path | str, meter: Meter | None) -> AbstractContextManager[BufferedReader]:
    """A file's bytes, buffered; standard input isn't closed for others."""
    if isinstance(place, str):
        return opened(place)
    if str(place) == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    return place.open("rb") if meter is None else meter.opened(place)
