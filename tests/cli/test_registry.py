"""`reportedly registry`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from reportedly.cli.registry import command


def test_an_actor_is_found_by_name_on_a_day() -> None:
    result = CliRunner().invoke(command, ["find", "Kofi Annan", "--on", "2003-05-01"])
    assert result.exit_code == 0
    assert result.output.startswith("wikidata:Q1254\tKofi Annan\tperson\tUNO")


def test_show_prints_a_json_object() -> None:
    result = CliRunner().invoke(command, ["show", "org:nato", "--format", "jsonl"])
    assert json.loads(result.output)["country"] == "IGO"


def test_nobody_found_is_status_one() -> None:
    assert CliRunner().invoke(command, ["find", "Qwertz Asdf"]).exit_code == 1
    assert CliRunner().invoke(command, ["show", "org:nowhere"]).exit_code == 1


def test_add_tells_bad_rows_and_makes_a_registry(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,country\nGuild of Tide Wardens,NOR\n,NOR\n")
    result = CliRunner().invoke(
        command, ["add", str(tmp_path / "own.csv"), "--out", str(tmp_path / "own.registry")]
    )
    assert result.exit_code == 0
    assert "own.csv:3: no name" in result.output
    found = CliRunner().invoke(
        command, ["find", "guild of tide wardens", "--registry", str(tmp_path / "own.registry")]
    )
    assert found.output.startswith("own:guild-of-tide-wardens-NOR")
