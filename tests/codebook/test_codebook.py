"""The codebook's data, and what it refuses."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from reportedly.codebook import load_codebook
from reportedly.codebook.model import load_model
from reportedly.codebook.reading import SHIPPED, read_codebook, read_folder
from reportedly.errors import CodebookError


def test_plover_has_sixteen_types_with_quad_class_and_score() -> None:
    types = load_codebook().types
    assert len(types) == 16
    assert all(
        kind.quad in {1, 2, 3, 4} and -10 <= kind.score <= 10 and kind.about for kind in types.values()
    )


def test_sanctions_are_material_conflict_and_accusations_score_below_zero() -> None:
    types = load_codebook().types
    assert types["SANCTION"].quad == 4
    assert types["ACCUSE"].score == -3


def test_the_model_knows_the_codebook_s_types() -> None:
    assert set(load_model().labels) - {"none"} <= set(load_codebook().types)


def test_a_codebook_without_foldings_is_told() -> None:
    path = Path("half.yaml")
    path.write_text("name: half\nversion: 1\ntypes: {AID: {quad: 2, score: 1, cameo: '07', about: gives}}\n")
    try:
        with pytest.raises(CodebookError, match="foldings"):
            load_codebook(str(path))
    finally:
        path.unlink()


def test_the_compiled_codebook_is_the_yaml() -> None:
    with as_file(files("reportedly.codebook").joinpath(SHIPPED)) as folder:
        assert read_codebook(SHIPPED) == read_folder(folder)


def test_every_rule_has_a_trigger_a_code_and_an_example() -> None:
    rules = load_codebook().rules.all
    assert len(rules) > 100
    assert all(rule.triggers and rule.cameo and rule.example for rule in rules)


def test_an_event_s_rule_is_found_by_its_name() -> None:
    book = load_codebook()
    found = book.rule("plover.request.ask/aid.give")
    assert found is not None
    assert found.type == "REQUEST"
    assert book.rule("plover.nothing") is None
