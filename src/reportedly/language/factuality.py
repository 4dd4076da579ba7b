"""Words that tell whether a deed happened: signatures of governing words, modals, adverbs, from ``en/factuality*.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, cast

import yaml

from reportedly.errors import LanguageFileError

__all__ = ["FactualityWords", "Outcome", "Signature", "check_signatures", "check_words", "load_factuality"]

SIGNATURES = "factuality.yaml"
WORDS = "factuality_words.yaml"
PARTS = ("verbs", "nouns", "adjectives")
OUTCOMES = (
    "own", "reversed", "happened", "denied", "planned", "expected", "probable", "unlikely", "possible", "wanted",
    "unknown",
)  # fmt: skip
MODAL_READINGS = (*OUTCOMES, "would")
#: What a governing word may take; "prep X" stands for any preposition.
COMPLEMENTS = frozenset({"infinitive", "gerund", "clause", "question", "object", "subject", "compound"})

Outcome = Literal[
    "own", "reversed", "happened", "denied", "planned", "expected", "probable", "unlikely", "possible", "wanted",
    "unknown",
]  # fmt: skip


class Signature(NamedTuple):
    """What becomes of the deed below a word that is affirmed, negated, or speaks of another's deed."""

    affirmed: Outcome
    negated: Outcome
    others: Outcome


#: Complement -> signature, of one form.
Signatures = Mapping[str, Signature]


@dataclass(frozen=True, slots=True)
class FactualityWords:
    """Signatures by word form, and the word lists; forms are lower case.

    Args:
        verbs: form, or form and particle ("called off") -> complement -> signature.
        modals: modal -> reading.
        lists: name of the list -> words.
    """

    verbs: Mapping[str, Signatures]
    nouns: Mapping[str, Signatures]
    adjectives: Mapping[str, Signatures]
    modals: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]


def _demand(holds: bool, what: str, where: str) -> None:
    if not holds:
        raise LanguageFileError(what, where=where)


def check_signatures(data: Any) -> None:
    """Hold the signatures against their schema.

    Raises:
        LanguageFileError: they break it; the message names the group.
    """
    _demand(
        isinstance(data, dict) and set(data) == {"outcomes", *PARTS, "irregular"},
        "has other keys than it should",
        SIGNATURES,
    )
    _demand(tuple(data["outcomes"]) == OUTCOMES, "lists other outcomes than the code knows", SIGNATURES)
    for part in PARTS:
        seen: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
        for group in data[part]:
            where = f"{SIGNATURES}: {part}: {group.get('group')}"
            keys = set(group) - {"others"}
            _demand(
                keys == {"group", "example", "takes", "affirmed", "negated", "words"},
                "lacks a key or has one too many",
                where,
            )
            for key in ("affirmed", "negated", "others"):
                outcome = group.get(key, "own")
                _demand(outcome in OUTCOMES, f"unknown outcome {outcome!r}", where)
            for complement in group["takes"]:
                known = complement in COMPLEMENTS or complement.startswith("prep ")
                _demand(known, f"unknown complement {complement!r}", where)
            outcomes = tuple(group.get(key, group["affirmed"]) for key in ("affirmed", "negated", "others"))
            for word in group["words"]:
                _demand(
                    isinstance(word, str) and word == word.lower(),
                    f"{word!r} is no word in lower case",
                    where,
                )
                for complement in group["takes"]:
                    first, said = seen.setdefault((word, complement), (group["group"], outcomes))
                    _demand(
                        said == outcomes, f"{word!r} with {complement!r} says otherwise in {first!r}", where
                    )


def check_words(data: Any) -> None:
    """Hold the word lists against their schema.

    Raises:
        LanguageFileError: they break it.
    """
    _demand(
        isinstance(data, dict) and set(data) == {"modals", "lists"}, "has other keys than it should", WORDS
    )
    for modal, reading in data["modals"].items():
        _demand(reading in MODAL_READINGS, f"unknown reading {reading!r}", f"{WORDS}: {modal}")
    for name, words in data["lists"].items():
        _demand(isinstance(words, str) and bool(words.split()), "is no text of words", f"{WORDS}: {name}")


@lru_cache(maxsize=1)
def load_factuality() -> FactualityWords:
    """Read and check both files once.

    >>> load_factuality().verbs["refused"]["infinitive"].affirmed
    'denied'
    """
    data, words = _read(SIGNATURES), _read(WORDS)
    check_signatures(data)
    check_words(words)
    irregular: dict[str, list[str]] = data["irregular"]
    return FactualityWords(
        verbs=_by_form(data["verbs"], lambda word: _verb_forms(word, irregular)),
        nouns=_by_form(data["nouns"], _noun_forms),
        adjectives=_by_form(data["adjectives"], lambda word: [word]),
        modals=words["modals"],
        lists={
            name: frozenset(word.replace("_", " ") for word in text.split())
            for name, text in words["lists"].items()
        },
    )


def _read(name: str) -> Any:
    text = files("reportedly.language").joinpath("en", name).read_text(encoding="utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _by_form(groups: list[dict[str, Any]], forms_of: Any) -> dict[str, dict[str, Signature]]:
    found: dict[str, dict[str, Signature]] = {}
    for group in groups:
        affirmed, negated = group["affirmed"], group["negated"]
        signature = Signature(affirmed, negated, group.get("others", affirmed))
        for word in group["words"]:
            for form in cast("list[str]", forms_of(word)):
                own = found.setdefault(form, {})
                for complement in group["takes"]:
                    own.setdefault(complement, signature)
    return found


def _verb_forms(verb: str, irregular: Mapping[str, list[str]]) -> list[str]:
    stem, _, particle = verb.partition(" ")
    vowel_before_y = stem.endswith("y") and stem[-2:-1] in "aeiou"
    by_y = stem.endswith("y") and not vowel_before_y
    base = stem[:-1] if stem.endswith("e") else stem[:-1] + "i" if by_y else stem
    s = base + "es" if by_y or stem.endswith(("s", "x", "z", "ch", "sh", "o")) else stem + "s"
    ing = stem[:-1] if stem.endswith("e") and not stem.endswith(("ee", "ye", "oe")) else stem
    forms = [stem, s, base + "ed", ing + "ing", *irregular.get(stem, [])]
    return [f"{form} {particle}" if particle else form for form in forms]


def _noun_forms(noun: str) -> list[str]:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return [noun, noun[:-1] + "ies"]
    return [noun, noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")]
