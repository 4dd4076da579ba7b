"""Adding: articles into an archive, batch by batch, with an outcome for each. Stop it when you like and run it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from reportedly.archive.layout import Layout
from reportedly.archive.ledger import Ledger
from reportedly.archive.segments import Coded, Codes, Prepared, code, coding_key, prepare, write
from reportedly.article import Article

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
    coder: Codes,
    batch: int = BATCH,
    code_batch: Callable[[Sequence[Prepared]], list[Coded]] | None = None,
) -> Iterator[Outcome]:
    """Add articles; once an article's outcome is yielded, it is kept whatever happens.

    Args:
        articles: what to add, in order.
        coder: codes them, and says what it is.
        batch: articles a segment.
        code_batch: codes a batch elsewhere (other processes); default: here.

    Raises:
        ArchiveError: the archive can't be written.
    """
    coding = coding_key(coder.made_with)
    remaining = iter(articles)
    while chunk := list(islice(remaining, batch)):
        looked_up = list(prepare(chunk, ledger, coding=coding))
        new = [item for item in looked_up if isinstance(item, Prepared)]
        coded = (code_batch(new) if code_batch else code(new, coder)) if new else []
        if coded:
            write(layout, ledger, coded, made_with=coder.made_with)
        outcomes = iter(coded)
        for item in looked_up:
            if isinstance(item, Prepared):
                yield _outcome(next(outcomes))
            else:
                yield Outcome(id=item, outcome="known")


def _outcome(coded: Coded) -> Outcome:
    prepared = coded.prepared
    if coded.skipped:
        return Outcome(id=prepared.id, outcome="skipped", why=coded.skipped)
    if prepared.revision_of:
        return Outcome(id=prepared.id, outcome="revised", why=f"of {prepared.revision_of}")
    if prepared.copy_of:
        return Outcome(id=prepared.id, outcome="copy", why=f"of {prepared.copy_of}")
    return Outcome(id=prepared.id, outcome="added")
