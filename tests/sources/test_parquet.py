"""Parquet."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.article import Article
from reportedly.errors import MissingExtra, ReportedlyError
from reportedly.sources.parquet import read


def written(columns: dict[str, list[object]], rows_a_group: int = 100) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, row_group_size=rows_a_group, compression="zstd")
    return stream.getvalue()


def found(
    data: bytes, columns: Mapping[str, str] | None = None
) -> list[tuple[str, Article | ReportedlyError]]:
    return list(read(io.BytesIO(data), name="x.parquet", max_chars=50, columns=columns))


def test_a_row_is_an_article_and_a_timestamp_its_date() -> None:
    data = written(
        {"id": [7], "text": ["Aid came."], "published": [datetime(2024, 3, 12, 8, 30)], "size": [3]}
    )
    assert found(data) == [
        ("x.parquet:1", Article(text="Aid came.", published="2024-03-12T08:30:00", id="7"))
    ]


def test_columns_of_other_names_are_mapped() -> None:
    data = written({"body": ["Aid came."], "headline": ["Aid"]})
    ((_, article),) = found(data, {"text": "body", "title": "headline"})
    assert article == Article(text="Aid came.", title="Aid")


def test_a_row_that_is_no_article_is_named_and_the_rest_goes_on() -> None:
    items = found(written({"text": ["Aid came.", None, "a" * 51, "Rain fell."]}))
    assert [isinstance(one, Article) for _, one in items] == [True, False, False, True]
    assert str(items[1][1]).startswith("R101 x.parquet:2: the object lacks `text`")
    assert str(items[2][1]).startswith("R103 x.parquet:3:")


def test_a_broken_row_group_is_named_and_the_next_is_read() -> None:
    texts: list[object] = [f"Aid came {number} times." for number in range(9)]
    data = bytearray(written({"text": texts}, rows_a_group=3))
    start = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0).dictionary_page_offset
    data[start : start + 40] = bytes(40)
    items = found(bytes(data))
    assert [one.text for _, one in items if isinstance(one, Article)] == [*texts[:3], *texts[6:]]
    assert [str(one)[:50] for _, one in items if isinstance(one, ReportedlyError)] == [
        "R102 x.parquet: row group 2 is broken after row 3 "
    ]


def test_what_is_no_parquet_or_has_no_text_is_told() -> None:
    assert "no Parquet" in str(found(b"PAR1 and no more")[0][1])
    assert "no column is called 'text'; say which" in str(found(written({"body": ["x"]}))[0][1])


def test_without_pyarrow_the_pip_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'reportedly\[archive\]'"):
        found(b"PAR1")
