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


DIVISION = line(90, "Nordfylke", "A.ADM1", "NO", "90", 0)


def test_a_full_table_names_its_divisions_itself(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "allCountries.zip", "w") as packed:
        packed.writestr("allCountries.txt", f"{TOWNS}\n{DIVISION}\n")
    build(tmp_path / "g", [tmp_path / "allCountries.zip"])
    gazetteer = load_gazetteer(tmp_path / "g")
    (town,) = gazetteer.search("Fjellby")
    assert town.region is not None
    assert (gazetteer.entry(town.region).name, gazetteer.entry(town.region).id) == ("Nordfylke", 90)


def test_tables_without_divisions_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "cities500.txt"
    table.write_text(TOWNS + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"no first-level division.*--admin1"):
        build(tmp_path / "g", [table])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("allCountries.zip", b"no zip", "this is no zip file"),
        ("allCountries.txt", b"\xff\xfe\x00", "this isn't UTF-8"),
        ("allCountries.txt", b"a\tb\n", "2 columns instead of 19"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GazetteerError, match=told):
        build(tmp_path / "g", [tmp_path / name])
    with pytest.raises(GazetteerError, match="can't be read"):
        build(tmp_path / "g", [tmp_path / "missing.txt"])


def test_a_zip_without_its_table_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "allCountries.zip", "w") as packed:
        packed.writestr("readme.txt", "hello")
    with pytest.raises(GazetteerError, match=r"there is no allCountries\.txt in it"):
        build(tmp_path / "g", [tmp_path / "allCountries.zip"])
