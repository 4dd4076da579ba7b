"""Fields: how a row that names its fields becomes an article, whatever the row came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reportedly.article import Article
from reportedly.errors import ArticleError, ReportedlyError, SourceError, TooLongError

__all__ = ["FIELDS", "Columns", "article_of_row", "parse_columns", "type_of"]

#: Fields of an article -> the row's own name for each; a field that isn't in it has the same name in both.
Columns = Mapping[str, str]

FIELDS = ("text", "title", "published", "outlet", "url", "language", "id")
_TYPES: dict[type, str] = {
    list: "an array",
    str: "a string",
    bytes: "bytes",
    int: "a number",
    float: "a number",
    bool: "a boolean",
    type(None): "null",
}


def parse_columns(value: str) -> dict[str, str]:
    """Read ``FIELD=COLUMN,…``.

    Raises:
        SourceError: a part is no pair, or its field is none of an article's.

    >>> parse_columns("text=body,title=headline")
    {'text': 'body', 'title': 'headline'}
    """
    columns: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in value.split(","))):
        field, equals, column = (side.strip() for side in part.partition("="))
        if not equals or not column or field not in FIELDS:
            raise SourceError(
                f"{part!r} names no column",
                where="--columns",
                do=f"write it as text=body,title=headline; fields are {', '.join(FIELDS)}",
            )
        columns[field] = column
    return columns


def article_of_row(
    row: Mapping[str, Any], *, where: str, max_chars: int, columns: Columns | None = None
) -> Article:
    """The article of a row: what a JSON object, a line of CSV or a row of Parquet holds.

    Raises:
        ArticleError: no ``text``, or a field of the wrong type.
        DateError: ``published`` is no date.
        TooLongError: the text has more than ``max_chars`` code points.
    """
    given: dict[str, str | None] = {}
    for field in FIELDS:
        column = (columns or {}).get(field, field)
        value = row.get(column)
        if isinstance(value, date) and field == "published":
            value = value.isoformat()
        elif field == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if field == "text" and not isinstance(value, str):
            named = f"`{column}`" if column == field else f"`{column}`, which should be its text"
            raise ArticleError(
                f"the object lacks {named}, a string"
                if value is None
                else f"{named} is {type_of(value)}, no string",
                where=where,
                do='write {"text": "…"}, or say which field it is with --columns text=NAME',
            )
        if value is not None and not isinstance(value, str):
            raise ArticleError(f"`{column}` is {type_of(value)}, no string", where=where)
        given[field] = value or None
    text = given.pop("text") or ""
    if len(text) > max_chars:
        raise TooLongError(
            f"the text has {len(text):,} characters, the limit is {max_chars:,}",
            where=where,
            do="split it, or raise the limit with --max-chars",
        )
    try:
        return Article(text=text, **given)
    except ReportedlyError as error:
        raise type(error)(error.what, where=f"{where}, `{error.where}`", do=error.do) from None


def type_of(value: object) -> str:
    """What a value is called in a message."""
    return _TYPES.get(type(value), "an object")
