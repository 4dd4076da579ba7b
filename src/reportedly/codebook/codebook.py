"""Codebook: what counts as which type of event: types, modes, foldings and contexts as data, and the model that decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from reportedly.codebook.model import Model, load_model
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
    """A type of event: quad class 1-4, cooperation-conflict score, CAMEO root, and its modes in order."""

    name: str
    about: str
    quad: int
    score: float
    cameo: str
    modes: tuple[Mode, ...]

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
    planned: Mapping[str, str]
    refused: Mapping[str, str]
    wanted: Mapping[str, str]
    frames: Mapping[str, str]
    symmetric: frozenset[str]
    contexts: Mapping[str, frozenset[str]]
    model: Model

    @property
    def label(self) -> str:
        """Name, version and the model's fingerprint, for ``made_with``."""
        return f"{self.name}-{self.version}+{self.model.fingerprint}"


@lru_cache(maxsize=4)
def load_codebook(name: str = "plover") -> Codebook:
    """Load the codebook that is shipped, or one from a YAML file of the same shape.

    Raises:
        CodebookError: there is none, or a field is missing or wrong.
    """
    where = name
    try:
        if name == "plover":
            text = files("reportedly.codebook").joinpath("plover.yaml").read_text(encoding="utf-8")
        else:
            text = Path(name).read_text(encoding="utf-8")
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return _codebook(data)
    except OSError as error:
        raise CodebookError(f"can't be read ({error.strerror})", where=where, do="name a YAML file") from None
    except yaml.YAMLError as error:
        raise CodebookError(f"is no YAML: {str(error).splitlines()[0]}", where=where) from None
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(
            f"lacks or misspells a field: {error}", where=where, do="compare it with the shipped plover.yaml"
        ) from None


def _codebook(data: dict[str, Any]) -> Codebook:
    types = {name: _type(name, fields) for name, fields in data["types"].items()}
    foldings = data["foldings"]
    for folding in [*foldings.values(), data["frames"]]:
        unknown = sorted(set(folding) - set(types))
        if unknown:
            raise CodebookError(f"folds types that it doesn't have: {', '.join(unknown)}", where=data["name"])
    return Codebook(
        name=data["name"],
        version=str(data["version"]),
        types=types,
        planned=foldings["planned"],
        refused=foldings["refused"],
        wanted=foldings["wanted"],
        frames=data["frames"],
        symmetric=frozenset(data["symmetric"]),
        contexts={name: frozenset(words) for name, words in data["contexts"].items()},
        model=load_model(),
    )


def _type(name: str, fields: dict[str, Any]) -> EventType:
    modes = tuple(
        Mode(mode, frozenset(given["words"]), given.get("cameo"), given.get("score"))
        for mode, given in (fields.get("modes") or {}).items()
    )
    return EventType(name, fields["about"], fields["quad"], fields["score"], str(fields["cameo"]), modes)
