"""Sentences: those that the shipped model was trained on, which a codebook of one's own learns from too."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib.resources import files

from reportedly.codebook.marked import MarkedSentence, read_marked

__all__ = ["SENTENCES", "pack", "shipped_lines", "shipped_sentences"]

#: Written by `training.compile`.
SENTENCES = "sentences.txt.gz"


def pack(lines: list[str]) -> bytes:
    """Marked lines as one compressed file, the same bytes for the same lines."""
    return gzip.compress("".join(f"{line}\n" for line in lines).encode(), 9, mtime=0)


def shipped_lines() -> list[str]:
    """The marked lines."""
    data = files("reportedly.codebook").joinpath(SENTENCES).read_bytes()
    return gzip.decompress(data).decode().splitlines()


def shipped_sentences() -> Iterator[MarkedSentence]:
    """The marked sentences.

    >>> next(shipped_sentences()).text[-1:]
    '.'
    """
    for number, line in enumerate(shipped_lines(), 1):
        yield read_marked(line, where=f"{SENTENCES}:{number}")
