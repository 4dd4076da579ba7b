"""What `codebook check` finds."""

from __future__ import annotations

from pathlib import Path

from reportedly.codebook import Codebook, load_codebook
from reportedly.codebook.checking import check_codebook

HEAD = """
name: tides
version: 1
foldings: {planned: {}, refused: {}, wanted: {}}
frames: {}
symmetric: []
contexts: {}
types:
"""


def book(path: Path, types: str) -> Codebook:
    """A codebook of these types."""
    (path / "tides.yaml").write_text(HEAD + types)
    return load_codebook(str(path / "tides.yaml"))


def kind(name: str, rules: str) -> str:
    """A type with rules."""
    return f"  {name}: {{about: moves, quad: 2, score: 1, cameo: '07', rules: {rules}}}\n"


EXAMPLE = 'example: "{s1 Oman} {t1 dredged} {o1 Qatar}."'


def test_the_shipped_codebook_has_no_fault() -> None:
    assert [finding for finding in check_codebook(load_codebook()) if finding.grave] == []


def test_a_rule_without_trigger_or_example_is_told(tmp_path: Path) -> None:
    found = check_codebook(book(tmp_path, kind("DREDGE", "{dig: {object: canal}}")))
    assert {(finding.about, finding.where) for finding in found if finding.grave} == {
        ("unreachable", "dredge.dig"),
        ("example", "dredge.dig"),
    }


def test_capitals_are_never_reached(tmp_path: Path) -> None:
    found = check_codebook(book(tmp_path, kind("DREDGE", f"{{dig: {{verbs: Dredge, {EXAMPLE}}}}}")))
    assert [finding.what for finding in found if finding.grave] == [
        "'Dredge' has capitals, and lemmas have none"
    ]


def test_two_types_that_claim_a_trigger_are_noted(tmp_path: Path) -> None:
    rules = f"{{dig: {{verbs: dredge, {EXAMPLE}}}}}"
    found = check_codebook(book(tmp_path, kind("DREDGE", rules) + kind("DIG", rules)))
    assert [(f.grave, f.about, f.where) for f in found] == [(False, "fight", "dredge.dig")]


def test_objects_part_two_rules_of_one_trigger(tmp_path: Path) -> None:
    first = kind("DREDGE", f"{{dig: {{verbs: dredge, object: canal, {EXAMPLE}}}}}")
    second = kind("DIG", f"{{dig: {{verbs: dredge, object: harbour, {EXAMPLE}}}}}")
    assert check_codebook(book(tmp_path, first + second)) == ()


def test_an_example_of_another_type_is_told(tmp_path: Path) -> None:
    wrong = '{dig: {verbs: dredge, events: "1 AID - happened AID happened", ' + EXAMPLE + "}}"
    found = check_codebook(book(tmp_path, kind("DREDGE", wrong)))
    assert [finding.what for finding in found if finding.grave] == [
        "its example names AID, which is no type here",
        "its example shows no DREDGE",
    ]


def test_words_with_hyphens_or_two_particles_are_never_reached(tmp_path: Path) -> None:
    rules = f"{{dig: {{verbs: dredge re-dredge, nouns: deep_mud_bed, {EXAMPLE}}}}}"
    found = check_codebook(book(tmp_path, kind("DREDGE", rules)))
    assert [finding.what.partition(":")[0] for finding in found] == ["'re-dredge'", "'deep_mud_bed'"]


def test_a_type_that_says_nothing_of_itself_is_noted(tmp_path: Path) -> None:
    dredge = kind("DREDGE", f"{{dig: {{verbs: dredge, {EXAMPLE}}}}}").replace("about: moves", "about: ''")
    assert [f.what for f in check_codebook(book(tmp_path, dredge))] == [
        "its `about` is empty: nobody is told what it counts"
    ]


def test_a_sentence_that_cant_be_read_and_a_code_that_is_none_are_faults(tmp_path: Path) -> None:
    told = kind("DREDGE", f"{{dig: {{verbs: dredge, cameo: x7, {EXAMPLE}}}}}").replace(
        "}}\n", "}, sentences: [rubbish]}\n"
    )
    found = [f.what for f in check_codebook(book(tmp_path, told)) if f.grave]
    assert found[0].startswith("its sentence 1: ")
    assert found[1] == "'x7' is no CAMEO code: two to four digits"
