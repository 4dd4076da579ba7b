"""Gold: what is right of an article: a whole record, or what people judged of one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.article import Article
from reportedly.errors import RecordError
from reportedly.evaluation.items import EventItem, StatementItem, changed, event_items, statement_items
from reportedly.record import ArticleHead, Record

if TYPE_CHECKING:
    from reportedly.archive import Archive

__all__ = ["Gold", "gold_of_archive", "read_gold"]

JUDGED = "reportedly/judged/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One article with what is known of it.

    Args:
        id: the article's.
        head: the article itself.
        whole: whether all its events and statements are given; else what isn't given isn't known to be wrong.
        events: what is right.
        wrong_events: what was rejected.
    """

    id: str
    head: ArticleHead
    whole: bool
    events: tuple[EventItem, ...]
    statements: tuple[StatementItem, ...]
    wrong_events: tuple[EventItem, ...] = ()
    wrong_statements: tuple[StatementItem, ...] = ()

    def article(self) -> Article:
        """The article, to be coded."""
        head = self.head
        return Article(id=self.id, text=head.text, title=head.title, published=head.published, outlet=head.outlet,
                       url=head.url, language=head.language)  # fmt: skip


def read_gold(line: str | bytes, *, where: str = "") -> Gold:
    """Gold from a line of JSON: a record that is right as it stands, or judgements as an archive gives them.

    Raises:
        RecordError: it is neither.
    """
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if isinstance(found, dict) and found.get("schema") == JUDGED:
        return _judged(found, where=where)
    return _of_record(Record.from_json(line, where=where))


def gold_of_archive(archive: Archive) -> Iterator[tuple[Gold, Record]]:
    """What was judged of an archive's articles, each with its present record."""
    from reportedly.archive.finding import record_of
    from reportedly.archive.judged import gold

    with archive.snapshot() as snapshot:
        for one in gold(snapshot):
            yield _judged(one, where=str(one["id"])), record_of(snapshot, one["id"])


def _of_record(record: Record) -> Gold:
    return Gold(id=record.id, head=record.article, whole=True, events=tuple(event_items(record).values()),
                statements=tuple(statement_items(record).values()))  # fmt: skip


def _judged(line: Mapping[str, Any], *, where: str) -> Gold:
    try:
        record = Record.from_json(json.dumps(line["record"]), where=where)
        judged = [(one["about"], one["right"], one["item"]["id"], one["changes"]) for one in line["judged"]]
    except (KeyError, TypeError) as error:
        raise RecordError(f"no judgements: {error} is missing", where=where) from None
    events, statements = event_items(record), statement_items(record)
    right_events = [(id, changes) for about, right, id, changes in judged if about == "event" and right]
    right_statements = [
        (id, changes) for about, right, id, changes in judged if about == "statement" and right
    ]
    # An event of another type than was coded: the coded one is known to be wrong too.
    wrong = [(about, id) for about, right, id, changes in judged if not right or "type" in changes]
    return Gold(
        id=record.id, head=record.article, whole=False,
        events=tuple(changed(events[id], changes) for id, changes in right_events if id in events),
        statements=tuple(changed(statements[id], changes) for id, changes in right_statements if id in statements),
        wrong_events=tuple(events[id] for about, id in wrong if about == "event" and id in events),
        wrong_statements=tuple(statements[id] for about, id in wrong if about == "statement" and id in statements),
    )  # fmt: skip
