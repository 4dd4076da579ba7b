"""CSV."""

from __future__ import annotations

import io
from collections.abc import Mapping

from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.sources.csv import read

HEADER = b"id,published,text\n"


def articles(data: bytes, columns: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Where each was found, and its text or its error."""
    found = read(io.BytesIO(data), name="x.csv", max_chars=1_000, columns=columns)
    return [(where, one.text if isinstance(one, Article) else str(one)) for where, one in found]


def test_a_quoted_field_may_hold_separators_quotes_and_line_ends() -> None:
    data = HEADER + b'1,2024-03-12,"Aid came, ""at last"".\nIt was late."\n2,,Rain fell.\n'
    assert articles(data) == [
        ("x.csv:2", 'Aid came, "at last".\nIt was late.'),
        ("x.csv:4", "Rain fell."),
    ]


def test_columns_of_other_names_are_mapped() -> None:
    data = "\ufeffHeadline;Body\nAid;Aid came.\n".encode()
    ((_, found),) = read(
        io.BytesIO(data), name="x", max_chars=99, columns={"text": "Body", "title": "Headline"}
    )
    assert found == Article(text="Aid came.", title="Aid")


def test_names_of_fields_count_in_any_case() -> None:
    assert articles(b"Text\tOutlet\nAid came.\tCourier\n") == [("x.csv:2", "Aid came.")]


def test_a_header_without_text_says_what_columns_there_are() -> None:
    ((_, error),) = articles(b"Headline,Body\nAid,Aid came.\n")
    assert "no column is called 'text'" in error
    assert "there are: Headline, Body" in error


def test_a_quote_that_is_never_closed_loses_no_row_but_its_own() -> None:
    data = HEADER + b'1,,"Aid came.\n2,,Rain fell.\n3,,"Snow, too."\n4,,Wind rose.\n'
    (first, *others) = articles(data)
    assert first[0] == "x.csv:2"
    assert "R102 x.csv:2" in first[1]
    assert others == [("x.csv:3", "Rain fell."), ("x.csv:4", "Snow, too."), ("x.csv:5", "Wind rose.")]


def test_a_row_with_bytes_that_are_no_utf_8_is_told_and_the_rest_goes_on() -> None:
    data = HEADER + b"1,,A caf\xe9 burned.\n2,,Rain fell.\n"
    first, second = articles(data)
    assert "R102 x.csv:2: the row is no UTF-8" in first[1]
    assert second == ("x.csv:3", "Rain fell.")


def test_a_row_of_the_wrong_width_is_told() -> None:
    (first, second) = articles(HEADER + b"1,,Aid came, at last.\n2,,Rain fell.\n")
    assert "x.csv:2: 4 columns, the header has 3" in first[1]
    assert second == ("x.csv:3", "Rain fell.")


def test_a_row_beyond_the_limit_is_never_held_whole() -> None:
    data = HEADER + b"1,," + b"a" * 200_000 + b"\n2,,Rain fell.\n"
    (first, second) = articles(data)
    assert "R103 x.csv:2: the line is longer" in first[1]
    assert second == ("x.csv:3", "Rain fell.")


def test_a_text_that_is_too_long_is_told() -> None:
    (first,) = articles(HEADER + b"1,," + b"a" * 2_000 + b"\n")
    assert "R103 x.csv:2: the text has 2,000 characters" in first[1]


def test_an_empty_file_is_told() -> None:
    ((_, found),) = read(io.BytesIO(b"\n\n"), name="x", max_chars=9)
    assert isinstance(found, ReportedlyError)


def test_a_header_without_rows_is_told() -> None:
    (first,) = articles(b"text,outlet\n\n")
    assert "R102 x.csv: no row below the header" in first[1]
