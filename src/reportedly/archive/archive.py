"""Archive: the folder that holds coded articles, and what can be asked of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from reportedly.archive.adding import BATCH, Outcome, add_articles
from reportedly.archive.checking import Finding, check
from reportedly.archive.compacting import Compacted, compact
from reportedly.archive.disputes import disputes
from reportedly.archive.dyads import Period, dyads, network
from reportedly.archive.filters import Filter
from reportedly.archive.finding import articles_of, find_events, find_statements, record_of, unmatched
from reportedly.archive.forgetting import choose, forget
from reportedly.archive.happenings import happenings
from reportedly.archive.joining import join_new
from reportedly.archive.layout import create_layout, open_layout
from reportedly.archive.ledger import Ledger
from reportedly.archive.locking import locked
from reportedly.archive.promises import promises
from reportedly.archive.segments import Coded, Codes, Prepared, code, coding_key
from reportedly.archive.sharing import QUOTED, share
from reportedly.archive.snapshot import Snapshot
from reportedly.article import Article
from reportedly.errors import ArchiveError
from reportedly.record import Record

__all__ = ["Archive"]

Row = dict[str, Any]


class Archive:
    """An open archive. Several processes may add to one and read it at the same time.

    Args:
        path: the folder.
        create: make it where it isn't there.
        tables: the address where a new archive's tables are to lie (``s3://bucket/desk``), if not in the folder.

    Raises:
        ArchiveError: there is none, it is of a newer format, or it can't be opened.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = False, tables: str | None = None
    ) -> None:
        self.layout = create_layout(path, tables=tables) if create else open_layout(path)
        self.ledger = Ledger(self.layout.ledger)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        """How many articles count."""
        return self.ledger.count()

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

    def snapshot(self) -> Snapshot:
        """The archive at this moment, for several questions in a row."""
        return Snapshot(self.layout, self.ledger)

    def add(
        self,
        articles: Iterable[Article],
        *,
        coder: Codes,
        batch: int = BATCH,
        code_stream: Callable[[Iterator[Prepared]], Iterator[Coded]] | None = None,
    ) -> Iterator[Outcome]:
        """Code articles and keep them; an outcome for each, yielded once it is kept.

        Args:
            articles: what to add.
            coder: codes them.
            batch: articles written together.
            code_stream: codes them elsewhere (other processes) with the same coder; default: here.

        Raises:
            ArchiveError: the archive can't be written.
        """
        if self.layout.shared:
            raise ArchiveError(
                "is a copy without texts",
                where=str(self.layout.root),
                do="add to the archive it was made from",
            )
        with locked(self.layout, "adding"):
            yield from add_articles(
                self.layout,
                self.ledger,
                articles,
                made_with=coder.made_with,
                code_stream=code_stream or (lambda prepared: code(prepared, coder)),
                batch=batch,
            )

    def recode(
        self,
        *,
        coder: Codes,
        batch: int = BATCH,
        code_stream: Callable[[Iterator[Prepared]], Iterator[Coded]] | None = None,
    ) -> Iterator[Outcome]:
        """Code every article anew that this coder, with its codebook and options, has not coded; the new coding counts.

        Raises:
            ArchiveError: the archive can't be written, or has no texts.
        """
        key = coding_key(coder.made_with)
        with self.snapshot() as snapshot:
            yield from self.add(
                articles_of(snapshot, but=key), coder=coder, batch=batch, code_stream=code_stream
            )

    def check(self) -> Iterator[Finding]:
        """What is wrong with the archive; nothing where it is clean."""
        return check(self.layout)

    def compact(self, *, only_latest: bool = False) -> Compacted:
        """Lay the tables out in the order in which they are asked, and delete files that nobody needs."""
        return compact(self.layout, self.ledger, only_latest=only_latest)

    def choose(
        self, ids: Iterable[str] = (), *, outlet: str | None = None, until: date | None = None
    ) -> list[str]:
        """The ids of the articles that these, an outlet or a last day of publication mean."""
        return choose(self.ledger, ids, outlet=outlet, until=until)

    def forget(self, articles: Sequence[str]) -> bool:
        """Take articles out with all that came of them; False where a reader keeps old files on the disk for now."""
        return forget(self.layout, self.ledger, articles)

    def share(self, out: str | os.PathLike[str], *, quotes: int = QUOTED) -> int:
        """Write a copy without the articles' texts; returns how many articles it has."""
        return share(self.layout, self.ledger, out, quotes=quotes)

    def record(self, article: str) -> Record:
        """The record of one article.

        Raises:
            ArchiveError: the archive doesn't hold it.
        """
        with self.snapshot() as snapshot:
            return record_of(snapshot, article)

    def find(self, keep: Filter | None = None, *, limit: int | None = None) -> Iterator[Row]:
        """Events that pass a filter."""
        with self.snapshot() as snapshot:
            yield from find_events(snapshot, keep, limit=limit)

    def statements(self, keep: Filter | None = None, *, limit: int | None = None) -> Iterator[Row]:
        """Statements that pass a filter."""
        with self.snapshot() as snapshot:
            yield from find_statements(snapshot, keep, limit=limit)

    def unmatched(self, keep: Filter, *, statements: bool = False) -> list[str]:
        """What a filter asks for and no event (or statement) here has, such as ``type 'AIDD'``: why nothing was found."""
        with self.snapshot() as snapshot:
            return list(unmatched(snapshot, keep, statements=statements))

    def happenings(self, keep: Filter | None = None, *, limit: int | None = None) -> Iterator[Row]:
        """Happenings with their reports."""
        with self.snapshot() as snapshot:
            yield from happenings(snapshot, keep, limit=limit)

    def disputes(self, keep: Filter | None = None, *, limit: int | None = None) -> Iterator[Row]:
        """What one voice asserts and another denies, or where their accounts differ."""
        with self.snapshot() as snapshot:
            yield from disputes(snapshot, keep, limit=limit)

    def promises(
        self,
        keep: Filter | None = None,
        *,
        as_of: date | None = None,
        due_since: date | None = None,
        due_until: date | None = None,
        limit: int | None = None,
    ) -> Iterator[Row]:
        """What was promised, threatened, demanded or planned, and what became of it."""
        with self.snapshot() as snapshot:
            yield from promises(
                snapshot, keep, as_of=as_of, due_since=due_since, due_until=due_until, limit=limit
            )

    def join(self) -> int:
        """Give new events their happenings; returns how many. `add` does so at its end."""
        with locked(self.layout, "joining", alone=True, wait=600), self.snapshot() as snapshot:
            return join_new(snapshot)

    def dyads(
        self, a: str, b: str, *, by: Period = "month", directed: bool = False, keep: Filter | None = None
    ) -> Iterator[Row]:
        """What passed between two actors, a row a period."""
        with self.snapshot() as snapshot:
            yield from dyads(snapshot, a, b, by=by, directed=directed, keep=keep)

    def network(
        self, *, by: Period = "year", keep: Filter | None = None, limit: int | None = None
    ) -> Iterator[Row]:
        """Weighted edges between countries, a row a pair and period."""
        with self.snapshot() as snapshot:
            yield from network(snapshot, by=by, keep=keep, limit=limit)
