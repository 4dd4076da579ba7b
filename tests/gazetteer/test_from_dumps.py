"""Gazetteers from GeoNames' tables; the tables here are made up."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import load_gazetteer
from reportedly.gazetteer.from_dumps import build


def line(id: int, name: str, kind: str, country: str, region: str, people: int, *, other: str = "") -> str:
    place, code = kind.split(".")
    row = [
        str(id),
        name,
        name,
        other,
        "60.5",
        "8.25",
        place,
        code,
        country,
        "",
        region,
        "",
        "",
        "",
        str(people),
        "",
        "",
        "",
        "",
    ]
    return "\t".join(row)


TOWNS = "\n".join(
    [
        line(11, "Fjellby", "P.PPL", "NO", "90", 1200),
        line(12, "Storby", "P.PPLC", "NO", "90", 400_000, other="Grandville,Гранд"),
        line(13, "Elva", "H.STM", "NO", "90", 0),
        line(14, "Nowhere", "P.PPL", "ZZ", "01", 10),
    ]
)


@pytest.fixture
def admin1(tmp_path: Path) -> Path:
    path = tmp_path / "admin1CodesASCII.txt"
    path.write_text("NO.90\tNordfylke\tNordfylke\t99\n", encoding="utf-8")
    return path


def test_towns_lie_in_their_divisions(tmp_path: Path, admin1: Path) -> None:
    table = tmp_path / "cities500.txt"
    table.write_text(TOWNS + "\n", encoding="utf-8")
    build(tmp_path / "g", [table], admin1=admin1)
    gazetteer = load_gazetteer(tmp_path / "g")
    (town,) = gazetteer.search("Fjellby")
    assert (town.country, town.region and gazetteer.entry(town.region).name) == ("NOR", "Nordfylke")
    assert gazetteer.search("Grandville")[0].kind == "capital"
    assert gazetteer.search("Elva") == ()
    assert gazetteer.search("Norway")[0].kind == "country"


def test_features_are_taken_on_request_and_zips_are_read(tmp_path: Path, admin1: Path) -> None:
    with zipfile.ZipFile(tmp_path / "allCountries.zip", "w") as packed:
        packed.writestr("allCountries.txt", TOWNS + "\n")
    build(tmp_path / "g", [tmp_path / "allCountries.zip"], admin1=admin1, features=True)
    assert load_gazetteer(tmp_path / "g").search("Elva")[0].kind == "feature"


def test_a_table_of_another_shape_is_told_with_its_line(tmp_path: Path, admin1: Path) -> None:
    table = tmp_path / "towns.csv"
    table.write_text("Fjellby;60.5\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"towns\.csv:1.*1 columns instead of 19"):
        build(tmp_path / "g", [table], admin1=admin1)
