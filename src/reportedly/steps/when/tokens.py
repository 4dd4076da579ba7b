"""Tokens as time expressions need them: words, numbers of every kind, and single marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportedly.steps.when.lexicon import Lexicon

__all__ = ["Tokens", "tokenize"]

_TOKEN = re.compile(
    r"""
      [12]\d{3}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)
    | \d{1,4}/\d{1,2}/\d{2,4}(?!\d) | 9/11(?!\d) | \d{1,2}\.\d{1,2}\.[12]\d{3}(?!\d)
    | \d{1,2}:\d{2}(?::\d{2})?(?!\d) | (?P<dotted>[0-2]?\d\.[0-5]\d(?=\s?[aApP]\.?[mM]\b))
    | \d{2,3}0['’]?s\b | \d0['’]?s\b
    | \d+(?:st|nd|rd|th)\b
    | \d+(?:[.,]\d+)*
    | [QH][1-4]\b | [1-4]Q\b
    | [aApP]\.\s?[mM]\.?
    | [bB]\.\s?[cC]\.(?:\s?[eE]\.)?| [aA]\.\s?[dD]\.
    | [^\W\d_]+
    | [^\w\s] | _
    """,
    re.VERBOSE,
)
#: Longer tokens are no numbers that anybody counts or dates with.
_LONGEST = 40
_MARKS = {
    ",": ",", ".": ".", "-": "-", "–": "-", "—": "-", "‑": "-", "−": "-", "'": "'", "’": "'", "‘": "'", "`": "'", "/": "/",
    "(": "(", "[": "(", ")": ")", "]": ")", "$": "$", "£": "$", "€": "$", "¥": "$", "#": "$",
}  # fmt: skip
_DOTTED = {"am": "am", "pm": "pm", "bc": "bc", "bce": "bc", "ad": "ad"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a stretch of text.

    Args:
        words: as written, dotted abbreviations without dots, "3.30 pm" with a colon.
        lower: the same in small letters.
        starts: where each begins, in code points of the whole region.
        ends: one past where each ends.
        signs: one character a token, for `Lexicon.pattern`.
    """

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    signs: str


def tokenize(text: str, start: int, end: int, lexicon: Lexicon) -> Tokens:
    """Cut ``text[start:end]`` into tokens and sign them."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, end):
        words.append(match[0].replace(".", ":") if match["dotted"] else match[0])
        starts.append(match.start())
        ends.append(match.end())
    lower = [word.lower() for word in words]
    return Tokens(words, lower, starts, ends, "".join(_signs(words, lower, lexicon)))


def _signs(words: list[str], lower: list[str], lexicon: Lexicon) -> Iterator[str]:
    sign, kinds, cased = lexicon.sign, lexicon.sign_of_kind, lexicon.cased
    capital, low = kinds["capital"], kinds["low"]
    for i, word in enumerate(words):
        small = lower[i]
        found = sign.get(small)
        if found is not None:
            # "may" and "march" are months only with a capital; "MAY" in a headline is one too.
            if small in cased and word == small:
                yield low
            else:
                yield found
        elif word[0].isalpha():
            if "." in word:
                plain = re.sub(r"[\s.]", "", small)
                lower[i] = _DOTTED.get(plain, plain)
                yield sign.get(lower[i], low)
            elif word[0] in "QH" and len(word) == 2 and word[1].isdecimal():
                yield kinds["quarter"]
            else:
                yield capital if word[0].isupper() else low
        else:
            yield kinds[_kind(word)]


@lru_cache(maxsize=4096)
def _kind(word: str) -> str:
    """The kind of a token that is no word."""
    if len(word) > _LONGEST:
        return "other"
    if not word[0].isdecimal():
        return _MARKS.get(word, "other")
    if word == "9/11":
        return "nine-eleven"
    if word.isdecimal():
        return _kind_of_number(word)
    last = word[-1].lower()
    if last in "tdh":
        return "nth day" if 1 <= int(re.sub(r"\D", "", word) or 0) <= 31 else "nth"
    if last == "s":
        return {4: "decade", 3: "decade3"}.get(len(word.rstrip("s").rstrip("'’")), "decade2")
    if last == "q":
        return "quarter"
    if ":" in word:
        return "iso" if "-" in word else "clock"
    if "-" in word:
        return "iso"
    if "/" in word or (word.count(".") == 2 and len(word.rpartition(".")[2]) == 4):
        return "slashed"
    return "number"


def _kind_of_number(word: str) -> str:
    if not word.isascii():
        return "other"
    value = int(word)
    match len(word):
        case 1:
            return "hour" if value else "number"
        case 2 if word[0] == "0":
            return "padded" if value else "zero"
        case 2:
            return "hour2" if value <= 12 else "day2" if value <= 31 else "two"
        case 3:
            return "three" if word[0] != "0" else "number"
        case 4 if 1000 <= value <= 2199:
            return "year"
    return "number"
