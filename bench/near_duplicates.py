"""Near-duplicates: how many edited copies are found, and how many pairs of different articles are taken for copies."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from bench.machine import describe
from bench.speed import read_articles
from reportedly.archive.duplicates import FEWEST, SIMILAR, bands_of, is_copy, shingles

#: Edits of each text; every one of the kinds below at a strength of its own.
EDITS = 40
_CLASSES = (SIMILAR, 0.75, 0.8, 0.9, 1.0)


def measure(folders: Sequence[Path]) -> Iterator[str]:
    """Lines with recall by similarity, and the pairs of different articles that were joined."""
    texts = [article.text for folder in folders for article in read_articles(folder, words=1)]
    known = [(text, shingles(text)) for text in dict.fromkeys(texts)]
    known = [(text, parts) for text, parts in known if len(parts) >= FEWEST]
    yield describe()
    yield f"{len(known)} different articles, {EDITS} edited copies of each"
    yield from _recall(known)
    yield from _false_pairs(known)


def _recall(known: Sequence[tuple[str, list[str]]]) -> Iterator[str]:
    chance = random.Random(7)
    met: dict[float, list[bool]] = defaultdict(list)
    for text, parts in known:
        keys = set(bands_of(parts))
        for number in range(EDITS):
            other = chance.choice(known)[0]
            edited = _EDITS[number % len(_EDITS)](text, other, chance)
            copy = shingles(edited)
            if len(copy) < FEWEST or (alike := _jaccard(parts, copy)) < SIMILAR:
                continue
            found = not keys.isdisjoint(bands_of(copy)) and is_copy(parts, copy)
            met[max(low for low in _CLASSES if low <= alike)].append(found)
    every = [found for some in met.values() for found in some]
    for low in sorted(met):
        yield f"similarity from {low:.2f}: {sum(met[low])} of {len(met[low])} found, {_share(met[low]):.4f}"
    yield f"all from {SIMILAR:.2f}: {sum(every)} of {len(every)} found, {_share(every):.4f}"


def _false_pairs(known: Sequence[tuple[str, list[str]]]) -> Iterator[str]:
    meeting: dict[int, list[int]] = defaultdict(list)
    for number, (_, parts) in enumerate(known):
        for key in bands_of(parts):
            meeting[key].append(number)
    met = {pair for numbers in meeting.values() for pair in combinations(numbers, 2)}
    joined = sorted(pair for pair in met if is_copy(known[pair[0]][1], known[pair[1]][1]))
    pairs = len(known) * (len(known) - 1) // 2
    yield f"{pairs} pairs of different articles: {len(met)} meet in a band, {len(joined)} are taken for copies"
    for first, second in joined:
        alike = _jaccard(known[first][1], known[second][1])
        yield f"  {alike:.2f}: {known[first][0][:70]!r} / {known[second][0][:70]!r}"


def _words_replaced(text: str, other: str, chance: random.Random) -> str:
    share, spare = chance.uniform(0, 0.12), other.split()
    return " ".join(chance.choice(spare) if chance.random() < share else word for word in text.split())


def _words_left_out(text: str, other: str, chance: random.Random) -> str:
    share = chance.uniform(0, 0.12)
    return " ".join(word for word in text.split() if chance.random() >= share)


def _cut(text: str, other: str, chance: random.Random) -> str:
    words = text.split()
    return " ".join(words[: round(len(words) * chance.uniform(0.7, 1))])


def _lengthened(text: str, other: str, chance: random.Random) -> str:
    extra = other.split()[: round(len(text.split()) * chance.uniform(0, 0.4))]
    return f"{' '.join(extra)} {text}"


def _reordered(text: str, other: str, chance: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    chance.shuffle(sentences)
    return " ".join(sentences)


_EDITS: tuple[Callable[[str, str, random.Random], str], ...] = (
    _words_replaced,
    _words_left_out,
    _cut,
    _lengthened,
    _reordered,
)


def _jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
