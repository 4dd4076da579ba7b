"""JSON Lines."""

from __future__ import annotations

import io
import json

import pytest

from reportedly.article import Article
from reportedly.errors import ArticleError, ReportedlyError
from reportedly.sources.jsonl import article_of, lines_of, read


def test_all_fields_of_an_article_are_read() -> None:
    row = {"id": "7", "text": "Aid came.", "title": "Aid", "published": "2024-03-12T08:30", "outlet": "O", "url": "u",
           "language": "en"}  # fmt: skip
    found = article_of(json.dumps(row).encode(), where="x:1", max_chars=100)
    assert {field: getattr(found, field) for field in row} == row


def test_fields_that_are_not_known_are_left_alone() -> None:
    assert article_of(b'{"text": "a b", "source": 3}', where="x:1", max_chars=9).text == "a b"


def test_a_field_of_the_wrong_type_is_named() -> None:
    with pytest.raises(ArticleError, match="x:1: `outlet` is an array, no string"):
        article_of(b'{"text": "a", "outlet": []}', where="x:1", max_chars=9)


def test_an_escape_that_is_half_a_character_becomes_a_replacement_character() -> None:
    assert article_of(b'{"text": "aid \\ud83d came"}', where="x:1", max_chars=99).text == "aid \ufffd came"


def test_a_wide_line_is_never_held_whole() -> None:
    stream = io.BytesIO(b"a" * 5_000_000 + b"\nshort\n" + b"b" * 100)
    assert list(lines_of(stream, most=50)) == [(1, None), (2, b"short\n"), (3, None)]


def test_a_file_of_blank_lines_is_empty() -> None:
    ((where, found),) = read(io.BytesIO(b"\n \r\n"), name="x", max_chars=9)
    assert where == "x"
    assert isinstance(found, ReportedlyError)
    assert not isinstance(found, Article)


def test_a_bad_line_in_the_middle_is_named_and_the_rest_goes_on() -> None:
    data = b'{"text": "Aid came."}\n{"text": "Rain\n{"text": "Snow fell."}\n'
    first, (where, error), last = read(io.BytesIO(data), name="x", max_chars=99)
    assert (first[0], last[0]) == ("x:1", "x:3")
    assert where == "x:2"
    assert "R102 x:2: no JSON" in str(error)


def test_fields_of_other_names_are_mapped() -> None:
    data = b'{"body": "Aid came.", "headline": "Aid"}\n'
    ((_, found),) = read(
        io.BytesIO(data), name="x", max_chars=99, columns={"text": "body", "title": "headline"}
    )
    assert found == Article(text="Aid came.", title="Aid")
