"""How fast the steps for times and places are alone, and what share of the coder's time they take."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.machine import describe
from bench.speed import read_articles

__all__ = ["measure"]

_LOAD = """
import resource, time
from reportedly.gazetteer import load_gazetteer
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20
before, started = resident(), time.perf_counter()
gazetteer = load_gazetteer()
gazetteer.search("Tallinn")
print(time.perf_counter() - started, resident() - before)
"""
_WORK = """
import resource, sys
from pathlib import Path
from bench.speed import read_articles
from reportedly.gazetteer import load_gazetteer
from reportedly.steps.parse import load_parser
from reportedly.steps.where import find_places
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20
parsed = list(load_parser().parse_many(read_articles(Path(sys.argv[1]), words=int(sys.argv[2]))))
before = resident()
for article in parsed: find_places(article)
print(0, resident() - before)
"""


def measure(folder: Path, *, words: int, rounds: int) -> Iterator[str]:
    """Lines of the report, as they come."""
    from reportedly import Coder
    from reportedly.steps.parse import load_parser
    from reportedly.steps.when import find_times
    from reportedly.steps.where import find_places

    articles = list(read_articles(folder, words=words))
    total = sum(len(f"{a.title or ''} {a.text}".split()) for a in articles)
    coder, parser = Coder(), load_parser()
    whole: list[float] = []
    steps: dict[str, list[float]] = {"times": [], "places": []}
    for turn in range(rounds + 1):
        started = time.perf_counter()
        for _ in coder.code_many(articles):
            pass
        coded = time.perf_counter() - started
        parsed = list(parser.parse_many(articles))
        taken = {}
        for name, step in (("times", find_times), ("places", find_places)):
            started = time.perf_counter()
            for article in parsed:
                step(article)
            taken[name] = time.perf_counter() - started
        if turn:  # the first round only warms up
            whole.append(coded)
            for name, seconds in taken.items():
                steps[name].append(seconds)
    yield describe()
    yield f"text: {folder.name}, {len(articles)} articles, {total:,} words (white-space separated), {rounds} rounds"
    yield f"times alone       {total / median(steps['times']):10,.0f} words/s"
    yield f"places alone      {total / median(steps['places']):10,.0f} words/s, parse and NER left out"
    shares = [100 * (t + p) / w for t, p, w in zip(steps["times"], steps["places"], whole, strict=True)]
    yield f"both              {median(shares):10.1f} % of the coder's time"
    loads = [_measured(_LOAD) for _ in range(5)]
    yield f"gazetteer         {median(seconds for seconds, _ in loads):10.3f} s to load and find a name"
    yield f"                  {max(size for _, size in loads):10.0f} MB for that"
    yield f"                  {_measured(_WORK, str(folder), str(words))[1]:10.0f} MB more after these articles"


def _measured(program: str, *arguments: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True
    )
    first, second = done.stdout.split()[-2:]
    return float(first), float(second)
