"""Forgetting: articles taken out of an archive, with all that came of them: rows, files, index and all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from reportedly.archive.compacting import sweep_all
from reportedly.archive.layout import Layout, write_marker
from reportedly.archive.ledger import Ledger
from reportedly.archive.locking import locked
from reportedly.archive.store import delete, open_table, update
from reportedly.archive.tables import CHILDREN

__all__ = ["choose", "forget"]

#: Articles named in one statement.
_AT_ONCE = 200


def choose(
    ledger: Ledger, ids: Iterable[str] = (), *, outlet: str | None = None, until: date | None = None
) -> list[str]:
    """The ids of the articles that are meant, and of their earlier wordings.

    Args:
        ids: these; unknown ones are left out.
        outlet: those of this outlet, in any case of letters.
        until: those published on this day or before; with an outlet, those of it.
    """
    found = dict.fromkeys(id for id in ids if ledger.holds(id))
    if outlet is not None or until is not None:
        found |= dict.fromkeys(ledger.published(outlet=outlet, until=until))
    return ledger.wordings(found)


def forget(layout: Layout, ledger: Ledger, articles: Sequence[str]) -> bool:
    """Take articles out, every coding of them; returns whether their files are gone from the disk already.

    They are not while somebody reads; then the next `compact` deletes them. Copies of a forgotten article stay: the
    first becomes the original of the others. When it is broken off, run it again.

    Raises:
        ArchiveError: somebody is adding, or the folder can't be written.
    """
    if not articles:
        return True
    with locked(layout, "adding", alone=True), locked(layout, "joining", alone=True):
        # A later copy of the same batch has to be written, though the tables remember that they had it.
        write_marker(layout, generation=layout.generation + 1)
        heirs = ledger.heirs(articles)
        ledger.retire(articles)
        remaining = iter(articles)
        while chunk := list(islice(remaining, _AT_ONCE)):
            # The articles row goes last: while it is there, this can be run again.
            for name in ("joined", "corrections", *CHILDREN, "articles"):
                if open_table(layout, name) is not None:
                    delete(layout, name, "article", chunk)
        for copy, original in heirs.items():
            for name in ("events", "articles"):
                if open_table(layout, name) is not None:
                    update(layout, name, {"copy_of": original}, article=copy)
        ledger.drop(articles, heirs=heirs)
        return sweep_all(layout)
