"""Role nouns of English: which sector and kind of actor a noun such as "foreign minister" names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

from reportedly.errors import LanguageFileError

__all__ = [
    "SECTORS",
    "RoleKind",
    "RoleNoun",
    "former_words",
    "longest_role",
    "role_nouns",
    "titles",
    "word_set",
]

RoleKind = Literal["person", "people", "organisation", "group", "none"]

#: PLOVER's sectors (manual, draft 0.8, table of actor codes).
SECTORS = frozenset(
    [
        "GOV",
        "MIL",
        "COP",
        "JUD",
        "LEG",
        "SPY",
        "PRM",
        "REB",
        "UAF",
        "PTY",
        "OPP",
        "ELI",
        "CVL",
        "BUS",
        "LAB",
        "AGR",
        "EDU",
        "MED",
        "JRN",
        "REL",
        "REF",
        "CRM",
        "SOC",
        "PRE",
        "UNK",
    ]
)
#: PLOVER's codes in place of a country.
BODIES = frozenset(["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"])
#: Longest role noun, in words.
LONGEST = 7


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """What a role noun says of its bearer.

    Args:
        noun: in the singular, as in the table.
        kind: one person, people, an organisation, or a group; ``none`` where the words name no actor.
        sectors: PLOVER sectors, the primary one first.
        body: PLOVER's code where the noun itself tells it ("aid agency" is an NGO), or None.
    """

    noun: str
    kind: RoleKind
    sectors: tuple[str, ...]
    body: str | None = None


def _rows(name: str) -> list[list[str]]:
    text = (files("reportedly.language") / "en" / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@lru_cache(maxsize=1)
def role_nouns() -> dict[str, RoleNoun]:
    """All role nouns by their words in lower case.

    Raises:
        LanguageFileError: a row breaks the table's schema.

    >>> role_nouns()["foreign minister"].sectors
    ('GOV',)
    """
    found: dict[str, RoleNoun] = {}
    for number, row in enumerate(_rows("roles.tsv"), 1):
        where = f"language/en/roles.tsv, row {number}"
        if len(row) != 3 or row[1] not in get_args(RoleKind):
            raise LanguageFileError("a row has sectors, kind and nouns", where=where)
        body, colon, codes = row[0].rpartition(":")
        if colon and not codes:
            body, codes = row[0][:-1], ""
        sectors = tuple(code for code in codes.split("|") if code)
        if not set(sectors) <= SECTORS or (body and body not in BODIES):
            raise LanguageFileError(f"{row[0]!r} is no sector", where=where)
        for noun in row[2].split(", "):
            found.setdefault(noun, RoleNoun(noun, cast(RoleKind, row[1]), sectors, body or None))
    return found


@lru_cache(maxsize=1)
def titles() -> dict[str, tuple[str, str]]:
    """Titles before a name, in lower case: the role noun they stand for (or ""), and the gender that they tell (or "").

    >>> titles()["gen."]
    ('general', '')
    """
    return {row[0]: (row[1], row[2]) for row in _rows("titles.tsv")}


@lru_cache(maxsize=1)
def _word_sets() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in _rows("actor_words.tsv")}


def word_set(name: str) -> frozenset[str]:
    """A set of words of ``actor_words.tsv``.

    Raises:
        LanguageFileError: there is no such set.

    >>> "ally" in word_set("others")
    True
    """
    try:
        return _word_sets()[name]
    except KeyError:
        raise LanguageFileError(
            f"there is no word set {name!r}", where="language/en/actor_words.tsv"
        ) from None


@lru_cache(maxsize=1)
def former_words() -> frozenset[str]:
    """Words that say that an office is no longer held."""
    return frozenset(
        [
            "former",
            "ex",
            "ousted",
            "deposed",
            "toppled",
            "late",
            "retired",
            "erstwhile",
            "onetime",
            "disgraced",
            "then-former",
        ]
    )


def longest_role(words: list[str], lemma: str) -> tuple[int, RoleNoun] | None:
    """The longest role noun that ends at the last word: how many words it has, and the noun.

    Args:
        words: lower-case words of the noun phrase up to its head.
        lemma: the head's lemma in lower case.

    >>> longest_role(["the", "iranian", "foreign", "ministers"], "minister")[0]
    2
    """
    nouns = role_nouns()
    for size in range(min(len(words), LONGEST), 0, -1):
        before = words[-size:-1]
        for last in (words[-1], lemma):
            noun = nouns.get(" ".join([*before, last]).replace(" - ", "-"))
            if noun:
                return size, noun
    return None
