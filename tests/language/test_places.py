"""The data of the step `where` keeps its schema."""

from __future__ import annotations

from reportedly.gazetteer import load_gazetteer
from reportedly.language.places import abbreviations, areas, countries, place_words


def test_each_country_is_named_once() -> None:
    codes = [country.code for country in countries()]
    assert len(codes) == len(set(codes))
    assert {"XKX", "GRL", "PRI", "TWN"} <= set(codes)


def test_areas_lie_in_known_countries() -> None:
    known = {country.code for country in countries()} | {""}
    assert {area.country for area in areas()} <= known


def test_abbreviated_divisions_are_in_the_gazetteer() -> None:
    gazetteer = load_gazetteer()
    assert [short.code for short in abbreviations() if gazetteer.division(short.code) is None] == []


def test_the_lists_that_the_step_reads_are_there() -> None:
    words = place_words()
    for name in ("locative", "titles", "given_names", "offices", "institutions", "streets", "sites", "never",
                 "unsure", "inner", "tongue", "directions", "locals", "parties", "numbered"):  # fmt: skip
        assert words[name]
