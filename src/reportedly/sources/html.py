"""A web page: its main text, title, date, outlet and address, by trafilatura (Apache-2.0, Barbaresi 2021)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from reportedly.article import Article
from reportedly.errors import DateError, ReportedlyError, SourceError
from reportedly.sources.fields import Columns
from reportedly.sources.kinds import Found
from reportedly.sources.text import decode, read_bounded

__all__ = ["article_of", "host_of", "page_of", "read"]

#: A page's markup may be many times its text.
_MARKUP = 4
#: Python's codecs that are no charsets, or that begin to guess.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""")


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """The one article of a page."""
    try:
        data = read_bounded(stream, name=name, most=_MARKUP * max_chars)
        if not data.strip():
            raise SourceError("the file is empty", where=name, do="give it a text, or leave it out")
        yield name, article_of(page_of(data, where=name), where=name)
    except ReportedlyError as error:
        yield name, error


def page_of(data: bytes, *, where: str, charset: str | None = None) -> str:
    """The page's characters: by the charset that came with it, else the one that it names itself, else UTF-8.

    Raises:
        SourceError: the bytes are no text, or not in that charset.
    """
    named = _CHARSET.search(data[:2048])
    for name in (charset, named[1].decode("ascii") if named else None):
        if name and name.lower() not in {"utf-8", "utf8"} and name.lower() not in _NO_CHARSETS:
            try:
                return data.decode(name)
            except (LookupError, UnicodeError, ValueError):
                pass
    return decode(data, name=where)


def article_of(page: str, *, where: str) -> Article:
    """The article of a page's markup.

    Raises:
        SourceError: the page holds no main text.
    """
    try:
        # The thorough way tries three other extractors too; it is for pages where the fast one finds nothing.
        fields = _extracted(page, fast=True)
        if not (fields.get("text") or "").strip():
            fields = _extracted(page, fast=False)
    except Exception as error:
        # Markup is anyone's: what makes a parser below fail (depth, a broken entity) is this page's fault, not the run's.
        what = f"the page can't be read ({type(error).__name__})"
        raise SourceError(what, where=where, do="save its text as .txt, or leave it out") from None
    text = (fields.get("text") or "").strip()
    if not text:
        raise SourceError(
            "the page holds no article", where=where, do="save its text as .txt, or leave it out"
        )
    title = fields.get("title") or None
    if title and text.startswith(title):
        text = text[len(title) :].lstrip() or text
    try:
        return _article(fields, text, title, fields.get("date") or None)
    except DateError:
        return _article(fields, text, title, None)


def _extracted(page: str, *, fast: bool) -> dict[str, str | None]:
    from trafilatura import bare_extraction

    # Only a date that the page states in its usual place: a searched one may be any date of the text.
    document = bare_extraction(
        page, fast=fast, include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )  # fmt: skip
    return {} if document is None else document if isinstance(document, dict) else document.as_dict()


def _article(fields: dict[str, str | None], text: str, title: str | None, published: str | None) -> Article:
    return Article(
        text=text,
        title=title,
        published=published,
        outlet=fields.get("sitename") or None,
        url=fields.get("url") or None,
    )


def host_of(url: str | None) -> str | None:
    """The host that published a page, which is its outlet where it names none.

    >>> host_of("https://www.courier.example/a?b=1")
    'courier.example'
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
