"""What an article may cost: a start without the parser, time that grows with length, memory that doesn't."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench.length import odd_texts, seconds

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


def test_a_run_without_a_blank_costs_no_square_of_its_length() -> None:
    coder = Coder(language="any")
    begun = time.process_time()
    coder.code(Article(text="([" * 15_000))
    assert time.process_time() - begun < 20


@pytest.mark.slow
@pytest.mark.parametrize("name", odd_texts())
def test_a_thousand_kilobytes_of_anything_take_no_two_minutes_and_ten_times_a_hundred(name: str) -> None:
    coder, unit = Coder(language="any"), odd_texts()[name]
    hundred, thousand = (seconds(coder, unit, size) for size in (100_000, 1_000_000))
    assert thousand < min(120, 16 * max(hundred, 0.2))


def test_a_vocabulary_stays_as_it_is_however_many_words_are_new() -> None:
    code = """
from reportedly import Article, Coder
from reportedly.steps import parse
parse.KEPT_WORDS = 0
coder = Coder()
strings = coder._parser.nlp.vocab.strings
def read(n): return coder.code(Article(text=f"Tovagora{n} attacked Sifumelo{n} and accused Norway of spying.")).to_json()
before, first = len(strings), read(1)
for n in range(2, 40): read(n)
assert read(1) == first
print(len(strings) - before)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(ran.stdout) == 0


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
