"""A writer that is killed: adds articles FIRST to LAST of an endless paper, and prints the id of each that is kept.

``python killed_writer.py ARCHIVE FIRST LAST``
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from conftest import COUNTRIES, TinyCoder

from reportedly.archive import Archive
from reportedly.article import Article


def paper(first: int, last: int) -> Iterator[Article]:
    """Articles that share no words but the tiny language's."""
    names = sorted(COUNTRIES)
    for n in range(first, last):
        source, target = names[n % 5], names[(n // 5 + n + 1) % 5]
        text = f"{source} did aid {target} on 2024-03-{n % 28 + 1:02}. {' '.join(f'w{n}x{k}' for k in range(12))}."
        yield Article(id=f"n{n}", text=text, published="2024-03-28", outlet="Gazette")


def main(path: str, first: str, last: str) -> None:
    with Archive(path, create=True) as archive:
        for outcome in archive.add(paper(int(first), int(last)), coder=TinyCoder(), batch=5):
            print(outcome.id, flush=True)
        archive.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
