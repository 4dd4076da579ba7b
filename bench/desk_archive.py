"""An archive of invented news, as large as is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from bench.invented_news import EVENTS_AN_ARTICLE, MADE_WITH, articles
from reportedly.archive import Archive
from reportedly.article import Article
from reportedly.record import Record

#: Articles that are written and joined together.
TOGETHER = 2_000


class Invented:
    """Keeps the protocol of coders with records that were written beside the articles."""

    made_with = MADE_WITH

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}

    def check(self, article: Article) -> Article:
        """As it is."""
        return article

    def code_many(self, given: Iterable[Article]) -> Iterator[Record]:
        """The records of these articles."""
        for article in given:
            yield self.records.pop(article.identity())


def make(path: Path, *, events: int, say: Callable[[str], None]) -> None:
    """Make an archive of about so many events.

    Args:
        path: a new folder.
        events: how many, eight an article.
        say: is told how far it is.
    """
    coder, news = Invented(), articles(events // EVENTS_AN_ARTICLE)
    with Archive(path, create=True) as archive:
        while batch := list(islice(news, TOGETHER)):
            coder.records = {article.identity(): record for article, record in batch}
            for _ in archive.add((article for article, _ in batch), coder=coder, batch=TOGETHER):
                pass
            archive.join()
            say(f"{len(archive):,} articles")
