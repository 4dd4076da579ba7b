"""ICEWS, POLECAT and Phoenix, read as their users read them."""

from __future__ import annotations

import io
from typing import Any

import pytest

from reportedly.export import Told, write

pandas = pytest.importorskip("pandas")


def read(name: str, material: list[Told], **options: Any) -> Any:
    out = io.BytesIO()
    write(name, material, out)
    out.seek(0)
    return pandas.read_csv(out, sep="\t", quoting=3, index_col=False, **options)


def test_icews_has_its_twenty_columns_and_codes_as_text(material: list[Told]) -> None:
    table = read("icews", material, dtype={"CAMEO Code": str}, parse_dates=["Event Date"])
    assert list(table.columns)[:3] == ["Event ID", "Event Date", "Source Name"]
    assert len(table.columns) == 20
    assert list(table["CAMEO Code"])[:3] == ["042", "042", "1222"]
    assert table["Event Date"].dt.year.unique().tolist() == [2024]


def test_in_icews_those_who_meet_are_two_rows(material: list[Told]) -> None:
    met = read("icews", material).iloc[:2]
    assert list(met["Source Name"]) == ["Kari Lund", "Ana Rojas"]
    assert list(met["Target Name"]) == ["Ana Rojas", "Kari Lund"]


def test_icews_ids_fit_an_integer_of_r_and_are_shared_by_reports(material: list[Told]) -> None:
    table = read("icews", material)
    assert table["Event ID"].max() < 2**31
    raid = table[table["Event Text"] == table["Event Text"].iloc[3]]
    assert raid["Event ID"].nunique() == 1
    assert raid["Story ID"].nunique() == 2


def test_polecat_has_its_forty_columns(material: list[Told]) -> None:
    table = read("polecat", material, keep_default_na=False, na_values=["None"])
    assert len(table.columns) == 40
    assert table.columns[4] == "Event Intensity"
    met = table.iloc[0]
    assert (met["Event Type"], met["Quad Code"], met["Actor Name"]) == (
        "CONSULT",
        "VERBAL COOPERATION",
        "Kari Lund; Ana Rojas",
    )
    assert (met["City"], met["Country"], met["GeoNames ID"]) == ("Lima", "Peru", 3936456)
    assert pandas.isna(met["Recipient Name"])


def test_phoenix_has_26_values_and_one_row_a_happening(material: list[Told]) -> None:
    table = read("phoenix", material, header=None, dtype=str)
    assert table.shape[1] == 26
    raid = table[table[14] == "19"]
    assert list(raid[5]) == ["FJIMIL"]
    assert list(raid[23]) == ["talks-1_3;raid-2_1"]
    assert list(raid[25]) == ["Harbour Courier;Inland Post"]
