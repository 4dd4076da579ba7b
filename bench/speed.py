"""How fast the coder is, against spaCy's full small pipeline on the same text in the same run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.machine import describe

_FIRST_RECORD = """
import time, spacy
from reportedly.steps.parse import DEFAULT_MODEL
started = time.perf_counter(); spacy.load(DEFAULT_MODEL); loaded = time.perf_counter() - started
started = time.perf_counter()
from reportedly import Article, Coder
Coder().code(Article(text="Norway sent food aid to Malawi on Monday.", published="2024-05-02"))
print(time.perf_counter() - started - loaded)
"""
_PEAK = """
import sys
from pathlib import Path
from bench.speed import read_articles
from reportedly import Coder
folders = map(Path, sys.argv[2:])
for record in Coder().code_many(a for folder in folders for a in read_articles(folder, words=int(sys.argv[1]))): pass
# Not ru_maxrss: a child's starts with what its parent held.
print(int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024)
"""


def read_articles(folder: Path, *, words: int) -> Iterator[Any]:
    """The folder's articles over and over, until they hold about so many words."""
    from reportedly.article import Article
    from reportedly.sources import read

    found = [item for path in sorted(folder.rglob("*")) if path.is_file() for item in read(path)]
    articles = [item for item in found if isinstance(item, Article)]
    if not articles:
        raise SystemExit(f"{folder} holds no article")
    total = 0
    while total < words:
        for article in articles:
            yield article
            total += len(article.text.split())


def measure(folders: Sequence[Path], *, words: int, rounds: int) -> Iterator[str]:
    """Lines of the report, as they come; each folder is repeated to its share of the words."""
    import spacy

    from reportedly import Coder
    from reportedly.steps.parse import DEFAULT_MODEL

    share = words // len(folders)
    articles = [article for folder in folders for article in read_articles(folder, words=share)]
    texts = [f"{a.title}\n\n{a.text}" if a.title else a.text for a in articles]
    total = sum(len(text.split()) for text in texts)
    names = " and ".join(folder.name for folder in folders)
    yield describe()
    yield f"text: {names}, {len(texts)} articles, {total:,} words (white-space separated), {rounds} rounds"
    nlp, coder, thorough = spacy.load(DEFAULT_MODEL), Coder(), Coder(all_sentences=True)
    bare, ours, every = [], [], []
    for _ in range(rounds):
        bare.append(_seconds(lambda: _drain(nlp.pipe(texts))))
        ours.append(_seconds(lambda: _drain(coder.code_many(articles))))
        every.append(_seconds(lambda: _drain(thorough.code_many(articles))))
    yield f"bare spaCy    {total / median(bare):10,.0f} words/s"
    yield f"whole coder   {total / median(ours):10,.0f} words/s"
    yield f"ratio         {_ratio(ours, bare):10.2f} times bare spaCy's time"
    yield f"all sentences {_ratio(every, bare):10.2f} times, with --all-sentences"
    yield f"peak memory   {_measured(_PEAK, str(share), *map(str, folders)):10.0f} MB"
    yield f"--help        {median(_help() for _ in range(5)):10.2f} s"
    yield f"first record  {median(_measured(_FIRST_RECORD) for _ in range(3)):10.2f} s after what spaCy needs to load"


def _ratio(times: Sequence[float], base: Sequence[float]) -> float:
    return median(one / other for one, other in zip(times, base, strict=True))


def _drain(items: Iterator[Any]) -> None:
    for _ in items:
        pass


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _help() -> float:
    command = [str(Path(sys.executable).with_name("reportedly")), "--help"]
    return _seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL) and None)


def _measured(program: str, *arguments: str) -> float:
    """What a program of its own process prints as its last line, a number."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[-1])
