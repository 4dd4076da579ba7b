"""`reportedly code` as people run it: in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.article import Article
from reportedly.cli import reportedly
from reportedly.sources import read

RUN = [sys.executable, "-c", "from reportedly.cli import main; main()"]
GOOD = "Norway sent food aid to Malawi on Monday.\n"


def run(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    given = subprocess.DEVNULL if stdin is None else None
    done = subprocess.run(
        [*RUN, *map(str, arguments)], stdin=given, input=stdin, capture_output=True, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "good.txt").write_text(GOOD)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x00\x00" * 10)
    (folder / "latin.txt").write_bytes(b"Norway sent aid.\nThe caf\xe9 closed.\n")
    (folder / "german.txt").write_text(
        "Der Minister sagte, man werde in Berlin verhandeln und nicht weichen."
    )
    (folder / "long.txt").write_text("Norway sent aid. " * 100)
    lines = ["[1]", '{"x": 1}', '{"text": "Norway sent aid.", "published": "soon"}', "{", '{"text": "", "id": "e"}',
             json.dumps({"text": "Chile left.", "id": "last"})]  # fmt: skip
    (folder / "bad.jsonl").write_text("\n".join(lines))
    return folder


@pytest.fixture(scope="module")
def after_bad_input(inputs: Path) -> subprocess.CompletedProcess[str]:
    names = (
        "empty.txt",
        "binary.txt",
        "latin.txt",
        "german.txt",
        "long.txt",
        "bad.jsonl",
        "none.txt",
        "good.txt",
    )
    return run("code", "--max-chars", "1000", *(inputs / name for name in names))


@pytest.mark.parametrize(
    "expected",
    [
        "R102 {}/empty.txt: the file is empty; ",
        "R102 {}/binary.txt: this is a binary file",
        "R102 {}/latin.txt:2: byte 25 (0xe9) is no UTF-8; ",
        "R105 {}/german.txt: the article is in 'de'",
        "R103 {}/long.txt: the text has 1,700 characters, the limit is 1,000; ",
        "R102 {}/bad.jsonl:1: an array, no object; ",
        "R101 {}/bad.jsonl:2: the object lacks `text`",
        "R104 {}/bad.jsonl:3, `published`: 'soon' is no date; write an ISO date",
        "R102 {}/bad.jsonl:4: no JSON",
        "R101 {}/bad.jsonl:5, `text`: the article is empty",
        "R102 {}/none.txt: can't be read (no such file or directory); ",
    ],
)
def test_bad_input_gets_one_line_that_says_what_and_where(
    expected: str, inputs: Path, after_bad_input: subprocess.CompletedProcess[str]
) -> None:
    lines = [line for line in after_bad_input.stderr.splitlines() if expected.format(inputs) in line]
    assert len(lines) == 1


def test_the_other_inputs_are_coded_all_the_same(after_bad_input: subprocess.CompletedProcess[str]) -> None:
    texts = [json.loads(line)["article"]["text"] for line in after_bad_input.stdout.splitlines()]
    assert texts == ["Chile left.", GOOD]
    assert after_bad_input.returncode == 1
    assert len(after_bad_input.stderr.splitlines()) == 11


def test_a_line_of_many_megabytes_is_turned_away_and_the_next_is_coded(tmp_path: Path) -> None:
    path = tmp_path / "wide.jsonl"
    path.write_text('{"text": "' + "Norway sent aid. " * 200_000 + '"}\n{"text": "Chile left."}\n')
    done = run("code", path, "--max-chars", "10000")
    assert "wide.jsonl:1: the line is longer than" in done.stderr
    assert json.loads(done.stdout)["article"]["text"] == "Chile left."


def test_wrong_usage_is_status_2() -> None:
    done = run("code", "--published", "soon")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Invalid value for '--published': 'soon' is no date" in done.stderr
    assert run("nonsense").returncode == 2


def test_an_unwritable_output_is_told_before_coding(inputs: Path) -> None:
    done = run("code", inputs / "good.txt", "--out", inputs / "none" / "out.jsonl")
    assert done.returncode == 1
    assert "out.jsonl: can't be written (no such file or directory)" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [("code",), ("code", "--format", "json"), ("show",)])
def test_a_full_disk_behind_standard_output_is_told(inputs: Path, command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*RUN, *command, str(inputs / "good.txt")], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "reportedly: R106 can't write on (no space left on device); make room and run it again"
    ]


def test_an_interrupted_run_leaves_no_output_and_says_nothing(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*RUN, "code", "--as", "jsonl", "--out", str(tmp_path / "out.jsonl")],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, told, list(tmp_path.iterdir())) == (130, b"", [])


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": "Norway sent aid to Malawi. " * 40}) + "\n") * 200)
    process = subprocess.Popen([*RUN, "code", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 141


def test_standard_input_is_read_by_what_it_holds(inputs: Path) -> None:
    assert json.loads(run("code", stdin=GOOD.encode()).stdout)["article"]["text"] == GOOD
    lines = inputs.parent / "lines"
    lines.write_text('{"text": "Chile left."}\n')
    with pytest.MonkeyPatch.context() as patch, lines.open("rb") as stream:
        patch.setattr("sys.stdin", stream)
        texts = [item.text for item in read("-") if isinstance(item, Article)]
    assert texts == ["Chile left."]


def here(*arguments: str | Path) -> Result:
    """In this process, where the parser is loaded already."""
    return CliRunner().invoke(reportedly, ["code", *map(str, arguments)], catch_exceptions=False)


def test_an_output_file_appears_whole_and_alone(inputs: Path, tmp_path: Path) -> None:
    done = here(inputs / "good.txt", "--out", tmp_path / "out.jsonl")
    assert (done.exit_code, done.output) == (0, "")
    assert os.listdir(tmp_path) == ["out.jsonl"]
    assert json.loads((tmp_path / "out.jsonl").read_text())["article"]["text"] == GOOD


def test_date_and_outlet_are_given_where_the_input_has_none(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(
        '{"text": "Chile left."}\n{"text": "Peru left.", "published": "2020-01-02", "outlet": "B"}\n'
    )
    done = here(path, "--published", "2024-03-12", "--outlet", "A")
    heads = [json.loads(line)["article"] for line in done.stdout.splitlines()]
    assert [(head["published"], head["outlet"]) for head in heads] == [
        ("2024-03-12", "A"),
        ("2020-01-02", "B"),
    ]


def test_json_is_one_array(inputs: Path) -> None:
    done = here(inputs / "good.txt", inputs / "good.txt", "--format", "json")
    assert [record["article"]["text"] for record in json.loads(done.stdout)] == [GOOD, GOOD]


def test_another_language_is_coded_when_asked(inputs: Path) -> None:
    done = here(inputs / "german.txt", "--language", "any")
    assert (done.exit_code, json.loads(done.stdout)["article"]["language"]) == (0, "de")


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    done = here(tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "the folder holds no article; known endings: .txt" in done.stderr


def test_the_same_input_makes_the_same_bytes_in_one_process_and_in_two(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [
        {"text": f"Iran asked Russia to deliver {n} helicopters to Kenya 🙂 on Monday."} for n in range(60)
    ]
    path.write_text("\n".join(json.dumps(row) if n % 20 else "[]" for n, row in enumerate(rows)))
    one, two = run("code", path), run("code", path, "-j", "2")
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert len(one.stdout.splitlines()) == 57
