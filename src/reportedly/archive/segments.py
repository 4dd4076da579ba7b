"""Segments: a batch of articles coded and written as one. Whole or not at all, and once however often it is tried.

`prepare` looks the articles up, `code` is a pure function of what it is given (so that it can run in any process),
`write` puts the rows into the tables: the children first, the articles last, then the ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
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
from reportedly.archive.store import append
from reportedly.archive.tables import CHILDREN, rows_of
from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.record import MadeWith, Record, span_to_json

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Coded", "Codes", "Prepared", "code", "coding_key", "prepare", "write"]


class Codes(Protocol):
    """What an archive needs of a coder."""

    made_with: MadeWith

    def code(self, article: Article) -> Record:
        """The record of one article."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A prepared article with its record, or with the reason why there is none."""

    prepared: Prepared
    record: Record | None
    skipped: str | None = None


@dataclass
class _Batch:
    """The articles of a batch that is being prepared: they can be copies of one another, too."""

    ids: set[tuple[str, str]] = field(default_factory=set)
    by_hash: dict[str, str] = field(default_factory=dict)
    by_band: dict[int, list[int]] = field(default_factory=dict)
    taken: list[tuple[Prepared, list[str]]] = field(default_factory=list)


def coding_key(made_with: MadeWith) -> str:
    """What tells one coding from another: the versions and options that made it."""
    return hashlib.sha256(msgspec.json.encode(made_with)).hexdigest()[:16]


def prepare(articles: Iterable[Article], ledger: Ledger, *, coding: str) -> Iterator[Prepared | str]:
    """Look articles up, in order: what is to be coded, or the id of what is there already."""
    batch = _Batch()
    for article in articles:
        id = article.identity()
        hashed = text_hash(article.title, article.text)
        if (id, hashed) in batch.ids or ledger.known(id, coding, hashed):
            yield id
            continue
        batch.ids.add((id, hashed))
        yield _prepare(article, id, hashed, ledger, batch)


def _prepare(article: Article, id: str, hashed: str, ledger: Ledger, batch: _Batch) -> Prepared:
    url = canonical_url(article.url)
    parts = shingles(article.text)
    prepared = Prepared(
        article=article,
        id=id,
        canonical_url=url,
        text_hash=hashed,
        bands=tuple(bands_of(parts)),
        credit=wire_credit(article.text),
        copy_of=None,
        revision_of=ledger.earlier(id, url, hashed),
    )
    if prepared.revision_of is None:
        original = (
            batch.by_hash.get(hashed) or ledger.same_text(id, hashed) or _near(prepared, parts, ledger, batch)
        )
        prepared = replace(prepared, copy_of=original if original != id else None)
    batch.by_hash.setdefault(hashed, prepared.copy_of or id)
    for key in prepared.bands:
        batch.by_band.setdefault(key, []).append(len(batch.taken))
    batch.taken.append((prepared, parts))
    return prepared


def _near(prepared: Prepared, parts: list[str], ledger: Ledger, batch: _Batch) -> str | None:
    """The id of the article that this one is a near-equal copy of, the earliest first."""
    day = prepared.article.published_on
    for id, text in ledger.near(prepared.id, prepared.bands, day.isoformat() if day else None):
        if is_copy(parts, shingles(text)):
            return id
    for at in sorted({at for key in prepared.bands for at in batch.by_band.get(key, ())}):
        other, other_parts = batch.taken[at]
        if (
            other.id != prepared.id
            and _within(day, other.article.published_on)
            and is_copy(parts, other_parts)
        ):
            return other.copy_of or other.id
    return None


def _within(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= WITHIN_DAYS


def code(prepared: Sequence[Prepared], coder: Codes) -> list[Coded]:
    """Code a batch; an article that the coder refuses (language, length) is kept with the reason."""
    coded = []
    for item in prepared:
        try:
            record = coder.code(item.article)
            coded.append(Coded(prepared=item, record=msgspec.structs.replace(record, id=item.id)))
        except ReportedlyError as error:
            coded.append(Coded(prepared=item, record=None, skipped=f"{error.code} {error.what}"))
    return coded


def segment_id(coded: Sequence[Coded], coding: str) -> str:
    """The id of a batch: the same articles with the same coding are the same segment."""
    names = "\x1f".join(f"{item.prepared.id}\x1e{item.prepared.text_hash}" for item in coded)
    return hashlib.sha256(f"{coding}\x1f{names}".encode()).hexdigest()[:32]


def write(layout: Layout, ledger: Ledger, coded: Sequence[Coded], *, made_with: MadeWith) -> str:
    """Write a batch: when this returns, all of it counts; returns the segment's id.

    Raises:
        ArchiveError: the archive can't be written; then nothing of the batch counts.
    """
    coding = coding_key(made_with)
    segment = segment_id(coded, coding)
    added = datetime.now(UTC)
    ledger.begin(segment)
    children: dict[str, list[dict[str, Any]]] = {name: [] for name in CHILDREN}
    for item in coded:
        if item.record is not None:
            for name, rows in rows_of(
                item.record, segment, published=item.prepared.article.published_on
            ).items():
                children[name].extend(rows)
    for name in CHILDREN:
        if children[name]:
            append(layout, name, children[name], segment=segment)
    append(
        layout, "articles", [_row(item, segment, coding, added, made_with) for item in coded], segment=segment
    )
    ledger.commit(segment, [_entered(item, segment, coding, added) for item in coded])
    return segment


def _row(item: Coded, segment: str, coding: str, added: datetime, made_with: MadeWith) -> dict[str, Any]:
    article, prepared = item.prepared.article, item.prepared
    notes = item.record.notes if item.record else ()
    return {
        "article": prepared.id,
        "segment": segment,
        "coding": coding,
        "status": "coded" if item.record else "skipped",
        "added": added,
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
        "made_with": msgspec.json.encode(made_with).decode(),
        "notes": item.skipped
        or (msgspec.json.encode(notes, enc_hook=span_to_json).decode() if notes else None),
    }


def _entered(
    item: Coded, segment: str, coding: str, added: datetime
) -> tuple[Entry, str, str, tuple[int, ...]]:
    article, prepared = item.prepared.article, item.prepared
    entry = Entry(
        id=prepared.id,
        segment=segment,
        coding=coding,
        status="coded" if item.record else "skipped",
        canonical_url=prepared.canonical_url,
        text_hash=prepared.text_hash,
        outlet=article.outlet,
        published_on=article.published_on.isoformat() if article.published_on else None,
        added=added.isoformat(),
        copy_of=prepared.copy_of,
        revision_of=prepared.revision_of,
    )
    return entry, article.title or "", article.text, prepared.bands
