"""The codebook's data, and what it refuses."""

from __future__ import annotations

import os
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


_GIFTS = """
name: gifts
version: "1"
extends: plover
types:
  GIFT:
    about: gives a present
    quad: 1
    score: 2
    cameo: "051"
    rules:
      hand:
        verbs: gift
        example: "{s1 Oman} {t1 gifted} {o1 Qatar} a falcon."
"""


@pytest.mark.parametrize("right, wrong, told", [
    ('cameo: "051"', "cameo: 051", r"gifts.yaml: GIFT: Expected `str`, got `int`.*put it in quotes"),
    ("verbs: gift", "verbs: gift\n        objects: falcon", "GIFT, rule hand: .*unknown field `objects`.*its fields are verbs"),
    ("about: gives a present", "abuot: gives a present", "GIFT: .*`abuot`"),
    ("quad: 1", "quad:", "GIFT: .*`quad`"),
    ("types:", "foldings: {planned: {GIFT: AGREEE}}\ntypes:", "foldings, planned: names types that it doesn't have: AGREEE"),
    ("types:", "foldings: {planed: {GIFT: AGREE}}\ntypes:", "unknown field `planed`"),
    ("types:", "symmetric: [GIFTS]\ntypes:", "symmetric: names types that it doesn't have: GIFTS"),
    ("types:", "contexts: [\ntypes:", r"gifts.yaml:\d+: is no YAML"),
])  # fmt: skip
def test_a_fault_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    path = tmp_path / "gifts.yaml"
    path.write_text(_GIFTS.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=told):
        load_codebook(str(path))


def test_a_field_left_empty_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "codebook.yaml").write_text(
        "name: more\nversion: '1'\nextends: plover\ntypes:\n", encoding="utf-8"
    )
    (tmp_path / "aid.yaml").write_text("type: AID\nrules:\nsentences:\n", encoding="utf-8")
    own, shipped = load_codebook(str(tmp_path)), load_codebook()
    assert own.types == shipped.types
    assert own.rules.all == shipped.rules.all


def test_a_codebook_of_ones_own_is_read_anew_when_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "gifts.yaml"
    path.write_text(_GIFTS, encoding="utf-8")
    before = load_codebook(str(path))
    assert load_codebook(str(path)) is before
    path.write_text(_GIFTS.replace("score: 2", "score: 4"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert load_codebook(str(path)).types["GIFT"].score == 4
