"""What words of a match say: early or late, which way, which year, which day."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found

__all__ = ["LATE_HALF", "back_reference", "day_number", "direction", "modifier", "with_part", "year_of"]

_DIRECT_LAST = ("last", "previous", "past", "preceding", "prior")
_DIRECT_NEXT = ("next", "following", "coming", "upcoming", "subsequent", "ensuing", "succeeding")
LATE_HALF = ("second", "latter", "last", "final", "closing")


def modifier(found: Found, context: Context) -> str | None:
    """START, MID or END of "early", "the middle of" and their like; the expression's `mod`."""
    values = context.lexicon.values
    for group in ("pre2", "pre"):
        for word in found.words(group):
            for name in ("EDGE", "EARLY", "STAGE"):
                if word in values[name] and not (word == "end" and name == "STAGE"):
                    return str(values[name][word])
    if "apx" in found:
        text = found.low("apx")
        for words, mod in (
            ("no more than", "EQUAL_OR_LESS"), ("not more than", "EQUAL_OR_LESS"), ("at most", "EQUAL_OR_LESS"),
            ("no less than", "EQUAL_OR_MORE"), ("at least", "EQUAL_OR_MORE"), ("more than", "MORE_THAN"),
            ("less than", "LESS_THAN"), ("fewer than", "LESS_THAN"), ("up to", "EQUAL_OR_LESS"), ("over", "MORE_THAN"),
            ("close to", "APPROX"), ("under", "LESS_THAN"),
        ):  # fmt: skip
            if words in text:
                return mod
        mod_value = found.value("apx", values["APPROX"])
        return None if mod_value == "EXACT" else mod_value
    return None


def direction(text: str) -> int | None:
    """-1 for "last", 1 for "next", 0 for "this" and "the same"; None without such a word."""
    words = text.split()
    if not words:
        return None
    if any(w in _DIRECT_LAST for w in words):
        return -1
    if any(w in _DIRECT_NEXT for w in words):
        return 1
    return 0


def back_reference(text: str) -> bool:
    """Whether words point at a date told before rather than at publication."""
    words = text.split()
    return any(w in ("that", "same", "very", "following", "subsequent", "previous", "preceding", "ensuing", "succeeding",
                     "prior") for w in words) or text in ("the next", "the")  # fmt: skip


def year_of(found: Found, context: Context) -> int | None:
    """The year that an expression gives by itself or by "of last year", "of that year"."""
    if "y" in found:
        text = found.low("y")
        year = int(text)
        return 1 - year if found.low("era").startswith("b") else year
    if "dir" in found:
        return relative_year(found.low("dir"), context)
    return None


def relative_year(words: str, context: Context) -> int | None:
    """The year of "last year", "that year", "the following year"."""
    base = context.base(back=back_reference(words))
    if words in ("this", "current", "the current", "last", "next") and not context.story:
        base = context.today() or base
    step = direction(words)
    return None if base is None or step is None else base.year + step


def day_number(found: Found, name: str, context: Context) -> int | None:
    """A day of the month, in figures or as an ordinal."""
    word = found.low(name)
    number = re.match(r"\d+", word)
    day = int(number[0]) if number else context.lexicon.values["ORDW"].get(word)
    return day if day is not None and 1 <= day <= 31 else None


def with_part(drafts: list[Draft], found: Found, context: Context) -> list[Draft]:
    """Turn a day into a part of it, where the expression names one."""
    part = found.given.get("part") or found.value("part", context.lexicon.values["PART"])
    if not part:
        return drafts
    return [replace(d, type="TIME", value=f"{d.value}T{part}") if len(d.value) == 10 else d for d in drafts]
