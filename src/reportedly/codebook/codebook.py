"""Codebook: what counts as which type of event: types, modes, rules, foldings and contexts as data, and the model that
decides among what the rules propose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from reportedly.codebook.model import NONE, Model, load_model
from reportedly.codebook.reading import SHIPPED, files_of, read_codebook, weights_of
from reportedly.codebook.rules import Rule, Rules
from reportedly.codebook.schema import BookFields, ModeFields, RuleFields, TypeFields, fields_of
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


def load_codebook(name: str = "plover") -> Codebook:
    """Load the codebook that is shipped, or one of one's own: anew when its files have changed.

    Args:
        name: ``plover``, or a YAML file or a folder of them in the shape of the shipped one.

    Raises:
        CodebookError: there is none, or a field is missing, unknown or wrong.
    """
    own = [] if name == SHIPPED else [path for path in (*files_of(name), weights_of(name)) if path.exists()]
    return _loaded(name, tuple((path, path.stat().st_mtime_ns) for path in own))


@lru_cache(maxsize=4)
def _loaded(name: str, changed: tuple[tuple[Path, int], ...]) -> Codebook:
    """A codebook whose files changed at these moments."""
    return _codebook(read_codebook(name), where=name)


def _codebook(data: Mapping[str, Any], *, where: str) -> Codebook:
    book = fields_of(BookFields, data, where=where)
    kinds = {
        name: fields_of(TypeFields, given, where=f"{where}: {name}") for name, given in book.types.items()
    }
    _names_types(book, frozenset(kinds), where=where)
    rules = [
        _rule(name, id, fields_of(RuleFields, given, where=f"{where}: {name}, rule {id}"))
        for name, kind in kinds.items()
        for id, given in kind.rules.items()
    ]
    return Codebook(
        name=book.name,
        version=str(book.version),
        types={name: _type(name, kind, where=where) for name, kind in kinds.items()},
        rules=Rules(rules),
        planned=book.foldings.planned,
        refused=book.foldings.refused,
        wanted=book.foldings.wanted,
        frames=book.frames,
        symmetric=frozenset(book.symmetric),
        movers=frozenset(book.movers),
        promises=frozenset(book.promises),
        contexts={name: _words(words) for name, words in book.contexts.items()},
        weights=weights_of(book.at) if book.at is not None else None,
    )


def _names_types(book: BookFields, types: frozenset[str], *, where: str) -> None:
    """What a codebook says of types has to be said of its own."""
    foldings = {name: getattr(book.foldings, name) for name in ("planned", "refused", "wanted")}
    named = {f"foldings, {name}": {*folding, *folding.values()} for name, folding in foldings.items()}
    named |= {name: set(getattr(book, name)) for name in ("frames", "symmetric", "movers", "promises")}
    for field, names in named.items():
        if unknown := sorted(names - types):
            raise CodebookError(
                f"names types that it doesn't have: {', '.join(unknown)}", where=f"{where}: {field}"
            )


def _without(model: Model, types: set[str]) -> Model:
    """The model without types that a codebook doesn't have."""
    kept = [at for at, label in enumerate(model.labels) if label == NONE or label in types]
    if len(kept) == len(model.labels):
        return model
    labels = tuple(model.labels[at] for at in kept)
    return replace(model, labels=labels, weights=model.weights[:, kept], outer=model.outer[:, kept])


def _type(name: str, fields: TypeFields, *, where: str) -> EventType:
    modes = []
    for mode, given in fields.modes.items():
        told = fields_of(ModeFields, given, where=f"{where}: {name}, mode {mode}")
        modes.append(Mode(mode, _words(told.words), told.cameo, told.score))
    return EventType(
        name,
        fields.about,
        fields.covers,
        fields.excludes,
        fields.quad,
        fields.score,
        fields.cameo,
        tuple(modes),
        tuple(fields.sentences),
    )


def _rule(type: str, name: str, fields: RuleFields) -> Rule:
    return Rule(
        id=f"{type.lower()}.{name}",
        type=type,
        verbs=tuple(fields.verbs.split()),
        nouns=tuple(fields.nouns.split()),
        adjectives=tuple(fields.adjs.split()),
        objects=_words(fields.object),
        party=fields.party,
        swapped=fields.swapped,
        cameo=fields.cameo,
        example=fields.example,
        events=fields.events,
    )


def _words(text: str | list[str]) -> frozenset[str]:
    return frozenset(text.split() if isinstance(text, str) else text)
