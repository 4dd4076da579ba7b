"""The refresh from Wikidata, on a recorded form of answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import RegistryError
from reportedly.registry.refresh import merge, rows_of

ANSWER = json.loads((Path(__file__).parent / "data" / "wikidata_answer.json").read_text("utf-8"))


def test_an_answer_becomes_rows_and_nameless_persons_are_left_out() -> None:
    rows = rows_of(ANSWER, office="head of government", as_of="2031")
    assert [(row["name"], row["from"], row["to"]) for row in rows] == [
        ("Sigrún Hallsdóttir", "2030-11-30", ""),
        ("Einar Jónasson", "2026", "2030-11-30"),
    ]


def test_a_new_row_takes_the_place_of_the_old() -> None:
    new = rows_of(ANSWER, office="head of government", as_of="2031")
    old = [new[1] | {"to": "", "as_of": "2025", "alias": "Einar J."}]
    merged = merge(old, new)
    assert len(merged) == 2
    assert [(row["to"], row["as_of"], row["alias"]) for row in merged if row["name"] == "Einar Jónasson"] == [
        ("2030-11-30", "2031", "Einar J.")
    ]


def test_an_answer_of_another_form_is_told() -> None:
    with pytest.raises(RegistryError, match="the answer has no 'results'"):
        rows_of({"error": "overload"}, office="", as_of="2031")
