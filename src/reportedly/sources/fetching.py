"""Fetching: the articles of a feed on the web, and only what is new in it where a state is kept.

Only addresses that the user gives are fetched, and the articles that these feeds link to.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from reportedly.article import Article
from reportedly.errors import OutputError, ReportedlyError, SourceError
from reportedly.sources.answers import media_type
from reportedly.sources.feed import Entry, Feed, article_of, feed_of
from reportedly.sources.html import article_of as article_of_page
from reportedly.sources.html import host_of, page_of
from reportedly.sources.network import Client

__all__ = ["Fetcher"]

#: Bytes of a feed or of a page.
_FEED = 16 << 20
_PAGE = 8 << 20
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
#: How often an article that can't be fetched is tried, a poll each.
_TRIES = 3


@dataclass(slots=True)
class _Known:
    """What is known of a feed from the last time.

    Args:
        tags: validators to send with the next request.
        seen: hashes of the feed's entries that were read.
        failed: hash of an entry -> how often it couldn't be.
    """

    tags: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    failed: dict[str, int] = field(default_factory=dict)


class Fetcher:
    """Fetches feeds; with a state file, only what it hasn't given yet.

    Args:
        client: with what limits pages are fetched.
        state: a small JSON file that remembers the feeds' validators and entries between runs.

    `commit` writes the state: call it once the articles are safe, so that a crash before it loses none.

    Raises:
        SourceError: the state file isn't one.
    """

    def __init__(self, client: Client | None = None, *, state: Path | None = None) -> None:
        self.client = client or Client()
        self._state = state
        self._known = _load(state) if state is not None else {}

    def articles(self, url: str, *, max_chars: int) -> Iterator[tuple[str, Article | ReportedlyError]]:
        """The articles of a feed that haven't been given before, oldest last as feeds have them."""
        known = self._known.get(url, _Known())
        try:
            answer = self.client.get(url, most=_FEED, headers=known.tags)
            if answer.status == 304:
                return
            feed = feed_of(
                answer.body, where=url, media=answer.headers.get("content-type", ""), base=answer.url
            )
        except ReportedlyError as error:
            yield url, error
            return
        now = _Known()
        for number, entry in enumerate(feed.entries, 1):
            key = hashlib.sha256(f"{entry.url}\x1f{entry.title}\x1f{entry.published}".encode()).hexdigest()[
                :32
            ]
            if key in known.seen:
                now.seen.add(key)
                continue
            where = entry.url or f"{url}:{number}"
            try:
                article = self._article(entry, feed, where=where, max_chars=max_chars)
            except ReportedlyError as error:
                tries = known.failed.get(key, 0) + 1
                if tries < _TRIES:
                    now.failed[key] = tries
                else:
                    now.seen.add(key)
                yield where, error
            else:
                now.seen.add(key)
                yield where, article
        if feed.fault is not None:
            yield url, feed.fault
        if not now.failed and feed.fault is None:
            # With these the server may answer "not modified", which must not hide an article still to be tried.
            now.tags = {
                sent: answer.headers[got]
                for got, sent in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
                if got in answer.headers
            }
        self._known[url] = now

    def _article(self, entry: Entry, feed: Feed, *, where: str, max_chars: int) -> Article:
        """The article of an entry: the page that it links to, unless the entry holds it whole."""
        if entry.whole or entry.url is None:
            return article_of(entry, feed, where=where, max_chars=max_chars)
        answer = self.client.get(entry.url, most=min(_PAGE, 4 * max_chars))
        media, charset = media_type(answer.headers.get("content-type", ""))
        if media not in _PAGES:
            raise SourceError(f"is no page but {media or 'of no kind'}", where=where, do="leave it out")
        article = article_of_page(page_of(answer.body, where=where, charset=charset), where=where)
        return replace(
            article,
            title=article.title or entry.title,
            published=entry.published or article.published,
            outlet=article.outlet or feed.title or host_of(answer.url),
            url=article.url or answer.url,
        )

    def commit(self) -> None:
        """Write the state, if there is a file for it; it appears whole or not at all.

        Raises:
            OutputError: it can't be written.
        """
        if self._state is None:
            return
        feeds = {
            url: {"tags": known.tags, "seen": sorted(known.seen), "failed": known.failed}
            for url, known in sorted(self._known.items())
        }
        part = self._state.with_name(f"{self._state.name}.part")
        try:
            part.write_text(json.dumps({"version": 1, "feeds": feeds}), encoding="utf-8")
            os.replace(part, self._state)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(
                f"can't be written ({reason})", where=str(self._state), do="name a file where you may write"
            ) from None


def _load(state: Path) -> dict[str, _Known]:
    try:
        data: Any = json.loads(state.read_text(encoding="utf-8"))
        if data["version"] != 1:
            raise ValueError("another version")
        return {
            url: _Known(tags=dict(one["tags"]), seen=set(one["seen"]), failed=dict(one["failed"]))
            for url, one in data["feeds"].items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"no state of feeds ({error})", where=str(state), do="remove it: feeds are then read anew"
        ) from None
