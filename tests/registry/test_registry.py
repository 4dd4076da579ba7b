"""The shipped registry: who is who, on which day."""

from __future__ import annotations

import time
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from reportedly.errors import RegistryError
from reportedly.registry import Registry, default_registry
from reportedly.registry.build import build

TABLES = Path(__file__).parents[2] / "training" / "registry"
SHIPPED = Path(str(files("reportedly.registry") / "default.registry"))


def test_a_person_is_found_in_any_spelling() -> None:
    registry = default_registry()
    assert registry.find("Mohammad al-Baqir") == registry.find("Muhammad Baqir")
    assert [e.country for e in registry.find("Jose Manuel Barroso")] == [
        e.country for e in registry.find("José Manuel Barroso")
    ]


def test_the_day_decides_who_is_in_office() -> None:
    (annan,) = default_registry().find("Kofi Annan", on=date(2003, 5, 1))
    assert [o.country for o in annan.offices_on(date(2003, 5, 1))][:1] == ["UNO"]
    assert annan.offices_on(date(2010, 5, 1)) == ()


def test_an_office_that_was_open_long_ago_is_not_open_for_ever() -> None:
    (lavrov,) = [e for e in default_registry().find("Sergey Lavrov") if e.id == "wikidata:Q58217"]
    assert lavrov.offices_on(date(2020, 1, 1))
    assert lavrov.offices_on(date(2040, 1, 1)) == ()


def test_every_state_is_found_by_its_name() -> None:
    registry = default_registry()
    for name, code in {
        "Kosovo": "XKX",
        "Palestine": "PSE",
        "Taiwan": "TWN",
        "East Germany": "DDR",
        "Greenland": "GRL",
    }.items():
        assert registry.find(name)[0].id == code


def test_the_file_opens_at_once() -> None:
    start = time.perf_counter()
    Registry.load("default").find("NATO")
    assert time.perf_counter() - start < 0.1


def test_the_tables_give_the_shipped_file_byte_for_byte(tmp_path: Path) -> None:
    if not TABLES.exists():
        pytest.skip("the source tables aren't installed")
    build(TABLES, tmp_path / "default.registry")
    assert (tmp_path / "default.registry").read_bytes() == SHIPPED.read_bytes()


def test_a_file_that_is_no_registry_is_told() -> None:
    with pytest.raises(RegistryError, match=r"R304 .*README\.md: "):
        Registry.load(TABLES / "README.md")
    with pytest.raises(RegistryError, match="no such registry"):
        Registry.load("nowhere.registry")
