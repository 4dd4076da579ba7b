"""A web page: its main text, title, date, outlet and address, by trafilatura (Apache-2.0, Barbaresi 2021)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.article import Article
from reportedly.errors import DateError, ReportedlyError, SourceError
from reportedly.sources.fields import Columns
from reportedly.sources.kinds import Found
from reportedly.sources.text import decode, read_bounded

__all__ = ["article_of", "read"]

#: A page's markup may be many times its text.
_MARKUP = 4
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""")


def read(stream: BinaryIO, *, name: str, max_chars: int, columns: Columns | None = None) -> Iterator[Found]:
    """The one article of a page."""
    try:
        data = read_bounded(stream, name=name, most=_MARKUP * max_chars)
        if not data.strip():
            raise SourceError("the file is empty", where=name, do="give it a text, or leave it out")
        yield name, article_of(_text_of(data, name), where=name)
    except ReportedlyError as error:
        yield name, error


def _text_of(data: bytes, name: str) -> str:
    """The page's characters: by the charset that it names itself, else UTF-8."""
    charset = _CHARSET.search(data[:2048])
    if charset and charset[1].lower() not in {b"utf-8", b"utf8"}:
        try:
            return data.decode(charset[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name=name)


def article_of(page: str, *, where: str) -> Article:
    """The article of a page's markup.

    Raises:
        SourceError: the page holds no main text.
    """
    from trafilatura import bare_extraction

    # Only a date that the page states in its usual place: a searched one may be any date of the text.
    document = bare_extraction(
        page, include_comments=False, include_tables=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )  # fmt: skip
    fields = {} if document is None else document if isinstance(document, dict) else document.as_dict()
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


def _article(fields: dict[str, str | None], text: str, title: str | None, published: str | None) -> Article:
    return Article(
        text=text,
        title=title,
        published=published,
        outlet=fields.get("sitename") or None,
        url=fields.get("url") or None,
    )
