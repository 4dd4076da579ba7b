"""How a place name is written for looking it up: case, accents, dots and hyphens don't count."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b

__all__ = ["fold", "fold_token", "key_of"]

_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "ß": "ss",
        "þ": "th", "ð": "d", "ə": "a", "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ",
    }
)  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=20_000)
def fold_token(word: str) -> str:
    """One word as it is looked up; empty where nothing is left.

    >>> fold_token("São"), fold_token("W.Va."), fold_token("Saint"), fold_token("-")
    ('sao', 'wva', 'st', '')
    """
    if word.isascii() and word.isalpha():
        low = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
        low = "".join(c for c in plain if c.isalnum() or c == " ").lower().strip()
        if " " in low:
            return " ".join(_SHORT.get(part, part) for part in low.split())
    return _SHORT.get(low, low)


def fold(name: str) -> str:
    """A name as it is looked up.

    >>> fold("Saint-Étienne"), fold("Fort Worth")
    ('st etienne', 'ft worth')
    """
    return " ".join(filter(None, map(fold_token, name.split())))


def key_of(folded: str) -> int:
    """The 64-bit key of a folded name: with a million names a clash is less likely than one in ten thousand."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
