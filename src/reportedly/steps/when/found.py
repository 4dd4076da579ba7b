"""What a pattern matched, and what a reader makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

from reportedly.steps.when.context import Context
from reportedly.steps.when.tokens import Tokens
from reportedly.steps.when.values import Moment

__all__ = ["READERS", "Draft", "Found", "dated", "number_of", "reads"]


@dataclass(frozen=True, slots=True)
class Found:
    """A match: its tokens, and those of its named groups.

    Args:
        groups: name -> first token and one past the last.
        given: the rule's fixed arguments.
    """

    first: int
    end: int
    tokens: Tokens
    groups: Mapping[str, tuple[int, int]]
    given: Mapping[str, Any]

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def low(self, name: str) -> str:
        """The words of a group in small letters, "" where it matched none."""
        first, end = self.groups.get(name, (0, 0))
        return " ".join(self.tokens.lower[first:end])

    def words(self, name: str) -> list[str]:
        """The same as a list."""
        first, end = self.groups.get(name, (0, 0))
        return self.tokens.lower[first:end]

    def value(self, name: str, values: Mapping[str, Any]) -> Any:
        """The first value that a class gives to a word of a group."""
        return next((values[word] for word in self.words(name) if word in values), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A time expression before it becomes a `Time`: tokens instead of characters.

    Args:
        told: the date that later expressions may count from.
        interval: start and end where the value alone doesn't say them.
    """

    first: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    guessed: bool = False
    told: Moment | None = None
    interval: tuple[str, str, str] | None = None


_VAGUE = frozenset(
    {
        "few",
        "several",
        "many",
        "numerous",
        "countless",
        "some",
        "dozens",
        "hundreds",
        "scores",
        "number",
        "couple",
    }
)

Reader = Callable[[Found, Context], Sequence[Draft] | None]
READERS: dict[str, Reader] = {}


R = TypeVar("R", bound=Reader)


def reads(name: str) -> Callable[[R], R]:
    """Register a reader under the name that rules call it by."""

    def register(reader: R) -> R:
        READERS[name] = reader
        return reader

    return register


def dated(
    found: Found, moment: Moment | date, *, mod: str | None = None, guessed: bool = False
) -> list[Draft]:
    """A DATE of a moment."""
    if isinstance(moment, date):
        moment = Moment(moment.year, moment.month, moment.day)
    if moment.day is not None and moment.year > 0 and moment.date() is None:
        return []
    return [Draft(found.first, found.end, "DATE", moment.text(), mod=mod, guessed=guessed, told=moment)]


def number_of(words: Sequence[str], cards: Mapping[str, int]) -> float | None:
    """The number that words spell, None where they spell none or none exact.

    >>> number_of(["twenty", "-", "five"], {"twenty": 20, "five": 5})
    25.0
    """
    total, part, seen = 0.0, 0.0, False
    for i, word in enumerate(words):
        if word[0].isdecimal():
            plain = word.replace(",", "")
            try:
                part += float(plain)
            except ValueError:
                return None
            seen = True
        elif word in ("quarter", "quarters"):
            return (part or 1.0) / 4
        elif word in ("hundred", "thousand", "million", "dozen"):
            part = (part or 1.0) * cards[word]
            if word in ("thousand", "million"):
                total, part = total + part, 0.0
            seen = True
        elif word in cards:
            part += cards[word]
            seen = True
        elif word in ("a", "an", "one") and not seen:
            part, seen = 1.0, True
            if words[i + 1 : i + 2] == ["half"]:
                return 0.5
        elif word == "half":
            part += 0.5
            seen = True
        elif word in _VAGUE:
            return None
        elif word in ("to", "or"):
            total, part = 0.0, 0.0
    return total + part if seen else None
