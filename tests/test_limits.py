"""What an article may cost: a start without the parser, time that grows with length, memory that doesn't."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly import Article, Coder

EXAMPLE = (Path(__file__).parents[1] / "examples/grain.txt").read_text(encoding="utf-8")


def test_help_loads_neither_parser_nor_tables() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from reportedly.cli import reportedly; "
        "assert CliRunner().invoke(reportedly, ['--help']).exit_code == 0; "
        "print([m for m in ('spacy', 'numpy', 'duckdb', 'deltalake', 'fastapi', 'trafilatura') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_record_s_score_is_the_same_after_json() -> None:
    event = Coder().code(Article(text="Norway sent food aid to Malawi.")).events[0]
    assert isinstance(event.score, float)


def test_time_grows_with_length_not_with_its_square() -> None:
    # On one thread: on a busy machine several would wait for one another, and waiting counts.
    code = """
import sys, time
from reportedly import Article, Coder
coder, example = Coder(), sys.stdin.read()
for times in (2, 5, 5, 40):
    begun = time.process_time()
    coder.code(Article(text=(example + chr(10) * 2) * times, published="2024-03-12"))
    print(time.process_time() - begun)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        input=EXAMPLE,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    _, *short, long = map(float, ran.stdout.split())
    # Eight times the text; the square would be sixty-four times the time.
    assert long < 16 * min(short)


@pytest.mark.slow
def test_two_million_characters_are_coded_in_700_mb(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="there is no such measure on Windows")
    article = tmp_path / "long.txt"
    article.write_text((EXAMPLE + "\n\n") * (2_000_000 // len(EXAMPLE)), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "reportedly", "code", str(article), "--out", str(tmp_path / "long.jsonl")],
        check=True,
    )
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 700 * 1024
