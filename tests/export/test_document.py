"""What docs/exports.md says of the formats holds: each has its line, and the SQL of its R snippet runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from reportedly.export import FORMATS, Told, write

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
R = re.search(r"```r\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]
QUERIES = re.findall(r'dbGetQuery\(con, "(.*?)"\)', R, re.DOTALL)


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_says_what_each_format_loses(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|(?:[^|]+\|){{3}}$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def asked(material: list[Told], tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, Any]]]:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    path = tmp_path_factory.mktemp("r") / "events.parquet"
    with path.open("wb") as out:
        write("parquet", material, out)
    answers = []
    for query in QUERIES:
        found = duckdb.sql(query.replace("'events.parquet'", f"'{path}'"))
        answers.append([dict(zip(found.columns, row)) for row in found.fetchall()])
    return answers


def test_the_first_query_of_the_r_snippet_counts_by_month(asked: list[list[dict[str, Any]]]) -> None:
    raid = next(row for row in asked[0] if row["source"] == "FJI")
    assert (f"{raid['month']:%Y-%m}", raid["target"], raid["events"], raid["score"]) == (
        "2024-03",
        "KEN",
        2,
        -10.0,
    )


def test_the_second_query_of_the_r_snippet_finds_who_denies(asked: list[list[dict[str, Any]]]) -> None:
    assert {(*row["by"], *row["denied_by"]) for row in asked[1]} == {("Kenya", "Fiji"), ("Fiji",)}
