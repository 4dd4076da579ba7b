"""The cue file: its schema, and that it says what it should."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from reportedly.errors import LanguageFileError
from reportedly.language.cues import check_cues, load_cues


def data() -> dict[str, Any]:
    text = files("reportedly.language").joinpath("en", "cues.yaml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    assert isinstance(loaded, dict)
    return loaded


def test_the_shipped_file_fits_its_schema() -> None:
    check_cues(data())


@pytest.mark.parametrize(
    "field, value",
    [
        ("family", "gossip"),
        ("stance", "shrugs"),
        ("takes", {"dance": 50}),
        ("takes", {"clause": 150}),
        ("example", ""),
    ],
)
def test_a_broken_group_is_named(field: str, value: object) -> None:
    broken = data()
    broken["verbs"][0][field] = value
    with pytest.raises(LanguageFileError, match="plain speech"):
        check_cues(broken)


def test_of_two_readings_the_surer_holds() -> None:
    verbs = load_cues().verbs
    assert verbs["deny"]["clause"].stance == "denies"
    assert verbs["promise"]["infinitive"].stance == "vows"
    assert verbs["ask"]["question"].stance == "asks"
