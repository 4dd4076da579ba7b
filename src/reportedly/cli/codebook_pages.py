"""Types, rules and tested examples of a codebook, as text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reportedly.codebook import Codebook, Rule
    from reportedly.examples import Outcome

__all__ = ["outcome_page", "rule_page", "type_page", "types_page"]

_WIDTH = 100
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def types_page(book: Codebook) -> str:
    """All types, a line each."""
    widest = max(map(len, book.types))
    return "\n".join(
        f"{name:<{widest}}  {kind.quad}  {kind.score:+5.1f}  {kind.about}"
        for name, kind in book.types.items()
    )


def type_page(book: Codebook, name: str) -> str:
    """A type: definition, codes, foldings, modes, rules."""
    kind = book.types[name]
    rows = [
        ("covers", kind.covers),
        ("not", kind.excludes),
        ("quad class", f"{kind.quad}, {_QUADS.get(kind.quad, '?')}"),
        ("score", f"{kind.score:+g}"),
        ("CAMEO", kind.cameo),
        ("announced", book.planned.get(name, "")),
        ("refused", book.refused.get(name, "")),
        ("asked for", book.wanted.get(name, "")),
        ("over a deed", book.frames.get(name, "")),
    ]
    lines = [f"{name}: {kind.about}", *_table(rows)]
    if kind.modes:
        lines += ["", "modes"]
        lines += _table([(mode.name, " ".join(sorted(mode.words))) for mode in kind.modes])
    rules = [rule for rule in book.rules.all if rule.type == name]
    if rules:
        lines += ["", "rules"]
        lines += _table([(rule.id, ", ".join(rule.triggers)) for rule in rules])
    return "\n".join(lines)


def rule_page(book: Codebook, rule: Rule) -> str:
    """A rule: triggers, objects, codes, example."""
    from reportedly.codebook.checking import example_of

    shown = {
        "verbs": rule.verbs, "nouns": rule.nouns, "adjectives": rule.adjectives, "with": tuple(sorted(rule.objects)),
    }  # fmt: skip
    rows = [(name, ", ".join(word.replace("_", " ") for word in words)) for name, words in shown.items()]
    rows += [
        ("the object is", "the target" if rule.objects and rule.party else ""),
        ("the subject is", "the target" if rule.swapped else ""),
        ("codes", f"{rule.type} ({book.types[rule.type].about})"),
        ("CAMEO", rule.cameo or book.types[rule.type].cameo),
    ]
    if rule.example:
        rows.append(("example", example_of(rule).text))
    return "\n".join([rule.id, *_table(rows)])


def outcome_page(outcome: Outcome) -> str:
    """An example that isn't coded as it says: - what it wants, + what was coded, then the fields that differ, side by side."""
    lines = [f"{outcome.rule.id}: {outcome.text}"]
    lines += [click.style(f"  - {miss.wanted}", fg="red") for miss in outcome.missed]
    lines += [click.style(f"  + {row}", fg="green") for row in outcome.coded] or ["  + nothing"]
    for miss in outcome.missed:
        for field, wanted, coded in miss.differences():
            lines.append(f"      {field + ':':<8} wanted {wanted}, coded {coded}")
    return "\n".join(lines)


def _table(rows: list[tuple[str, str]]) -> list[str]:
    """Name and value, the value wrapped; rows without a value are left out."""
    kept = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _ in kept), default=0)
    lines = []
    for name, value in kept:
        wrapped = textwrap.wrap(value, _WIDTH - width - 4, break_on_hyphens=False)
        lines.append(f"  {name:<{width}}  {wrapped[0]}")
        lines += [f"  {'':<{width}}  {more}" for more in wrapped[1:]]
    return lines
