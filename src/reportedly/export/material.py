"""Material: what is exported: records, one after another, with those of their events and statements that were chosen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportedly.event_table import event_row
from reportedly.record import Event, Record, Statement

if TYPE_CHECKING:
    from reportedly.archive import Archive, Filter
    from reportedly.archive.snapshot import Snapshot

__all__ = ["Material", "Told", "from_archive", "from_records"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One record, and what of it is to be exported.

    Args:
        record: the whole record.
        events: the chosen events, in its order.
        statements: the chosen statements, in its order.
        happenings: event id -> the happening that it tells of, as far as they were joined.
        copy_of: id of the article that this one is a copy of.
    """

    record: Record
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    happenings: Mapping[str, str] = field(default_factory=dict)
    copy_of: str | None = None

    def happening(self, event: Event) -> str:
        """The happening that an event tells of; its own where it was never joined."""
        return self.happenings.get(event.id) or f"{self.record.id} {event.id}"

    def row(self, event: Event) -> Row:
        """The event as a row of the event table, with ``happening`` and ``copy_of``."""
        extra = {"happening": self.happenings.get(event.id), "copy_of": self.copy_of}
        return event_row(self.record, event) | extra


#: Can be gone through more than once: formats that count reports of a happening do so first.
Material = Iterable[Told]


def from_records(records: Sequence[Record]) -> list[Told]:
    """All events and statements of some records."""
    return [Told(record=r, events=r.events, statements=r.statements) for r in records]


class from_archive:
    """The records of an archive whose events or statements pass a filter, the first published first.

    Reads table by table in one order, so that no more than an article is held at a time. What comes into the archive
    meanwhile is not seen.
    """

    def __init__(self, archive: Archive, keep: Filter | None = None) -> None:
        from reportedly.archive import Filter

        self._snapshot = archive.snapshot()
        self._keep = keep or Filter()
        self._joined = self._snapshot.ledger.assigned()

    def __enter__(self) -> from_archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._snapshot.close()

    def __iter__(self) -> Iterator[Told]:
        chosen = self._chosen("events"), self._chosen("statements")
        parts = {name: _Part(self._snapshot, name, order) for name, order in _ORDER.items()}
        for head in self._snapshot.rows(f"SELECT a.* FROM articles a WHERE status = 'coded' ORDER BY {_BY}"):
            key = head["article"], head["segment"]
            found = {name: part.of(key) for name, part in parts.items()}
            events, statements = (which.get(key, frozenset()) for which in chosen)
            if not events and not statements:
                continue
            record = _record(head, found)
            yield Told(
                record=record,
                events=tuple(event for event in record.events if event.id in events),
                statements=tuple(one for one in record.statements if one.id in statements),
                happenings={
                    event.id: self._joined[record.id, event.id]
                    for event in record.events
                    if (record.id, event.id) in self._joined
                },
                copy_of=head["copy_of"],
            )

    def _chosen(self, table: str) -> dict[tuple[str, str], frozenset[str]]:
        """Article and segment -> ids of the events, or statements, that pass the filter."""
        from reportedly.archive.filters import where_events, where_statements
        from reportedly.archive.finding import in_text

        where = where_events if table == "events" else where_statements
        condition, values = where(self._keep)
        sql = (
            f"SELECT article, segment, {table[:-1]} AS id FROM {table} "
            f"WHERE {condition} {in_text(self._snapshot, self._keep)} ORDER BY article, segment"
        )
        rows = self._snapshot.rows(sql, values)
        return {
            key: frozenset(row["id"] for row in group)
            for key, group in groupby(rows, key=lambda row: (row["article"], row["segment"]))
        }


_BY = "a.published_on NULLS LAST, a.article, a.segment"
_ORDER = {
    "actors": "length(t.actor), t.actor",
    "times": "t.number",
    "places": "t.number",
    "statements": "length(t.statement), t.statement",
    "events": "length(t.event), t.event",
}


class _Part:
    """One table of the archive, read in the order of the articles."""

    def __init__(self, snapshot: Snapshot, name: str, order: str) -> None:
        rows = snapshot.rows(
            f'SELECT t.article, t.segment, t.json FROM "{name}" t JOIN articles a USING (article, segment) '
            f"ORDER BY {_BY}, {order}"
        )
        self._groups = groupby(rows, key=lambda row: (row["article"], row["segment"]))
        self._waiting: tuple[tuple[str, str], list[Row]] | None = None

    def of(self, key: tuple[str, str]) -> list[Row]:
        """The article's rows; articles are asked for in order."""
        if self._waiting is None:
            found = next(self._groups, None)
            self._waiting = (found[0], list(found[1])) if found else None
        if self._waiting is None or self._waiting[0] != key:
            return []
        rows, self._waiting = self._waiting[1], None
        return rows


def _record(head: Row, parts: dict[str, list[Row]]) -> Record:
    article = ",".join(
        f"{json.dumps(key)}:{json.dumps(head[key])}"
        for key in ("title", "published", "outlet", "url", "language", "text")
    )
    found = ",".join(f'"{name}":[{",".join(row["json"] for row in rows)}]' for name, rows in parts.items())
    notes = head["notes"] or "[]"
    return Record.from_json(
        f'{{"schema":"reportedly/record/1","id":{json.dumps(head["article"])},"article":{{{article}}},{found},'
        f'"made_with":{head["made_with"]},"notes":{notes}}}',
        where=head["article"],
    )
