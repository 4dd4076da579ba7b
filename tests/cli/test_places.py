"""`reportedly places`."""

from __future__ import annotations

import json
from pathlib import Path

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


def place(id: int, name: str, kind: str, people: int) -> str:
    """A line of a made-up table of GeoNames."""
    cells = [
        str(id),
        name,
        name,
        "",
        "60.5",
        "8.25",
        *kind.split("."),
        "NO",
        "",
        "90",
        "",
        "",
        "",
        str(people),
    ]
    return "\t".join([*cells, *[""] * (19 - len(cells))])


def test_a_gazetteer_is_built_from_one_table_and_read(tmp_path: Path) -> None:
    table = tmp_path / "allCountries.txt"
    rows = [place(90, "Nordfylke", "A.ADM1", 0), place(11, "Fjellbyvik", "P.PPL", 12_000)]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    out = str(tmp_path / "my.gazetteer")
    built = CliRunner().invoke(command, ["build", "--geonames", str(table), "--out", out])
    assert built.exit_code == 0, built.output
    shown = CliRunner().invoke(command, ["-", "--gazetteer", out], input="Talks were held in Fjellbyvik.")
    assert shown.output.split("\t")[2] == "Fjellbyvik, Nordfylke, NOR"


def test_a_build_without_a_table_is_wrong_usage() -> None:
    assert CliRunner().invoke(command, ["build"]).exit_code == 2
