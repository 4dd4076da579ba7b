"""Adding: articles into an archive, batch by batch, with an outcome for each. Stop it when you like and run it again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from reportedly.archive.layout import Layout
from reportedly.archive.ledger import Ledger
from reportedly.archive.segments import Coded, LookUp, Prepared, Segment, coding_key, entered, write
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
    under_way: tuple[Segment, Future[None]] | None = None

    def new() -> Iterator[Prepared]:
        for article in articles:
            item = look_up.prepare(article)
            order.append(item)
            if isinstance(item, Prepared):
                yield item

    def begin() -> tuple[Segment, Future[None]]:
        segment = Segment.of(waiting, layout, made_with=made_with)
        ledger.begin(segment.id)
        waiting.clear()
        return segment, writer.submit(write, layout, segment)

    def end() -> tuple[Coded, ...]:
        nonlocal under_way
        assert under_way is not None
        (segment, written), under_way = under_way, None
        written.result()
        ledger.commit(segment.id, entered(segment))
        look_up.arrived(coded.prepared for coded in segment.coded)
        return segment.coded

    def told(kept: Iterable[Coded]) -> Iterator[Outcome]:
        for coded in kept:
            while isinstance(known := order.popleft(), str):
                yield Outcome(id=known, outcome="known")
            yield _outcome(coded)

    # One thread writes a batch while the next is coded: the ledger stays in this one.
    with ThreadPoolExecutor(1, thread_name_prefix="reportedly-write") as writer:
        try:
            for coded in code_stream(new()):
                # An article is in a segment once: another version of it begins the next.
                full = len(waiting) >= batch or any(one.prepared.id == coded.prepared.id for one in waiting)
                if under_way and (full or under_way[1].done()):
                    yield from told(end())
                if full:
                    under_way = begin()
                waiting.append(coded)
            if under_way:
                yield from told(end())
            if waiting:
                under_way = begin()
                yield from told(end())
        finally:
            # Stopped half-way: what is being written is kept all the same.
            if under_way:
                end()
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
