"""Watching: poll feeds, add what is new in them, and tell the happenings that came with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportedly.archive.archive import Archive
from reportedly.archive.filters import Filter
from reportedly.archive.segments import Codes
from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.sources.fetching import Fetcher

__all__ = ["poll"]


def poll(
    archive: Archive,
    feeds: Iterable[str],
    *,
    fetcher: Fetcher,
    coder: Codes,
    keep: Filter | None = None,
    max_chars: int = 5_000_000,
    tell: Callable[[str, ReportedlyError], None] = lambda where, error: None,
) -> Iterator[dict[str, Any]]:
    """Add the new articles of feeds; yields the happenings that no earlier article of the archive reports.

    Args:
        feeds: their addresses.
        fetcher: remembers what feeds gave before; its state is committed once the articles are kept.
        keep: which happenings to yield.
        max_chars: longest text of an article, in code points.
        tell: is called with each input that can't be read, and where it was found.

    Raises:
        ArchiveError: the archive can't be written.
    """

    def articles() -> Iterator[Article]:
        for feed in feeds:
            for where, found in fetcher.articles(feed, max_chars=max_chars):
                if isinstance(found, ReportedlyError):
                    tell(where, found)
                else:
                    yield found

    new = {
        outcome.id
        for outcome in archive.add(articles(), coder=coder)
        if outcome.outcome in {"added", "copy", "revised"}
    }
    fetcher.commit()
    if not new:
        return
    archive.join()
    for happening in archive.happenings(keep):
        if all(report["article"] in new for report in happening["reports"]):
            yield happening
