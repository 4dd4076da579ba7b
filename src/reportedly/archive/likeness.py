"""Likeness: how much two reports look like reports of one real-world act."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Report", "Vector", "cosine", "likeness", "names_of", "stem", "vector", "words_of"]

Vector = Mapping[str, float]

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<!^)(?<![.!?\"“] )\b[A-Z][\w'’-]+")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ed", "es", "s", "e")
# Words that tell nothing of what a text is about.
_EMPTY = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "during",
        "each",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "last",
        "may",
        "more",
        "most",
        "new",
        "no",
        "not",
        "now",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "people",
        "said",
        "say",
        "says",
        "she",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "told",
        "two",
        "under",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "year",
        "you",
    ]
)
#: Two reports whose dates are known are of one act only within so many days of each other.
SAME_DAYS = 1
#: Reports without a date of their own can be of one act where their articles were published so near.
SAME_NEWS = 5

# Set on development data (docs/archive-accuracy.md): the articles' words tell most, then trigger and persons.
BASE, ABOUT, SAID, NAMED = -1.1, 8.0, 1.0, 1.2
SAME_TRIGGER, OTHER_TRIGGER = 1.1, -2.0
OTHER_NAMES = -0.8
SAME_PERSON, OTHER_PERSON = 0.4, -1.7
SAME_PARTY, OTHER_PARTY = 0.7, -0.7
SAME_PLACE, OTHER_PLACE = 0.6, -1.0
SAME_TIME, NEAR_TIME = 0.7, 0.3
#: More likeness of two articles' words than this says no more.
MOST_ALIKE = 0.5
#: What the likeness of two articles' words is taken for where both reports stand in one.
TWICE_TOLD = 0.16


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event of one article, as far as it takes to tell whether another report is of the same act.

    Args:
        key: type, act and phase; reports with other keys are never of one act.
        trigger: stem of the trigger's words.
        sources: who did it, each by registry id, else by folded name; ``targets`` likewise.
        persons: last names of the persons on both sides; ``countries`` of all parties.
        first: ordinal of the first day that the event can be of, None where the text gives none; ``last`` likewise.
        published: ordinal of the day of publication.
        place: folded name of the place.
        about: words of the article, weighted (tf-idf), of length 1; ``said`` those of the sentence; ``named`` the proper
            names among them, and those of the parties.
    """

    article: str
    event: str
    key: tuple[str, str, str]
    trigger: str
    sources: frozenset[str]
    targets: frozenset[str]
    persons: frozenset[str]
    countries: frozenset[str]
    first: int | None
    last: int | None
    published: int | None
    place: str | None
    about: Vector
    said: Vector
    named: Vector


def words_of(text: str) -> Counter[str]:
    """Stems of the words that tell something, counted."""
    return Counter(stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def names_of(sentence: str, parties: Iterable[str]) -> Counter[str]:
    """Stems of the proper names of a sentence (its first word tells nothing) and of the parties, each once.

    >>> sorted(names_of("The court charged Ana Silva.", ["Silva", "court"]))
    ['ana', 'silva']
    """
    found = [match.lower() for match in _NAME.findall(sentence)]
    found += [word.lower() for name in parties for word in _WORD.findall(name) if word[0].isupper()]
    return Counter(
        {stem(name.removesuffix("'s").removesuffix("’s")): 1 for name in found if name not in _EMPTY}
    )


def stem(word: str) -> str:
    """A word without its commonest endings; the rest has three letters or more.

    >>> stem("attacked") == stem("attacks") == stem("attacking")
    True
    """
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def vector(counts: Mapping[str, int], *, found_in: Mapping[str, int], texts: int) -> Vector:
    """Words weighted by how rare they are, of length 1.

    Args:
        counts: of a text.
        found_in: in how many texts of the archive each word stands.
        texts: how many there are.
    """
    weights = {
        word: (1 + math.log(count)) * math.log((texts + 2) / (found_in.get(word, 0) + 1))
        for word, count in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def likeness(one: Report, other: Report) -> float:
    """Log-odds-like: above 0, rather the same act; minus infinity where it can't be."""
    if not _same_act(one.key, other.key) or _apart(one, other):
        return -math.inf
    sides = _parties(one, other)
    if sides is None:
        return -math.inf
    # Inside one article the words of the whole tell nothing: two attacks of one story are told in the same words.
    alike = TWICE_TOLD if one.article == other.article else min(cosine(one.about, other.about), MOST_ALIKE)
    value = BASE + ABOUT * alike + SAID * cosine(one.said, other.said) + sides
    value += SAME_TRIGGER if one.trigger == other.trigger else OTHER_TRIGGER
    if one.named and other.named:
        shared = cosine(one.named, other.named)
        value += NAMED * shared if shared else OTHER_NAMES
    if one.persons and other.persons:
        value += SAME_PERSON if one.persons & other.persons else OTHER_PERSON
    if one.first is not None and other.first is not None:
        value += SAME_TIME if one.first == other.first and one.last == other.last else NEAR_TIME
    if one.place and other.place:
        value += SAME_PLACE if one.place == other.place else OTHER_PLACE
    return value


def _same_act(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Whether type, act and phase can be of one happening: one that tells no act beside its type fits any."""
    if one == other:
        return True
    return one[0] == other[0] and one[2] == other[2] and one[0] in (one[1], other[1])


def _apart(one: Report, other: Report) -> bool:
    """Whether their days keep them apart."""
    if one.first is not None and other.first is not None and one.last is not None and other.last is not None:
        return one.first > other.last + SAME_DAYS or other.first > one.last + SAME_DAYS
    if one.published is not None and other.published is not None:
        return abs(one.published - other.published) > SAME_NEWS
    return False


def _parties(one: Report, other: Report) -> float | None:
    """What the parties say: None where they are surely others."""
    if one.countries and other.countries and not one.countries & other.countries:
        return None
    value = 0.0
    for mine, theirs in ((one.sources, other.sources), (one.targets, other.targets)):
        if mine and theirs:
            value += SAME_PARTY if mine & theirs else OTHER_PARTY
    return value
