"""`reportedly times`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import reportedly
from reportedly.cli.times import command
from reportedly.errors import DateError


def test_each_time_is_a_line_of_json_with_its_words() -> None:
    result = CliRunner().invoke(command, ["--published", "2023-10-17"], input="The truce broke on Monday.")
    (line,) = result.output.splitlines()
    found = json.loads(line)
    assert (found["words"], found["span"], found["value"]) == ("Monday", [19, 25], "2023-10-16")


def test_lines_to_read_show_the_stretch() -> None:
    result = CliRunner().invoke(command, ["--format", "text"], input="It ended in March 1970.")
    assert result.output == "12-22\tMarch 1970\tDATE\t1970-03\t1970-03-01 to 1970-04-01\t-\n"


def test_the_mode_can_be_chosen() -> None:
    text = "In 1970 the war ended. In March the king fled."
    chosen = ["--published", "2023-10-17", "--times", "narrative"]
    lines = CliRunner().invoke(command, chosen, input=text).output.splitlines()
    assert [json.loads(line)["value"] for line in lines] == ["1970", "1970-03"]


@pytest.mark.parametrize(
    ("mode", "value"), [("news", "XXXX-02"), ("narrative", "1912-02"), ("auto", "1912-02")]
)
def test_the_coder_reads_dates_in_the_mode_that_is_chosen(tmp_path: Path, mode: str, value: str) -> None:
    story = tmp_path / "story.txt"
    story.write_text("In November 1911 the king fled. In February the army attacked the town.")
    result = CliRunner().invoke(reportedly, ["code", "--times", mode, str(story)])
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert [time["value"] for time in record["times"]] == ["1911-11", value]
    assert f"times={mode}" in record["made_with"]["options"]


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(DateError):
        CliRunner().invoke(command, ["--published", "soon"], input="today", catch_exceptions=False)
