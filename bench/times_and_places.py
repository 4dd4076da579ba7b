"""How fast the steps for times and places are alone, and what share of the coder's time they take."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.machine import describe
from bench.shares import shares_of
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
from bench.shares import shares_of
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


#: Where the coder calls the steps; joining events to both is the third.
_CALLS = (
    ("times", "reportedly.coder.find_times"),
    ("places", "reportedly.coder.find_places"),
    ("anchors", "reportedly.coder.anchor"),
)


def measure(folder: Path, *, words: int, rounds: int) -> Iterator[str]:
    """Lines of the report, as they come."""
    from reportedly.steps.parse import load_parser
    from reportedly.steps.when import find_times
    from reportedly.steps.where import find_places

    articles = list(read_articles(folder, words=words))
    total = sum(len(f"{a.title or ''} {a.text}".split()) for a in articles)
    parsed = list(load_parser().parse_many(articles))
    steps: dict[str, list[float]] = {"times": [], "places": []}
    for turn in range(rounds + 1):
        for name, step in (("times", find_times), ("places", find_places)):
            started = time.process_time()
            for article in parsed:
                step(article)
            if turn:  # the first round only warms up
                steps[name].append(time.process_time() - started)
    yield describe()
    yield f"text: {folder.name}, {len(articles)} articles, {total:,} words (white-space separated), {rounds} rounds"
    yield f"times alone       {total / median(steps['times']):10,.0f} words a second of processor time"
    yield f"places alone      {total / median(steps['places']):10,.0f} words a second, parse and NER left out"
    for name, share in shares_of(_CALLS, articles, rounds=rounds).items():
        yield f"{name:<17} {share:10.1f} % of the coder's time"
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
