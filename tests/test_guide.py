"""The worked guide, from nothing to a chart: its files are written and its commands run in their order, in one folder.

``python tests/test_guide.py --write`` puts what they print, and the chart, into the document.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = DOCS / "guide-codebook.md"
_BLOCK = re.compile(r"^```(?P<kind>yaml|bash|python|text)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"# (?P<file>[\w/.]+)(?:, (?P<part>\w+))?\n")


def follow(folder: Path) -> list[str]:
    """Do what the guide says; what each block of commands prints."""
    shutil.copy(DOCS / "guide" / "news.jsonl", folder)
    printed: list[str] = []
    for block in _BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        if block["kind"] in {"yaml", "python"}:
            put(folder, block["body"])
        elif block["kind"] == "bash":
            printed.append("".join(run(line, folder) for line in block["body"].splitlines()))
    return printed


def put(folder: Path, body: str) -> None:
    """Write a file, or add to a part of one: at its beginning."""
    place = _PLACE.match(body)
    assert place, f"the block doesn't say where it belongs: {body[:60]}"
    path, words = folder / place["file"], body[place.end() :]
    if place["part"]:
        head, mark, rest = path.read_text(encoding="utf-8").partition(f"{place['part']}:\n")
        assert mark, place["part"]
        words = head + mark + words + rest
    path.write_text(words, encoding="utf-8")


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, env={**os.environ, "PATH": path}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    # An example that isn't coded as it says, or a turn of the diff, is no failure of the command.
    assert "Traceback" not in done.stdout, f"{command}\n{done.stdout}"
    assert done.returncode == 0 or "codebook test" in command, f"{command}\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    # It takes most of a minute, so it isn't done once more on the wheel.
    if not (DOCS.parent / "mkdocs.yml").exists():
        pytest.skip("is followed in the checkout")
    folder = tmp_path_factory.mktemp("guide")
    return folder, "\n".join(follow(folder))


def test_every_command_of_the_guide_runs(followed: tuple[Path, str]) -> None:
    folder, _ = followed
    assert (folder / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "review.csv").exists()


def test_the_guide_shows_what_its_commands_print() -> None:
    blocks = [(match["kind"], match["body"]) for match in _BLOCK.finditer(GUIDE.read_text(encoding="utf-8"))]
    shown = [body for (kind, _), (after, body) in pairwise(blocks) if (kind, after) == ("bash", "text")]
    assert len(shown) > 8
    assert all(shown), "python tests/test_guide.py --write"


def test_both_categories_are_found_after_the_second_round(followed: tuple[Path, str]) -> None:
    _, printed = followed
    counts = printed.rpartition("type")[2]
    sums = [
        sum(int(row.split()[column]) for row in counts.splitlines() if row.startswith("2024-"))
        for column in (1, 2)
    ]
    assert sums[0] >= 8, printed
    assert sums[1] >= 4, printed


def test_what_the_rules_missed_is_suggested(followed: tuple[Path, str]) -> None:
    _, printed = followed
    assert {"verbs: deliver", "verbs: transfer", "verbs: cut_off"} <= set(re.findall(r"verbs: \w+", printed))


def write() -> None:
    """Put into the document what its commands print, and the chart."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        printed = follow(Path(name))
        shutil.copy(Path(name) / "chart.png", DOCS / "guide" / "chart.png")
    text, at = "", 0
    whole = GUIDE.read_text(encoding="utf-8")
    last = ""
    for block in _BLOCK.finditer(whole):
        if block["kind"] == "bash":
            last = printed.pop(0)
        elif block["kind"] == "text":
            shown = "\n".join(line.rstrip() for line in last.rstrip().splitlines())
            text += whole[at : block.start()] + f"```text\n{shown}\n```"
            at = block.end()
    GUIDE.write_text(text + whole[at:], encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        raise SystemExit("usage: python tests/test_guide.py --write")
    write()
