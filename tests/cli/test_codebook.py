"""`reportedly codebook`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from reportedly.cli.codebook import command


def test_all_types_are_listed() -> None:
    result = CliRunner().invoke(command, ["show"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == 16


def test_a_type_is_shown_with_its_rules() -> None:
    result = CliRunner().invoke(command, ["show", "coerce"])
    assert "4, material conflict" in result.output
    assert "coerce.arrest" in result.output


def test_the_two_rules_that_an_event_names_are_shown() -> None:
    result = CliRunner().invoke(command, ["show", "plover.request.ask/aid.give"])
    assert [line for line in result.output.splitlines() if line and not line.startswith(" ")] == [
        "request.ask",
        "aid.give",
    ]


def test_a_folded_rule_is_shown() -> None:
    assert CliRunner().invoke(command, ["show", "plover.aid.give/planned"]).output.startswith("aid.give")


def test_a_trigger_shows_all_its_rules() -> None:
    assert "coerce.arrest" in CliRunner().invoke(command, ["show", "detain"]).output


def test_an_unknown_name_is_status_one() -> None:
    result = CliRunner().invoke(command, ["show", "bake"])
    assert result.exit_code == 1
    assert "no type, rule or trigger is called 'bake'" in result.output


def test_check_passes_the_shipped_codebook() -> None:
    result = CliRunner().invoke(command, ["check"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("plover 0.8")


def test_an_example_that_is_coded_as_it_says_passes() -> None:
    result = CliRunner().invoke(command, ["test", "--rule", "coerce.arrest"])
    assert result.exit_code == 0, result.output
    assert result.output == "1 of 1 examples are coded as they say\n"


def test_an_example_that_is_coded_otherwise_shows_both(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(
        """
name: odd
version: 1
foldings: {planned: {}, refused: {}, wanted: {}}
frames: {}
symmetric: []
contexts: {}
types:
  AID:
    {about: gives, quad: 2, score: 5, cameo: '07', rules: {hum: {verbs: hum,
      example: "{o1 Oman} {t1 hummed} to {s1 Qatar} beside the quiet sea."}}}
  COERCE: {about: forces, quad: 4, score: -5, cameo: '17'}
"""
    )
    result = CliRunner().invoke(command, ["test", str(tmp_path / "odd.yaml")])
    assert result.exit_code == 1
    assert "- AID happened | hummed | Qatar > Oman" in result.output
    assert result.output.endswith("0 of 1 examples are coded as they say\n")


def test_an_examples_fields_that_differ_stand_side_by_side() -> None:
    from reportedly.cli.codebook_pages import outcome_page
    from reportedly.codebook import load_codebook
    from reportedly.examples import Miss, Outcome, Row

    rule = load_codebook().rules.by_id["aid.give"]
    wanted = Row("AID", "happened", "AID", "happened", "sent", ("Kuwait",), ("Pakistan",))
    coded = Row("AGREE", "happened", "AID", "planned", "sent", ("Kuwait",), ())
    miss = Miss(wanted, coded, ("type", "status", "target"))
    assert outcome_page(Outcome(rule, "Kuwait sent tents to Pakistan.", (miss,), (coded,))).splitlines()[
        3:
    ] == [
        "      type:    wanted AID, coded AGREE",
        "      status:  wanted happened, coded planned",
        "      target:  wanted Pakistan, coded nobody",
    ]
