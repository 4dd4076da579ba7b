"""Cues: the words that report what somebody says, believes or wants, read from ``en/cues.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from reportedly.errors import LanguageFileError

__all__ = ["COMPLEMENTS", "CueTable", "Reading", "Readings", "check_cues", "load_cues"]

FILE = "cues.yaml"
PARTS = ("verbs", "nouns", "adjectives", "adverbs")

LISTS = ("light_verbs", "speaking_on", "object_control", "sources", "writings", "views", "naming")

#: What a cue may take; "prep X" and "object prep X" stand for any preposition.
COMPLEMENTS = frozenset(
    {
        "clause", "question", "quote", "infinitive", "gerund", "object", "person_to", "raised_to", "predicate", "it",
        "seeming", "passive seeming", "around", "shown",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cue with one complement means.

    Args:
        stance: the statement's stance.
        family: speech, belief, intention, finding or feeling.
        reliability: how often such words report somebody's words or attitude, 0 to 1.
    """

    stance: str
    family: str
    reliability: float


#: Complement -> what the cue means with it.
Readings = Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class CueTable:
    """All cues by part of speech and lemma, and the words for media."""

    verbs: Mapping[str, Readings]
    nouns: Mapping[str, Readings]
    adjectives: Mapping[str, Readings]
    adverbs: Mapping[str, Readings]
    media: frozenset[str]
    media_names: frozenset[str]
    reporters: frozenset[str]
    light_verbs: frozenset[str]
    speaking_on: frozenset[str]
    object_control: frozenset[str]
    sources: frozenset[str]
    writings: frozenset[str]
    views: frozenset[str]
    naming: frozenset[str]
    negated: Mapping[str, str]

    @property
    def words(self) -> frozenset[str]:
        """The lemmas of all cues, each without its particle."""
        return frozenset(
            cue.split()[0] for part in (self.verbs, self.nouns, self.adjectives, self.adverbs) for cue in part
        )


def check_cues(data: Any) -> None:
    """Hold the file's content against its schema.

    Raises:
        LanguageFileError: it breaks it; the message names the group.
    """

    def demand(holds: bool, what: str, where: str) -> None:
        if not holds:
            raise LanguageFileError(what, where=f"{FILE}: {where}")

    demand(isinstance(data, dict), "is no mapping", "top")
    demand(
        set(data) == {"families", "stances", *PARTS, "media", "lists", "negated", "lemmas"},
        "has other keys than it should",
        "top",
    )
    for part in PARTS:
        for group in data[part]:
            where = f"{part}: {group.get('group')}"
            demand(
                set(group) == {"group", "family", "stance", "example", "takes", "words"},
                "lacks a key or has one too many",
                where,
            )
            demand(group["family"] in data["families"], f"unknown family {group['family']!r}", where)
            demand(group["stance"] in data["stances"], f"unknown stance {group['stance']!r}", where)
            demand(bool(group["example"]), "has no example", where)
            demand(all(isinstance(w, str) and w for w in group["words"]), "a word is no string", where)
            for complement, reliability in group["takes"].items():
                known = complement in COMPLEMENTS or complement.removeprefix("object ").startswith("prep ")
                demand(known, f"unknown complement {complement!r}", where)
                demand(
                    isinstance(reliability, int) and 0 <= reliability <= 100,
                    f"{complement}: {reliability!r} is no per cent",
                    where,
                )
    demand(set(data["lists"]) == set(LISTS), "has other keys than it should", "lists")
    known_stances = set(data["stances"])
    demand(
        known_stances.issuperset({*data["negated"], *data["negated"].values()}), "unknown stance", "negated"
    )
    demand(
        all(isinstance(word, str) for pair in data["lemmas"].items() for word in pair), "is no word", "lemmas"
    )
    demand(set(data["media"]) == {"words", "names", "reporters"}, "has other keys than it should", "media")


@lru_cache(maxsize=1)
def load_cues() -> CueTable:
    """Read and check the cue file once; of several readings of one complement the more reliable holds.

    >>> load_cues().verbs["deny"]["gerund"].stance
    'denies'
    """
    text = files("reportedly.language").joinpath("en", FILE).read_text(encoding="utf-8")
    data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    check_cues(data)
    for lemma, word in data["lemmas"].items():
        for part in ("verbs", "nouns"):
            known = {w for group in data[part] for w in group["words"]}
            for group in data[part]:
                if word in group["words"] and lemma not in known:
                    group["words"].append(lemma)
    media = data["media"]
    words = {name: frozenset(data["lists"][name]) for name in LISTS}
    return CueTable(
        verbs=_by_lemma(data["verbs"]),
        nouns=_by_lemma(data["nouns"]),
        adjectives=_by_lemma(data["adjectives"]),
        adverbs=_by_lemma(data["adverbs"]),
        media=frozenset(media["words"]),
        media_names=frozenset(media["names"]),
        reporters=frozenset(media["reporters"]),
        light_verbs=words["light_verbs"],
        speaking_on=words["speaking_on"],
        object_control=words["object_control"],
        sources=words["sources"],
        writings=words["writings"],
        views=words["views"],
        naming=words["naming"],
        negated=data["negated"],
    )


def _by_lemma(groups: list[dict[str, Any]]) -> Mapping[str, Readings]:
    found: dict[str, dict[str, Reading]] = {}
    for group in groups:
        readings = {
            complement: Reading(group["stance"], group["family"], reliability / 100)
            for complement, reliability in group["takes"].items()
        }
        for word in group["words"]:
            own = found.setdefault(word, {})
            for complement, reading in readings.items():
                if complement not in own or own[complement].reliability < reading.reliability:
                    own[complement] = reading
    return found
