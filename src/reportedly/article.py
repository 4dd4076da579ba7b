"""Article: what comes in. One published text with its date and outlet."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, datetime

import msgspec

from reportedly.errors import ArticleError, DateError

__all__ = ["Article", "parse_published"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_published(value: str, *, where: str = "published") -> datetime:
    """Read an ISO 8601 date or date-time; a plain date is taken as its midnight.

    Raises:
        DateError: the value is neither.

    >>> parse_published("2021-10-19")
    datetime.datetime(2021, 10, 19, 0, 0)
    """
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        raise DateError(
            f"{value!r} is no date",
            where=where,
            do="write an ISO date such as 2021-10-19 or 2021-10-19T08:30",
        ) from None


class Article(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One article to be coded.

    Args:
        text: the article's text exactly as it was given; all spans count its Unicode code points. (A lone surrogate,
            which no encoding can write, becomes U+FFFD.)
        title: a title that is given apart from the text; coded as a region of its own.
        published: ISO date or date-time. Without it relative dates stay unresolved.
        outlet: who published it.
        url: where it was published.
        language: ISO 639-1 code, where known.
        id: an identifier of the caller's; without one the record gets a content hash.

    >>> Article(text="Norway sent aid to Malawi.", published="2024-05-02").published
    '2024-05-02'
    """

    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            value = getattr(self, field)
            if not isinstance(value, str) and (value is not None or field == "text"):
                raise ArticleError(f"{value!r:.80} is no string", where=field, do="give it as text")
        if not self.text.strip() and not (self.title or "").strip():
            raise ArticleError("the article is empty", where="text", do="give it a text")
        for field in ("text", "title", "outlet", "url", "id"):
            value = getattr(self, field)
            if value is not None and _SURROGATE.search(value):
                msgspec.structs.force_setattr(self, field, _SURROGATE.sub("\ufffd", value))
        if self.published is not None:
            parse_published(self.published)

    @property
    def published_on(self) -> date | None:
        """The day of publication, or None."""
        return parse_published(self.published).date() if self.published else None

    def identity(self) -> str:
        """The id as given, else ``sha256:`` of the normalised text, outlet and publication date."""
        if self.id is not None:
            return self.id
        words = " ".join(unicodedata.normalize("NFC", f"{self.title or ''}\n{self.text}").split())
        key = "\x1f".join((words, self.outlet or "", self.published or ""))
        return "sha256:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
