"""The data on factuality: its schema, its forms, its examples."""

from __future__ import annotations

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml

from reportedly.errors import LanguageFileError
from reportedly.language.factuality import SIGNATURES, WORDS, check_signatures, check_words, load_factuality


def _data(name: str) -> Any:
    return yaml.safe_load(files("reportedly.language").joinpath("en", name).read_text(encoding="utf-8"))


def test_the_files_fit_their_schema():
    check_signatures(_data(SIGNATURES))
    check_words(_data(WORDS))


def test_forms_are_known_by_their_endings_and_by_the_list_of_irregular_ones():
    verbs = load_factuality().verbs
    for form in ("manages", "trying", "begun", "called off", "denied", "planned"):
        assert form in verbs, form


def test_a_word_may_not_say_two_things_of_one_complement():
    data = copy.deepcopy(_data(SIGNATURES))
    data["verbs"][0]["words"].append("refuse")
    with pytest.raises(LanguageFileError, match="refuse"):
        check_signatures(data)


@pytest.mark.parametrize(
    "key, value, words",
    [
        ("affirmed", "perhaps", "unknown outcome"),
        ("takes", ["adverb"], "unknown complement"),
        ("words", ["Try"], "Try"),
    ],
)
def test_a_wrong_value_names_its_group(key: str, value: Any, words: str):
    data = copy.deepcopy(_data(SIGNATURES))
    data["nouns"][0][key] = value
    with pytest.raises(LanguageFileError, match=words) as caught:
        check_signatures(data)
    assert "plans" in str(caught.value)


def test_every_example_holds_a_word_of_its_group():
    data = _data(SIGNATURES)
    known = load_factuality()
    for part in ("verbs", "nouns", "adjectives"):
        table = getattr(known, part)
        for group in data[part]:
            words = group["example"].rstrip(".").lower().replace(",", "").split()
            pairs = [f"{a} {b}" for a in words for b in words if a != b]
            assert any(set(group["takes"]) & set(table.get(form, ())) for form in [*words, *pairs]), group[
                "group"
            ]
