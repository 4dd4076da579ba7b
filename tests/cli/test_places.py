"""`reportedly places`."""

from __future__ import annotations

import json

from click.testing import CliRunner

from reportedly.cli.places import command


def test_places_of_a_text_are_shown() -> None:
    result = CliRunner().invoke(command, ["-"], input="Fire crews went to Bangor, Maine.")
    assert result.exit_code == 0
    assert result.output.splitlines()[0].split("\t")[1:3] == ["Bangor", "Bangor, Maine, USA"]


def test_jsonl_has_a_place_a_line_as_in_the_record() -> None:
    result = CliRunner().invoke(command, ["--format", "jsonl", "-"], input="Snow fell in Oslo.")
    (line,) = result.output.splitlines()
    assert (json.loads(line)["span"], json.loads(line)["country"]) == ([13, 17], "NOR")
