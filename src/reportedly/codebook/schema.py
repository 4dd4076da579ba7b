"""Schema of a codebook's YAML: which fields there are and what each holds. Anything else is refused by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from reportedly.errors import CodebookError
from reportedly.record import Status

__all__ = ["BookFields", "Foldings", "ModeFields", "RuleFields", "TypeFields", "fields_of"]

#: Lemmas with blanks between them, or a list.
Words = str | list[str]
_Fields = TypeVar("_Fields")


class ModeFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mode of a type."""

    words: Words
    cameo: str | None = None
    score: float | None = None


class RuleFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule of a type; see `Rule`."""

    verbs: str = ""
    nouns: str = ""
    adjs: str = ""
    object: Words = ""
    party: bool = False
    swapped: bool = False
    cameo: str | None = None
    example: str = ""
    events: str = ""


class TypeFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type; its modes and rules are read one by one, so that a fault names its own."""

    about: str
    quad: int
    score: float
    cameo: str
    covers: str = ""
    excludes: str = ""
    modes: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    sentences: list[str] = []


class Foldings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a type becomes when it is told as planned, refused or wanted."""

    planned: dict[str, str] = {}
    refused: dict[str, str] = {}
    wanted: dict[str, str] = {}


class BookFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A codebook; its types are read one by one."""

    name: str
    version: str | int | float
    foldings: Foldings
    frames: dict[str, Status]
    symmetric: list[str]
    contexts: dict[str, Words]
    types: dict[str, Any]
    movers: list[str] = []
    promises: list[str] = []
    at: str | None = None


def fields_of(kind: type[_Fields], given: Any, *, where: str) -> _Fields:
    """The fields, if each is known and holds what it should.

    Args:
        kind: one of the structs of this module.
        given: as YAML has them.
        where: what they are the fields of.

    Raises:
        CodebookError: one is missing, unknown or of another kind.

    >>> fields_of(ModeFields, {"words": "sell", "cameo": 71}, where="trade: GIFT.sale")
    Traceback (most recent call last):
    ...
    reportedly.errors.CodebookError: R303 trade: GIFT.sale: Expected `str | null`, got `int` - at `$.cameo`; put it in quotes
    """
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        what = str(error)
        if not isinstance(given, Mapping):
            what = "holds no fields"
        quoted = "`str" in what and ("got `int`" in what or "got `float`" in what)
        known = ", ".join(kind.__struct_fields__)  # type: ignore[attr-defined]  # every struct has them
        raise CodebookError(
            what, where=where, do="put it in quotes" if quoted else f"its fields are {known}"
        ) from None
