"""The gazetteer's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import load_gazetteer
from reportedly.gazetteer.names import fold
from reportedly.gazetteer.store import Row, write_gazetteer

ROWS = [
    Row(id=1, name="Norland", kind="country", country="NOR", lat=62, lon=10),
    Row(id=2, name="Fjord County", kind="region", country="NOR", lat=61, lon=9, aliases=("division NO.1",)),
    Row(id=3, name="Søndervik", kind="city", country="NOR", lat=60.5, lon=8.25, population=900, region=1),
    Row(id=4, name="Sondervik", kind="city", country="NOR", lat=59, lon=8, population=5_000),
]


def write(path: Path) -> Path:
    write_gazetteer(path, ROWS, title="test", licence="none", version="1")
    return path


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    gazetteer = load_gazetteer(write(tmp_path / "a"))
    big, small = gazetteer.search("SØNDERVIK")
    assert (big.id, small.id, small.lat, small.lon, small.population) == (4, 3, 60.5, 8.25, 900)
    assert small.region is not None
    assert gazetteer.entry(small.region).name == "Fjord County"
    assert gazetteer.division("NO.1") == gazetteer.entry(1)
    assert gazetteer.search("Atlantis") == ()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    assert write(tmp_path / "a").read_bytes() == write(tmp_path / "b").read_bytes()


@pytest.mark.parametrize("cut", [0, 10, 60, -5])
def test_a_damaged_file_is_told(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path / "a")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(GazetteerError, match="build"):
        load_gazetteer(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="R305"):
        load_gazetteer(tmp_path / "none")


def test_case_accents_and_dots_do_not_count() -> None:
    assert fold("ST. Étienne") == fold("Saint-Etienne")
