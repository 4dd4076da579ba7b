"""Memory of one process over many articles, each with words that no article had before."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import msgspec
import psutil

from bench.machine import describe
from bench.speed import read_articles
from reportedly import Article, Coder

#: Of so many words one is new to the process: news has names and numbers that were never seen before.
NEW = 60
_EVERY = 1_000
_PARTS = "ba be bo da di du ga go ka ki ko la lo ma mi mo na no pa ra ri ro sa si ta to va vo za".split()


def measure(folders: Sequence[Path], *, articles: int) -> Iterator[str]:
    """Lines with the resident memory after each thousand articles, and its growth since the first thousand."""
    known = [article for folder in folders for article in read_articles(folder, words=1)]
    yield describe()
    yield f"{articles:,} articles made of {len(known)}, one word of {NEW} new in each"
    process, coder = psutil.Process(), Coder()
    first = most = 0.0
    for number, _ in enumerate(coder.code_many(islice(_renewed(known), articles)), 1):
        if number % _EVERY == 0:
            now = process.memory_info().rss / 1e6
            first, most = first or now, max(most, now)
            yield f"{number:8,} articles {now:8.0f} MB {now / first - 1:+8.1%}"
    yield f"at most {most:.0f} MB, {most / first - 1:+.1%} since the first {_EVERY:,}"


def _renewed(known: Sequence[Article]) -> Iterator[Article]:
    chance = random.Random(11)
    for article in cycle(known):
        words = article.text.split(" ")
        for _ in range(len(words) // NEW):
            new = "".join(chance.choices(_PARTS, k=4))
            at = chance.randrange(len(words))
            words[at] = new.capitalize() if words[at][:1].isupper() else new
        yield msgspec.structs.replace(article, text=" ".join(words))
