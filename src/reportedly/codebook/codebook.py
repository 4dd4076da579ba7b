"""Codebook: what counts as which type of event: types, modes, rules, foldings and contexts as data, and the model that
decides among what the rules propose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from reportedly.codebook.model import NONE, Model, load_model
from reportedly.codebook.reading import read_codebook, weights_of
from reportedly.codebook.rules import Rule, Rules
from reportedly.errors import CodebookError

__all__ = ["Codebook", "EventType", "Mode", "load_codebook"]


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type: its words tell it."""

    name: str
    words: frozenset[str]
    cameo: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event.

    Args:
        name: in capitals.
        about: in a few words.
        covers, excludes: what belongs to it and what doesn't.
        quad: quad class, 1 to 4.
        score: from conflict (-10) to cooperation (+10).
        cameo: CAMEO code where no rule gives a closer one.
        modes: in order; the first that fits counts.
        sentences: marked lines that the model learns from, beside the rules' examples.
    """

    name: str
    about: str
    covers: str
    excludes: str
    quad: int
    score: float
    cameo: str
    modes: tuple[Mode, ...]
    sentences: tuple[str, ...] = ()

    def mode_of(self, words: Iterable[str]) -> Mode | None:
        """The first mode that one of the words tells, or None."""
        given = set(words)
        return next((mode for mode in self.modes if given & mode.words), None)


@dataclass(frozen=True)
class Codebook:
    """A loaded codebook."""

    name: str
    version: str
    types: Mapping[str, EventType]
    rules: Rules
    planned: Mapping[str, str]
    refused: Mapping[str, str]
    wanted: Mapping[str, str]
    frames: Mapping[str, str]
    symmetric: frozenset[str]
    movers: frozenset[str]
    promises: frozenset[str]
    contexts: Mapping[str, frozenset[str]]
    weights: Path | None = None

    @classmethod
    def load(cls, name: str = "plover") -> Codebook:
        """Load a codebook; see `load_codebook`."""
        return load_codebook(name)

    @cached_property
    def model(self) -> Model:
        """The weights, read when first asked for: the codebook's own where it has been trained, else those that are shipped."""
        own = self.weights if self.weights is not None and self.weights.exists() else None
        return _without(load_model(own), set(self.types))

    @cached_property
    def triggers(self) -> frozenset[str]:
        """The lemmas that may name an event: those of the rules, and those that did in a sentence the model learnt from."""
        return self.rules.lemmas | self.model.triggers

    @property
    def label(self) -> str:
        """Name, version and the model's fingerprint, for ``made_with``."""
        return f"{self.name}-{self.version}+{self.model.fingerprint}"

    def rule(self, id: str) -> Rule | None:
        """The rule that an event's ``rule`` names: "plover.request.ask/aid.give" was coded by the first of two rules."""
        inner = id.removeprefix(f"{self.name}.").partition("/")[0]
        return self.rules.by_id.get(inner)


@lru_cache(maxsize=4)
def load_codebook(name: str = "plover") -> Codebook:
    """Load the codebook that is shipped, or one of one's own.

    Args:
        name: ``plover``, or a YAML file or a folder of them in the shape of the shipped one.

    Raises:
        CodebookError: there is none, or a field is missing or wrong.
    """
    data = read_codebook(name)
    try:
        return _codebook(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise CodebookError(
            f"lacks or misspells a field: {error}", where=name, do="compare it with the shipped codebook"
        ) from None


def _codebook(data: Mapping[str, Any]) -> Codebook:
    types = {name: _type(name, fields) for name, fields in data["types"].items()}
    foldings = data["foldings"]
    for folding in [*foldings.values(), data["frames"]]:
        unknown = sorted(set(folding) - set(types))
        if unknown:
            raise CodebookError(f"folds types that it doesn't have: {', '.join(unknown)}", where=data["name"])
    rules = [
        _rule(name, id, fields)
        for name, kind in data["types"].items()
        for id, fields in (kind.get("rules") or {}).items()
    ]
    return Codebook(
        name=data["name"],
        version=str(data["version"]),
        types=types,
        rules=Rules(rules),
        planned=foldings["planned"],
        refused=foldings["refused"],
        wanted=foldings["wanted"],
        frames=data["frames"],
        symmetric=frozenset(data["symmetric"]),
        movers=frozenset(data.get("movers", ())),
        promises=frozenset(data.get("promises", ())),
        contexts={name: _words(words) for name, words in data["contexts"].items()},
        weights=weights_of(data["at"]) if "at" in data else None,
    )


def _without(model: Model, types: set[str]) -> Model:
    """The model without types that a codebook doesn't have."""
    kept = [at for at, label in enumerate(model.labels) if label == NONE or label in types]
    if len(kept) == len(model.labels):
        return model
    labels = tuple(model.labels[at] for at in kept)
    return replace(model, labels=labels, weights=model.weights[:, kept], outer=model.outer[:, kept])


def _score(fields: Mapping[str, Any]) -> float | None:
    """As a fraction even where it is whole: a record read back from its JSON then holds the same."""
    return None if fields.get("score") is None else float(fields["score"])


def _type(name: str, fields: Mapping[str, Any]) -> EventType:
    modes = tuple(
        Mode(mode, _words(given["words"]), given.get("cameo"), _score(given))
        for mode, given in (fields.get("modes") or {}).items()
    )
    return EventType(
        name,
        fields["about"],
        fields.get("covers", ""),
        fields.get("excludes", ""),
        fields["quad"],
        float(fields["score"]),
        str(fields["cameo"]),
        modes,
        tuple(fields.get("sentences") or ()),
    )


def _rule(type: str, name: str, fields: Mapping[str, Any]) -> Rule:
    return Rule(
        id=f"{type.lower()}.{name}",
        type=type,
        verbs=tuple(fields.get("verbs", "").split()),
        nouns=tuple(fields.get("nouns", "").split()),
        adjectives=tuple(fields.get("adjs", "").split()),
        objects=_words(fields.get("object", "")),
        party=fields.get("party", False),
        swapped=fields.get("swapped", False),
        cameo=fields.get("cameo"),
        example=fields.get("example", ""),
        events=fields.get("events", ""),
    )


def _words(text: str | list[str]) -> frozenset[str]:
    return frozenset(text.split() if isinstance(text, str) else text)
