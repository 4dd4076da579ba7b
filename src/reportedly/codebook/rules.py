"""Rules: which words, with which objects and particles, name an event of which type; found by the word's lemma."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.codebook.tree import Node

__all__ = ["Match", "Rule", "Rules"]

_OBJECT_DEPS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "acomp", "dative", "xcomp", "prt"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
#: Which part of a rule a word of which part of speech can match.
_VERBS, _NOUNS, _ADJECTIVES = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "PROPN"}), frozenset({"ADJ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: triggers, what has to fill their slots, and what that codes.

    Args:
        id: ``type.name`` in small letters.
        type: the type that it codes.
        verbs: lemmas; with a particle or a preposition after a ``_`` ("call_off").
        nouns: lemmas; with a modifier before a ``_`` ("hunger_strike").
        adjectives: lemmas.
        objects: one of these has to be what a verb acts on or what a preposition binds to it; empty: anything may.
        party: whether such an object is the target itself; else it is what the deed is done with.
        swapped: whether the subject is the target, as with "received a guest".
        cameo: the most specific CAMEO code.
        example: a sentence with the events marked in it.
        events: the heads of those events; empty: one of the type, that happened.
    """

    id: str
    type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    party: bool = False
    swapped: bool = False
    cameo: str | None = None
    example: str = ""
    events: str = ""

    @property
    def triggers(self) -> tuple[str, ...]:
        """All triggers as they are read: "call off"."""
        return tuple(word.replace("_", " ") for word in (*self.verbs, *self.nouns, *self.adjectives))


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that a word matches; ``full`` where its object is there too, as far as the rule asks for one."""

    rule: Rule
    full: bool


class Rules:
    """Rules, keyed by the lemma of their trigger."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.all = tuple(rules)
        self.by_id = {rule.id: rule for rule in self.all}
        self._verbs: dict[str, list[tuple[str, Rule]]] = {}
        self._nouns: dict[str, list[tuple[str, Rule]]] = {}
        self._adjectives: dict[str, list[tuple[str, Rule]]] = {}
        for rule in self.all:
            for word in rule.verbs:
                lemma, _, particle = word.partition("_")
                self._verbs.setdefault(lemma, []).append((particle, rule))
            for word in rule.nouns:
                modifier, _, lemma = word.rpartition("_")
                self._nouns.setdefault(lemma, []).append((modifier, rule))
            for word in rule.adjectives:
                self._adjectives.setdefault(word, []).append(("", rule))

    @property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all triggers, each without its particle or modifier."""
        return frozenset().union(self._verbs, self._nouns, self._adjectives)

    def of(self, node: Node) -> list[Match]:
        """The rules that a word matches, those with more words first."""
        if node.matches is None:
            node.matches = self._look_up(node)
        return node.matches

    def _look_up(self, node: Node) -> list[Match]:
        lemma, pos = node.lemma, node.pos
        found: list[tuple[int, Match]] = []
        if pos in _VERBS or node.tag.startswith("VB"):
            for particle, rule in self._verbs.get(lemma, ()):
                if particle and not _has_particle(node, particle):
                    continue
                full = not rule.objects or any(word in rule.objects for word in _objects(node))
                found.append((bool(particle) + 2 * (full and bool(rule.objects)), Match(rule, full)))
        elif pos in _NOUNS:
            for modifier, rule in self._nouns.get(lemma, ()):
                if not modifier or _has_modifier(node, modifier):
                    found.append((bool(modifier), Match(rule, True)))
        elif pos in _ADJECTIVES:
            found += [(0, Match(rule, True)) for _, rule in self._adjectives.get(lemma, ())]
        found.sort(key=lambda pair: (not pair[1].full, -pair[0]))
        return [match for _, match in found]

    def best(self, node: Node, type: str) -> Rule | None:
        """The rule of a type that the word matches wholly."""
        return next((m.rule for m in self.of(node) if m.full and m.rule.type == type), None)


def _has_particle(node: Node, particle: str) -> bool:
    return any(
        child.lower == particle and child.dep in {"prt", "prep", "advmod", "agent"} for child in node.children
    )


def _has_modifier(node: Node, modifier: str) -> bool:
    return any(child.dep in _MODIFIERS and child.lemma == modifier for child in node.children)


def _objects(node: Node) -> Iterator[str]:
    """Lemmas of what a verb acts on, of what modifies that, and of what its prepositions bind."""
    for child in node.children:
        if child.dep in _OBJECT_DEPS:
            yield from _phrase(child)
        elif child.dep == "prep":
            for end in child.children:
                if end.dep == "pobj":
                    yield from _phrase(end)
    if node.dep in {"acl", "relcl"} and node.tag in {"VBN", "VBD"}:
        yield from _phrase(node.head)


def _phrase(head: Node) -> Iterator[str]:
    yield head.lemma
    for child in head.children:
        if child.dep in _MODIFIERS or child.dep == "conj":
            yield child.lemma
        elif child.dep == "prep" and child.lower == "of":
            for end in child.children:
                if end.dep == "pobj":
                    yield end.lemma
