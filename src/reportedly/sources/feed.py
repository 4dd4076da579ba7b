"""RSS and Atom: an entry an article, by feedparser (BSD). What an entry holds is its text, however short."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from reportedly.article import Article
from reportedly.errors import MissingExtra, ReportedlyError, SourceError, TooLongError
from reportedly.sources.fields import Columns
from reportedly.sources.html import host_of
from reportedly.sources.kinds import Found
from reportedly.sources.markup import text_of
from reportedly.sources.text import read_bounded

__all__ = ["Entry", "Feed", "feed_of", "read"]

#: A feed's markup may be many times its text.
_MARKUP = 4
#: A declaration of entities has no place in a feed, and is how a few bytes become gigabytes ("billion laughs").
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_CLOSED = re.compile(rb"</\s*(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Args:
        text: of its content, else of its summary; may be empty.
        whole: the text is the entry's content, no summary.
        published: ISO date-time.
    """

    title: str | None
    text: str
    whole: bool
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries.

    Args:
        title: who publishes it.
        fault: what was broken in it, if the entries could be read all the same.
    """

    title: str | None
    entries: tuple[Entry, ...]
    fault: SourceError | None


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """An article for each entry.

    Raises:
        MissingExtra: feedparser isn't installed.
    """
    try:
        data = read_bounded(stream, name=name, most=_MARKUP * max_chars)
        if not data.strip():
            raise SourceError("the file is empty", where=name, do="give it a feed, or leave it out")
        feed = feed_of(data, where=name)
    except ReportedlyError as error:
        yield name, error
        return
    for number, entry in enumerate(feed.entries, 1):
        where = f"{name}:{number}"
        try:
            yield where, article_of(entry, feed, where=where, max_chars=max_chars)
        except ReportedlyError as fault:
            yield where, fault
    if feed.fault is not None:
        yield name, feed.fault
    elif not feed.entries:
        yield name, SourceError("the feed holds no entry", where=name, do="leave it out")


def article_of(entry: Entry, feed: Feed, *, where: str, max_chars: int) -> Article:
    """The article of an entry.

    Raises:
        SourceError: the entry has no text.
        TooLongError: its text has more than ``max_chars`` code points.
    """
    if len(entry.text) > max_chars:
        raise TooLongError(
            f"the text has {len(entry.text):,} characters, the limit is {max_chars:,}",
            where=where,
            do="raise the limit with --max-chars",
        )
    if not entry.text:
        raise SourceError("the entry holds no text", where=where, do="fetch the article that it links to")
    return Article(
        text=entry.text,
        title=entry.title,
        published=entry.published,
        outlet=feed.title or host_of(entry.url),
        url=entry.url,
    )


def feed_of(data: bytes, *, where: str, media: str = "", base: str = "") -> Feed:
    """Read a feed.

    Args:
        media: Content-Type that a server named, with its charset.
        base: address that relative links count from.

    Raises:
        SourceError: the bytes are no feed, or declare entities.
        MissingExtra: feedparser isn't installed.
    """
    # In UTF-16 every other byte is zero.
    if _ENTITIES.search(data.replace(b"\x00", b"")):
        raise SourceError("the feed declares entities, as no feed needs to", where=where, do="leave it out")
    try:
        import feedparser
    except ImportError:
        raise MissingExtra(
            "a feed needs the package feedparser", where=where, do="run `pip install 'reportedly[archive]'`"
        ) from None
    try:
        parsed = feedparser.parse(
            io.BytesIO(data),
            response_headers={
                name: value for name, value in (("content-type", media), ("content-location", base)) if value
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # Feeds are anyone's: what makes a parser below fail is this feed's fault, not the run's.
        what = f"the feed can't be read ({type(error).__name__})"
        raise SourceError(what, where=where, do="leave it out") from None
    fault = None
    entries = [_entry(entry) for entry in parsed.get("entries", ())]
    if not entries and not parsed.get("version"):
        raise SourceError("no feed", where=where, do="name an RSS or Atom feed")
    broken = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if broken is not None and type(broken).__name__ == "SAXParseException":
        fault = SourceError(f"the feed is broken ({_reason(broken)})", where=where, do="get it again")
        # Half an entry is no entry: of a feed that breaks off, the last one doesn't count.
        if entries and not _CLOSED.search(data.replace(b"\x00", b"")[-1_000:]):
            entries.pop()
    title = text_of(str(parsed.get("feed", {}).get("title") or "")) or None
    return Feed(title=title, entries=tuple(entries), fault=fault)


def _entry(entry: Any) -> Entry:
    contents = [text_of(str(one.get("value") or "")) for one in entry.get("content") or ()]
    content = max(contents, key=len, default="")
    summary = text_of(str(entry.get("summary") or ""))
    text = content if len(content) >= len(summary) else summary
    link = str(entry.get("link") or "").strip()
    return Entry(
        title=text_of(str(entry.get("title") or "")) or None,
        text=text,
        whole=bool(content) and len(content) >= len(summary),
        url=link if link.lower().startswith(("http://", "https://")) else None,
        published=_moment(entry, "published") or _moment(entry, "updated"),
    )


def _moment(entry: Any, field: str) -> str | None:
    """The moment as it was written, since "on Tuesday" is the outlet's Tuesday; in UTC where only feedparser reads it."""
    written = str(entry.get(field) or "").strip()
    for reading in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return reading(written).isoformat()
        except (TypeError, ValueError, OverflowError, IndexError):
            continue
    parts = entry.get(f"{field}_parsed")
    try:
        return datetime(*parts[:6]).isoformat() + "+00:00" if parts else None
    except (TypeError, ValueError, OverflowError):
        return None


def _reason(error: BaseException) -> str:
    line = getattr(error, "getLineNumber", lambda: None)()
    message = getattr(error, "getMessage", lambda: str(error))()
    return f"{message}, line {line}" if line else str(message)
