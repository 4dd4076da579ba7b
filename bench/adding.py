"""How fast articles come into an archive, against the coder alone on the same articles, in turns in one process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.machine import describe
from bench.speed import read_articles
from reportedly import Coder
from reportedly.archive import Archive

__all__ = ["measure"]


def measure(folders: Sequence[Path], *, rounds: int) -> Iterator[str]:
    """A line a round, and the median of how much of the coder's own speed is left."""
    articles = [article for folder in folders for article in read_articles(folder, words=1)]
    words = sum(len(article.text.split()) for article in articles)
    coder = Coder(language="any")
    list(coder.code_many(articles[:50]))
    yield describe()
    yield f"{len(articles):,} articles, {words:,} words"
    shares = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for _record in coder.code_many(articles):
            pass
        alone = time.perf_counter() - begun
        with tempfile.TemporaryDirectory() as folder, Archive(Path(folder, "desk"), create=True) as archive:
            begun = time.perf_counter()
            for _outcome in archive.add(articles, coder=coder):
                pass
            added = time.perf_counter() - begun
        shares.append(alone / added)
        yield f"coder alone {alone:7.1f} s   into an archive {added:7.1f} s   {alone / added:.3f} of its speed"
    yield f"median {median(shares):.3f}"
