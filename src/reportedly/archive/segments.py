"""Segments: a batch of articles coded and written as one. Whole or not at all, and once however often it is tried.

`LookUp` says what is new, `code` is a pure function of what it is given (so that it can run in any process),
`write` puts the rows into the tables: the children first, the articles last, then the ledger.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from reportedly.archive.duplicates import (
    WITHIN_DAYS,
    bands_of,
    canonical_url,
    is_copy,
    shingles,
    text_hash,
    wire_credit,
)
from reportedly.archive.layout import Layout
from reportedly.archive.ledger import Entry, Ledger
from reportedly.archive.rows import rows_of
from reportedly.archive.store import append
from reportedly.archive.tables import CHILDREN
from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.record import MadeWith, Record, span_to_json

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Coded", "Codes", "LookUp", "Prepared", "Segment", "code", "coding_key", "entered", "write"]


class Codes(Protocol):
    """What an archive needs of a coder."""

    made_with: MadeWith

    def check(self, article: Article) -> Article:
        """The article, if it can be coded; else raises a `ReportedlyError`."""

    def code_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article that is to be coded, and what the ledger knows of it."""

    article: Article
    id: str
    canonical_url: str | None
    text_hash: str
    bands: tuple[int, ...]
    credit: str | None
    copy_of: str | None
    revision_of: str | None
    replaces: str | None = None
    """The segment of its earlier coding."""
    recoded: bool = False
    """Whether the earlier coding was of the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A prepared article with its record, or with the reason why there is none."""

    prepared: Prepared
    record: Record | None
    skipped: str | None = None


def coding_key(made_with: MadeWith) -> str:
    """What tells one coding from another: the versions and options that made it."""
    return hashlib.sha256(msgspec.json.encode(made_with)).hexdigest()[:16]


class LookUp:
    """Looks articles up before they are coded, in the ledger and among those that are on their way into it.

    Args:
        coding: the key of the coding that is to be made.
    """

    def __init__(self, ledger: Ledger, *, coding: str) -> None:
        self._ledger, self._coding = ledger, coding
        self._on_their_way: dict[tuple[str, str], tuple[Prepared, list[str]]] = {}
        self._by_band: defaultdict[int, dict[tuple[str, str], None]] = defaultdict(dict)

    def prepare(self, article: Article) -> Prepared | str:
        """The article as it is to be coded and kept, or its id where that is done already."""
        id = article.identity()
        hashed = text_hash(article.title, article.text)
        if (id, hashed) in self._on_their_way or self._ledger.known(id, self._coding, hashed):
            return id
        url = canonical_url(article.url)
        parts = shingles(article.text)
        before = self._ledger.entry(id)
        prepared = Prepared(
            article=article,
            id=id,
            canonical_url=url,
            text_hash=hashed,
            bands=tuple(bands_of(parts)),
            credit=wire_credit(article.text),
            copy_of=None,
            revision_of=None,
            replaces=before.segment if before else None,
        )
        if before is not None and before.text_hash == hashed:
            # Coded anew: what it is to others was settled the first time.
            prepared = replace(prepared, copy_of=before.copy_of, revision_of=before.revision_of, recoded=True)
        else:
            prepared = replace(prepared, revision_of=self._earlier(id, url, hashed))
        if prepared.revision_of is None and not prepared.recoded:
            prepared = replace(prepared, copy_of=self._original(prepared, parts))
        self._on_their_way[id, hashed] = prepared, parts
        for key in prepared.bands:
            self._by_band[key][id, hashed] = None
        return prepared

    def arrived(self, prepared: Iterable[Prepared]) -> None:
        """Leave out what the ledger holds by now."""
        for item in prepared:
            key = item.id, item.text_hash
            self._on_their_way.pop(key, None)
            for band in item.bands:
                self._by_band[band].pop(key, None)
                if not self._by_band[band]:
                    del self._by_band[band]

    def _earlier(self, id: str, url: str | None, hashed: str) -> str | None:
        """The id of the article that one of this id or address, with other words, is a revision of: the last one."""
        for other, _ in reversed(self._on_their_way.values()):
            if other.text_hash != hashed and (other.id == id or (url and other.canonical_url == url)):
                return other.id
        return self._ledger.earlier(id, url, hashed)

    def _original(self, prepared: Prepared, parts: list[str]) -> str | None:
        """The id of the article that this one is a copy of, the earliest first."""
        original = self._ledger.same_text(prepared.id, prepared.text_hash)
        if original:
            return original
        day = prepared.article.published_on
        for id, text in self._ledger.near(prepared.id, prepared.bands, day.isoformat() if day else None):
            if id != prepared.id and is_copy(parts, shingles(text)):
                return id
        near = {key for band in prepared.bands for key in self._by_band.get(band, ())}
        for key, (other, other_parts) in self._on_their_way.items():
            same = other.text_hash == prepared.text_hash or (
                key in near and _within(day, other.article.published_on) and is_copy(parts, other_parts)
            )
            if same and other.id != prepared.id:
                return other.copy_of or other.id
        return None


def _within(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= WITHIN_DAYS


def code(prepared: Iterable[Prepared], coder: Codes, *, together: int = 128) -> Iterator[Coded]:
    """Code articles in their order; one that the coder refuses (language, length) is kept with the reason."""
    remaining = iter(prepared)
    while chunk := list(islice(remaining, together)):
        checked: list[Prepared | Coded] = []
        for item in chunk:
            try:
                checked.append(replace(item, article=coder.check(item.article)))
            except ReportedlyError as error:
                checked.append(Coded(prepared=item, record=None, skipped=f"{error.code} {error.what}"))
        records = coder.code_many([item.article for item in checked if isinstance(item, Prepared)])
        for one in checked:
            yield one if isinstance(one, Coded) else Coded(prepared=one, record=next(records))


def segment_id(coded: Sequence[Coded], coding: str, *, generation: int = 0) -> str:
    """The id of a batch: the same articles with the same coding are the same segment.

    Unless they came in between with other words, or were taken out: then they are written once more.
    """
    names = "\x1f".join(
        f"{item.prepared.id}\x1e{item.prepared.text_hash}\x1e{item.prepared.replaces or ''}" for item in coded
    )
    key = f"{generation}\x1f{coding}\x1f{names}"
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A batch that is to be written, or is.

    Args:
        id: of the segment.
        coding: the key of its coding.
        added: when it is added; of all its articles the same moment.
    """

    id: str
    coded: tuple[Coded, ...]
    coding: str
    added: datetime
    made_with: MadeWith

    @classmethod
    def of(cls, coded: Sequence[Coded], layout: Layout, *, made_with: MadeWith) -> Segment:
        """A batch as a segment."""
        coding = coding_key(made_with)
        id = segment_id(coded, coding, generation=layout.generation)
        return cls(id=id, coded=tuple(coded), coding=coding, added=datetime.now(UTC), made_with=made_with)


def write(layout: Layout, segment: Segment) -> None:
    """Write a segment's rows into the tables; then all of it counts, and the ledger is to be told (`entered`).

    Raises:
        ArchiveError: the archive can't be written; then nothing of the batch counts.
    """
    children: dict[str, list[dict[str, Any]]] = {name: [] for name in CHILDREN}
    for item in segment.coded:
        if item.record is not None:
            rows_by_table = rows_of(
                item.record,
                segment.id,
                published=item.prepared.article.published_on,
                credit=item.prepared.credit,
                copy_of=item.prepared.copy_of,
            )
            for name, rows in rows_by_table.items():
                children[name].extend(rows)
    for name in CHILDREN:
        if children[name]:
            append(layout, name, children[name], segment=segment.id)
    append(layout, "articles", [_row(item, segment) for item in segment.coded], segment=segment.id)


def entered(segment: Segment) -> list[tuple[Entry, str, str, tuple[int, ...]]]:
    """What the ledger keeps of a segment."""
    return [_entered(item, segment) for item in segment.coded]


def _row(item: Coded, segment: Segment) -> dict[str, Any]:
    article, prepared = item.prepared.article, item.prepared
    notes = item.record.notes if item.record else ()
    return {
        "article": prepared.id,
        "segment": segment.id,
        "coding": segment.coding,
        "status": "coded" if item.record else "skipped",
        "added": segment.added,
        "url": article.url,
        "canonical_url": prepared.canonical_url,
        "outlet": article.outlet,
        "published": article.published,
        "published_on": article.published_on,
        "title": article.title,
        "text": article.text,
        "language": article.language or (item.record.article.language if item.record else None),
        "text_hash": prepared.text_hash,
        "credit": prepared.credit,
        "copy_of": prepared.copy_of,
        "revision_of": prepared.revision_of,
        "made_with": msgspec.json.encode(segment.made_with).decode(),
        "notes": item.skipped
        or (msgspec.json.encode(notes, enc_hook=span_to_json).decode() if notes else None),
    }


def _entered(item: Coded, segment: Segment) -> tuple[Entry, str, str, tuple[int, ...]]:
    article, prepared = item.prepared.article, item.prepared
    entry = Entry(
        id=prepared.id,
        segment=segment.id,
        coding=segment.coding,
        status="coded" if item.record else "skipped",
        canonical_url=prepared.canonical_url,
        text_hash=prepared.text_hash,
        outlet=article.outlet,
        published_on=article.published_on.isoformat() if article.published_on else None,
        added=segment.added.isoformat(),
        copy_of=prepared.copy_of,
        revision_of=prepared.revision_of,
    )
    return entry, article.title or "", article.text, prepared.bands
