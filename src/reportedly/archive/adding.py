"""Adding: articles into an archive, batch by batch, with an outcome for each. Stop it when you like and run it again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.archive.layout import Layout
from reportedly.archive.ledger import Ledger
from reportedly.archive.segments import Coded, LookUp, Prepared, coding_key, write
from reportedly.article import Article
from reportedly.record import MadeWith

__all__ = ["BATCH", "Outcome", "add_articles"]

#: Articles a segment: writing one costs about a tenth of a second, coding it several.
BATCH = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article: ``added``, ``known`` (nothing changed), ``revised``, ``copy`` or ``skipped``."""

    id: str
    outcome: Literal["added", "known", "revised", "copy", "skipped"]
    why: str = ""


def add_articles(
    layout: Layout,
    ledger: Ledger,
    articles: Iterable[Article],
    *,
    made_with: MadeWith,
    code_stream: Callable[[Iterator[Prepared]], Iterator[Coded]],
    batch: int = BATCH,
) -> Iterator[Outcome]:
    """Add articles; once an article's outcome is yielded, it is kept whatever happens.

    Args:
        articles: what to add, in order.
        made_with: what codes them.
        code_stream: codes what it is given, in order, here or in other processes.
        batch: articles a segment.

    Raises:
        ArchiveError: the archive can't be written.
    """
    look_up = LookUp(ledger, coding=coding_key(made_with))
    order: deque[Prepared | str] = deque()
    waiting: list[Coded] = []

    def new() -> Iterator[Prepared]:
        for article in articles:
            item = look_up.prepare(article)
            order.append(item)
            if isinstance(item, Prepared):
                yield item

    def keep() -> Iterator[Outcome]:
        write(layout, ledger, waiting, made_with=made_with)
        look_up.arrived(coded.prepared for coded in waiting)
        for coded in waiting:
            while isinstance(known := order.popleft(), str):
                yield Outcome(id=known, outcome="known")
            yield _outcome(coded)
        waiting.clear()

    for coded in code_stream(new()):
        waiting.append(coded)
        if len(waiting) >= batch:
            yield from keep()
    if waiting:
        yield from keep()
    for known in order:
        assert isinstance(known, str)
        yield Outcome(id=known, outcome="known")


def _outcome(coded: Coded) -> Outcome:
    prepared = coded.prepared
    if coded.skipped:
        return Outcome(id=prepared.id, outcome="skipped", why=coded.skipped)
    if prepared.revision_of and not prepared.recoded:
        return Outcome(id=prepared.id, outcome="revised", why=f"of {prepared.revision_of}")
    if prepared.copy_of:
        return Outcome(id=prepared.id, outcome="copy", why=f"of {prepared.copy_of}")
    return Outcome(id=prepared.id, outcome="added")
