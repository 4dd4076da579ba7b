"""The language that `times.yaml` writes patterns in, turned into regular expressions over signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.errors import LanguageFileError

__all__ = ["Compiled", "compile_pattern", "pieces"]

_PIECE = re.compile(r"\s*([a-z_]+[0-9]?:(?=\S)|>!|>|[()|?*+]|[^\s()|?*+:>]+)")
_MARKS = frozenset({"(", ")", "|", "?", "*", "+", ">", ">!"})


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern, as a regular expression's source, and the signs that it may begin with."""

    source: str
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    source: str
    first: frozenset[str]
    empty: bool


def pieces(pattern: str) -> list[str]:
    """The pieces of a pattern: words, classes, names with their colon, and marks."""
    return _PIECE.findall(pattern)


def compile_pattern(
    pattern: str, by_class: Mapping[str, str], macros: Mapping[str, str], *, rule: str
) -> Compiled:
    """Compile one pattern.

    Args:
        by_class: class or word -> the signs of its tokens.
        macros: names of patterns that a pattern may use.
        rule: its name, for messages.

    Raises:
        LanguageFileError: a class, macro or word isn't known, or a bracket is missing.
    """
    reader = _Reader(by_class, macros, rule)
    part = reader.whole(pattern)
    return Compiled(part.source, part.first)


@dataclass
class _Reader:
    """A recursive-descent reader of patterns."""

    by_class: Mapping[str, str]
    macros: Mapping[str, str]
    rule: str
    named: int = 0
    todo: list[str] = field(default_factory=list)

    def whole(self, pattern: str) -> _Part:
        outer, self.todo = self.todo, pieces(pattern)[::-1]
        part = self._choice()
        if self.todo:
            raise self._fault(self.todo[-1])
        self.todo = outer
        return part

    def _choice(self) -> _Part:
        parts = [self._sequence()]
        while self.todo and self.todo[-1] == "|":
            self.todo.pop()
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        return _Part(
            f"(?:{'|'.join(p.source for p in parts)})",
            frozenset().union(*(p.first for p in parts)),
            any(p.empty for p in parts),
        )

    def _sequence(self) -> _Part:
        source, first, empty = "", frozenset[str](), True
        while self.todo and self.todo[-1] not in ("|", ")"):
            part = self._item()
            source += part.source
            if empty:
                first |= part.first
            empty = empty and part.empty
        return _Part(source, first, empty)

    def _item(self) -> _Part:
        piece = self.todo.pop()
        if piece in (">", ">!"):
            ahead = self._item()
            return _Part(f"(?{'=' if piece == '>' else '!'}{ahead.source})", frozenset(), True)
        if piece.endswith(":"):
            self.named += 1
            name = f"{piece[:-1]}__{self.named}"
            held = self._atom(self.todo.pop() if self.todo else ")")
            part = _Part(f"(?P<{name}>{held.source})", held.first, held.empty)
        else:
            part = self._atom(piece)
        if self.todo and self.todo[-1] in ("?", "*", "+"):
            mark = self.todo.pop()
            return _Part(f"(?:{part.source}){mark}", part.first, part.empty or mark != "+")
        return part

    def _atom(self, piece: str) -> _Part:
        if piece == "(":
            part = self._choice()
            if not self.todo or self.todo.pop() != ")":
                raise self._fault("(")
            return part
        if piece in self.macros:
            return self.whole(self.macros[piece])
        signs = self.by_class.get(piece)
        if not signs or piece in _MARKS:
            raise self._fault(piece)
        return _Part(signs if len(signs) == 1 else f"[{signs}]", frozenset(signs), False)

    def _fault(self, piece: str) -> LanguageFileError:
        return LanguageFileError(
            f"rule {self.rule!r}: {piece!r} is no class, macro or word, or a bracket is missing",
            where="times.yaml",
            do="see the head of the file",
        )
