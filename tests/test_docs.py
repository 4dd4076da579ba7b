"""What the documents show is run. ``python tests/test_docs.py --write`` writes anew what the examples print.

A console block holds a command after ``$`` and what it prints, standard error included. Below ``<!-- exact -->`` that is
compared exactly, but for lines of ``…``, which stand for any lines; elsewhere the command has to run and to print something.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(
    r"(?P<exact><!-- exact -->\n)?^```console\n\$ (?P<command>.+)\n(?P<output>(?:(?!```).*\n)*)```$",
    re.MULTILINE,
)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_MADE_LATER = {"accuracy.md"}
#: Commands that show so much that the document leaves it out.
_TOO_LONG = re.compile(r"> |--html|examples/grain.txt|doctor")


def run(command: str, folder: Path) -> str:
    """What a command prints in a folder that has the examples."""
    if not (folder / "examples").exists():
        shutil.copytree(ROOT / "examples", folder / "examples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**environment, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout.decode()
    return done.stdout.decode()


EXAMPLES = [
    pytest.param(match["command"], match["output"], bool(match["exact"]), id=f"{path.name}-{number}")
    for path in DOCUMENTS
    for number, match in enumerate(_BLOCK.finditer(path.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize("command, output, exact", EXAMPLES)
def test_an_example_prints_what_the_document_shows(
    command: str, output: str, exact: bool, tmp_path: Path
) -> None:
    printed = run(command, tmp_path)
    assert "Traceback" not in printed
    if exact:
        pattern = "".join(
            "(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in output.splitlines(keepends=True)
        )
        assert re.fullmatch(pattern, printed), printed
    elif not _TOO_LONG.search(command):
        assert output, "the document doesn't show what this prints: python tests/test_docs.py --write"
        assert printed


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_python_examples_hold(path: Path) -> None:
    failed, _ = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert failed == 0


def test_the_commands_page_is_made_from_the_help() -> None:
    # In a process of its own: click keeps the help option that a command was first run with.
    made = subprocess.run(
        [sys.executable, "-m", "reportedly.cli.reference"], check=True, capture_output=True, encoding="utf-8"
    )
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == made.stdout, "python -m reportedly.cli.reference > docs/commands.md"


def test_the_record_page_names_every_field() -> None:
    from reportedly import record

    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    parts = (record.Record, record.ArticleHead, record.Actor, record.Mention, record.Time, record.Place, record.Statement,
             record.Medium, record.Event, record.EventTime, record.Argument, record.Figure, record.MadeWith, record.Note)  # fmt: skip
    fields = {field for part in parts for field in part.__struct_fields__}
    assert sorted(field for field in fields if f"`{field}`" not in page) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path: Path) -> None:
    if not (ROOT / "LICENSE").exists():
        pytest.skip("the files beside the documents aren't here")
    links = [
        link for link in _LINK.findall(path.read_text(encoding="utf-8")) if Path(link).name not in _MADE_LATER
    ]
    assert [link for link in links if not (path.parent / link).exists()] == []


def write() -> None:
    """Put what the commands print into the documents."""
    import tempfile

    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")

        def renewed(match: re.Match[str]) -> str:
            command = match["command"]
            if _TOO_LONG.search(command) and not match["output"]:
                return match[0]
            with tempfile.TemporaryDirectory() as folder:
                return f"{match['exact'] or ''}```console\n$ {command}\n{run(command, Path(folder))}```"

        path.write_text(_BLOCK.sub(renewed, text), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        raise SystemExit("usage: python tests/test_docs.py --write")
    write()
