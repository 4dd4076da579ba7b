"""The worked guides: their files are written and their commands run in their order, in one folder.

``python tests/test_guide.py --write`` puts what they print, and the chart, into the documents.
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
GUIDES = ("guide-codebook.md", "evaluate.md")
_BLOCK = re.compile(r"^```(?P<kind>yaml|bash|python|text)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"# (?P<file>[\w/.]+)(?:, (?P<part>\w+))?\n")


def follow(guide: str, folder: Path) -> list[str]:
    """Do what a guide says; what each block of commands prints."""
    shutil.copy(DOCS / "guide" / "news.jsonl", folder)
    printed: list[str] = []
    for block in _BLOCK.finditer((DOCS / guide).read_text(encoding="utf-8")):
        if ">>> " in block["body"]:
            continue  # test_docs runs it
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


@pytest.fixture(scope="module", autouse=True)
def _in_the_checkout() -> None:
    # It takes most of a minute, so it isn't done once more on the wheel.
    if not (DOCS.parent / "mkdocs.yml").exists():
        pytest.skip("the guides are followed in the checkout")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The codebook's guide, from nothing to a chart."""
    folder = tmp_path_factory.mktemp("guide")
    return folder, "\n".join(follow("guide-codebook.md", folder))


def test_every_command_of_the_codebooks_guide_runs(followed: tuple[Path, str]) -> None:
    folder, _ = followed
    assert (folder / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "review.csv").exists()


def test_both_categories_are_found_after_the_second_round(followed: tuple[Path, str]) -> None:
    _, printed = followed
    rows = [row.split() for row in printed.rpartition("type ")[2].splitlines() if row.startswith("2024-")]
    arms, water = (sum(int(row[column]) for row in rows) for column in (1, 2))
    assert arms >= 8, printed
    assert water >= 4, printed


def test_what_the_rules_missed_is_suggested(followed: tuple[Path, str]) -> None:
    _, printed = followed
    assert {"verbs: deliver", "verbs: transfer", "verbs: cut_off"} <= set(re.findall(r"verbs: \w+", printed))


def test_every_command_of_the_measuring_page_runs(tmp_path: Path) -> None:
    printed = "\n".join(follow("evaluate.md", tmp_path))
    assert (tmp_path / "calibration.png").read_bytes().startswith(b"\x89PNG")
    assert printed.count("expected calibration error") == 3
    assert "judgements taken in\n" in printed


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_shows_what_its_commands_print(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    blocks = [(match["kind"], match["body"]) for match in _BLOCK.finditer(text)]
    shown = [body for (kind, _), (after, body) in pairwise(blocks) if (kind, after) == ("bash", "text")]
    assert len(shown) > 3
    assert all(shown), "python tests/test_guide.py --write"


def write(guide: str) -> None:
    """Put into a document what its commands print, and the chart."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        printed = follow(guide, Path(name))
        if (Path(name) / "chart.png").exists():
            shutil.copy(Path(name) / "chart.png", DOCS / "guide" / "chart.png")
    whole = (DOCS / guide).read_text(encoding="utf-8")
    text, at, last = "", 0, ""
    for block in _BLOCK.finditer(whole):
        if block["kind"] == "bash":
            last = printed.pop(0)
        elif block["kind"] == "text":
            shown = "\n".join(line.rstrip() for line in last.rstrip().splitlines())
            text += whole[at : block.start()] + f"```text\n{shown}\n```"
            at = block.end()
    (DOCS / guide).write_text(text + whole[at:], encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--write"]:
        raise SystemExit("usage: python tests/test_guide.py --write [GUIDE …]")
    for one in sys.argv[2:] or GUIDES:
        write(one)
