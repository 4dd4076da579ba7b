"""Checking: faults of a codebook that loading it doesn't meet: rules that nothing can reach, that have no example, or that
two types both claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.codebook.codebook import Codebook
from reportedly.codebook.marked import MarkedSentence, read_marked
from reportedly.codebook.rules import Rule
from reportedly.errors import CodebookError

__all__ = ["Finding", "check_codebook", "example_of"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, or a thing to know.

    Args:
        grave: whether the codebook can't do what it says; else only a thing that a reader should know.
        about: what it is: ``schema``, ``unreachable``, ``example``, ``fight``.
        where: the type or rule.
        what: in one sentence.
    """

    grave: bool
    about: Literal["schema", "unreachable", "example", "fight"]
    where: str
    what: str


_CAMEO = re.compile(r"[0-9]{2,4}")


def example_of(rule: Rule) -> MarkedSentence:
    """The rule's example with its events; one event of the rule's type, that happened, where it gives none.

    Raises:
        CodebookError: its marks can't be read.
    """
    head = rule.events or f"1 {rule.type} - happened {rule.type} happened"
    return read_marked(f"{head}\t{rule.example}", where=rule.id)


def check_codebook(book: Codebook) -> tuple[Finding, ...]:
    """All that is wrong with a codebook that could be loaded, graver things first.

    >>> from reportedly.codebook import load_codebook
    >>> [finding.where for finding in check_codebook(load_codebook()) if finding.grave]
    []
    """
    found = [*_types(book)]
    for rule in book.rules.all:
        found += _rule(rule, book)
    found += _fights(book)
    return tuple(sorted(found, key=lambda finding: not finding.grave))


def _types(book: Codebook) -> Iterator[Finding]:
    for name, kind in book.types.items():
        if kind.quad not in {1, 2, 3, 4}:
            yield Finding(True, "schema", name, f"its quad class is {kind.quad}, not 1 to 4")
        if not -10 <= kind.score <= 10:
            yield Finding(True, "schema", name, f"its score is {kind.score}, not between -10 and 10")
        if name != name.upper() or " " in name:
            yield Finding(True, "schema", name, "its name isn't one word in capitals")
        for number, line in enumerate(kind.sentences, 1):
            try:
                events = read_marked(line, where=name).events
            except CodebookError as error:
                yield Finding(True, "example", name, f"its sentence {number}: {error.what}")
                continue
            for type in sorted(
                {type for event in events for type in (event.type, event.act)} - set(book.types)
            ):
                yield Finding(
                    True, "example", name, f"its sentence {number} names {type}, which is no type here"
                )
        for code in (kind.cameo, *(mode.cameo for mode in kind.modes)):
            if code is not None and not _CAMEO.fullmatch(code):
                yield Finding(True, "schema", name, f"{code!r} is no CAMEO code: two to four digits")
        if not kind.about.strip():
            yield Finding(False, "schema", name, "its `about` is empty: nobody is told what it counts")
        if not any(rule.type == name for rule in book.rules.all):
            yield Finding(False, "schema", name, "has no rule")


def _rule(rule: Rule, book: Codebook) -> Iterator[Finding]:
    if not rule.triggers:
        yield Finding(True, "unreachable", rule.id, "has no verb, noun or adjective")
    if rule.cameo is not None and not _CAMEO.fullmatch(rule.cameo):
        yield Finding(True, "schema", rule.id, f"{rule.cameo!r} is no CAMEO code: two to four digits")
    for word in (*rule.verbs, *rule.nouns, *rule.adjectives):
        if word != word.lower():
            yield Finding(True, "unreachable", rule.id, f"{word!r} has capitals, and lemmas have none")
    for word in (*rule.verbs, *rule.nouns, *rule.adjectives):
        if "-" in word:
            yield Finding(True, "unreachable", rule.id, f"{word!r}: the parser parts words at their hyphens")
        elif word.count("_") > 1:
            yield Finding(
                True, "unreachable", rule.id, f"{word!r}: only one particle or modifier is looked for"
            )
    for word in sorted(word for word in rule.objects if word != word.lower() or "_" in word):
        yield Finding(True, "unreachable", rule.id, f"its object {word!r} is no lemma of one word")
    for word in rule.adjectives:
        if "_" in word:
            yield Finding(True, "unreachable", rule.id, f"{word!r}: an adjective has no particle")
    doubled = sorted({word for group in (rule.verbs, rule.nouns) for word in group if group.count(word) > 1})
    if doubled:
        yield Finding(False, "schema", rule.id, f"names {', '.join(doubled)} twice")
    yield from _example(rule, book)


def _example(rule: Rule, book: Codebook) -> Iterator[Finding]:
    if not rule.example:
        yield Finding(True, "example", rule.id, "has no example")
        return
    try:
        events = example_of(rule).events
    except CodebookError as error:
        yield Finding(True, "example", rule.id, error.what)
        return
    for event in events:
        for type in dict.fromkeys((event.type, event.act)):
            if type not in book.types:
                yield Finding(True, "example", rule.id, f"its example names {type}, which is no type here")
        modes = {mode.name for mode in book.types[event.type].modes} if event.type in book.types else set()
        if event.mode and not set(event.mode.split("+")) <= modes:
            yield Finding(True, "example", rule.id, f"its example names the mode {event.mode}")
    if rule.type not in {event.type for event in events} | {event.act for event in events}:
        yield Finding(True, "example", rule.id, f"its example shows no {rule.type}")


def _fights(book: Codebook) -> Iterator[Finding]:
    """Rules of two types that one word matches as fully: only the model's other features part them."""
    claims: defaultdict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in book.rules.all:
        for kind, words in (("verb", rule.verbs), ("noun", rule.nouns), ("adjective", rule.adjectives)):
            for word in dict.fromkeys(words):
                claims[kind, word].append(rule)
    for (kind, word), rules in sorted(claims.items()):
        for at, first in enumerate(rules):
            for second in rules[at + 1 :]:
                if not _parted(first, second, kind):
                    same = first.type == second.type
                    what = (
                        f"{second.id} has the {kind} {word!r} too and never comes to it"
                        if same
                        else f"{second.id} claims the {kind} {word!r} too: the model decides"
                    )
                    yield Finding(False, "fight", first.id, what)


def _parted(first: Rule, second: Rule, kind: str) -> bool:
    """Whether objects tell two rules apart: another object, or one asks for an object and so goes first."""
    if kind != "verb":
        return False
    if bool(first.objects) != bool(second.objects):
        return True
    return bool(first.objects) and not first.objects & second.objects
