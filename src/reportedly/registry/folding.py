"""Folded names: one key for the spellings of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "plain", "surname"]

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ə": "a",
     "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"}
)  # fmt: skip
_BREAK = re.compile(r"[\s\-_/,()\"“”&+]+")
_DROP = re.compile(r"['.]")
#: Spellings of names that are transcribed in many ways; the first stands for all.
_SPELLINGS = {
    spelling: group.split()[0]
    for group in (
        "mohammed muhammad mohammad mohamed muhammed mohamad mohamud mehmet muhamed mahamat mahamud",
        "ahmad ahmed", "hussein hossein husain hussain husayn hosein houssein", "hassan hasan", "yousef yusuf youssef yousuf yussef",
        "omar umar", "said saeed sayed saied sayeed seyed seyyed sayyed", "sergey sergei serhiy", "alexander aleksandr aleksander oleksandr alexandr",
        "dmitry dmitri dmitrii", "vladimir volodymyr wladimir", "yevgeny evgeny evgeni yevgeni", "aleksey alexei alexey aleksei oleksii",
        "abdallah abdullah abdulla", "ibrahim ebrahim", "khaled khalid", "qassem qasem kassem ghasem", "gaddafi qaddafi kadhafi gadhafi qadhafi qadafi",
        "jawad javad", "zelensky zelenskyy zelenskiy zelenskyi", "erdogan erdoghan", "yuri yury iurii yuriy", "nikolai nikolay mykola",
        "faisal faysal", "osama usama", "suleiman sulaiman soleimani suleyman solaiman", "bashir basheer", "assad asad", "rahman rehman",
    )
    for spelling in group.split()
}  # fmt: skip
_ARTICLES = frozenset(["al", "el", "ad", "as", "ash", "at", "an", "ul", "the"])
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "de",
        "da",
        "di",
        "del",
        "della",
        "der",
        "den",
        "la",
        "le",
        "du",
        "dos",
        "das",
        "abu",
        "abou",
    ]
)


def plain(text: str) -> str:
    """The text without accents, with plain apostrophes and hyphens; case and spaces stay.

    >>> plain("Élysée’s")
    "Elysee's"
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """The key under which a name is found: no accents, case or punctuation, Arabic articles or variant spellings.

    >>> fold("Muḥammad al-Bāqir") == fold("Mohammed Baqir")
    True
    """
    words = _BREAK.split(_DROP.sub("", plain(name)).casefold())
    kept = [_SPELLINGS.get(word, word) for word in words if word]
    short = [word for word in kept if word not in _ARTICLES]
    return " ".join(short or kept)


def surname(name: str, country: str | None = None) -> str:
    """The part of a person's name that stands alone in later mentions, folded.

    In China, Korea, Vietnam, Cambodia, Taiwan and Hong Kong a name of two or three parts begins with it (in Vietnam
    the last part is used alone, as elsewhere).

    >>> surname("Xi Jinping", "CHN"), surname("Jonas Gahr Støre", "NOR"), surname("Ban Ki-moon", "KOR")
    ('xi', 'store', 'ban')
    """
    words = plain(name).split()
    if len(words) < 2:
        return fold(name)
    if country in {"CHN", "PRK", "KOR", "TWN", "KHM"} and len(words) <= 3:
        return fold(words[0])
    last = words[-1]
    if fold(last) in {"jr", "sr", "ii", "iii", "iv"} and len(words) > 2:
        last = words[-2]
    return fold(last)
