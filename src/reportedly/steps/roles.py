"""Roles: which actors of the sentence are a deed's sources and which its targets. The rules of syntax (`arguments`) say what
they find, a linear model over that and over the path from trigger to mention decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np

from reportedly.codebook import Codebook
from reportedly.codebook.model import Model, load_model
from reportedly.codebook.tree import Node
from reportedly.steps.arguments import Arguments, arguments_of, distinct, named
from reportedly.steps.cast import ActorMention, Cast
from reportedly.steps.parse import Sentence

__all__ = ["FILE", "SOURCE", "TARGET", "Pairing", "load_roles", "pair_features", "parties"]

FILE = "roles.bin"
SOURCE, TARGET = "source", "target"
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
#: A mention has a role from this probability on.
SURE = 0.4
#: Where none is as sure, the likeliest has it from this probability on.
LEAST = 0.15
#: Steps up and down the tree that a path is told by.
_LONGEST = 12
#: A path is looked at together with the trigger's own word up to this length.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Pairing:
    """A trigger and the actors of its sentence.

    Args:
        tree: the sentence.
        trigger: the trigger's head in it.
        label: the type that it names.
        mentions: the sentence's actors, in reading order.
        ruled: what the rules of syntax find.
    """

    tree: Sequence[Node]
    trigger: Node
    label: str
    mentions: Sequence[ActorMention]
    ruled: Arguments


def pair(
    sentence: Sentence, tree: Sequence[Node], trigger: int, label: str, cast: Cast, book: Codebook
) -> Pairing:
    """A trigger with the actors around it and what the rules say of them.

    Args:
        trigger: index of its head.
        label: the type that it names.
    """
    ruled = arguments_of(
        sentence.doc[trigger],
        sentence.index,
        cast,
        rule=book.rules.best(tree[trigger], label),
        moves=label in book.movers,
    )
    return Pairing(tree, tree[trigger], label, cast.in_sentence(sentence.index), ruled)


def parties(
    sentence: Sentence, tree: Sequence[Node], trigger: int, label: str, cast: Cast, book: Codebook
) -> Arguments:
    """Sources and targets of the deed that a word names; each actor once, none on both sides."""
    one = pair(sentence, tree, trigger, label, cast, book)
    if not one.mentions:
        return Arguments((), ())
    chances = load_roles().probabilities(pair_features(one, cast))
    none, source, target = chances.T
    del none
    sources = _chosen(one.mentions, source, target, but=())
    targets = _chosen(one.mentions, target, source, but=sources)
    found = Arguments(sources, targets).disjoint()
    return Arguments(named(found.sources, one.mentions), named(found.targets, one.mentions))


def _chosen(
    mentions: Sequence[ActorMention], chance: np.ndarray, other: np.ndarray, *, but: Sequence[ActorMention]
) -> tuple[ActorMention, ...]:
    able = [at for at in range(len(mentions)) if chance[at] > other[at]]
    sure = [mentions[at] for at in able if chance[at] >= SURE]
    if sure:
        return distinct(sure)
    taken = {mention.actor for mention in but}
    left = [at for at in able if chance[at] >= LEAST and mentions[at].actor not in taken]
    return (mentions[max(left, key=lambda at: (chance[at], -at))],) if left else ()


def pair_features(one: Pairing, cast: Cast) -> list[list[str]]:
    """For each mention the names of the features that it has as a party of the trigger."""
    found = dict.fromkeys(one.ruled.sources, "s") | dict.fromkeys(one.ruled.targets, "t")
    by_actor: dict[str, set[str]] = {}
    for mention, role in found.items():
        by_actor.setdefault(mention.actor, set()).add(role)
    counts = [min(sum(role == side for role in found.values()), 2) for side in "st"]
    return [_features(one, mention, cast, found, by_actor, counts) for mention in one.mentions]


def _features(
    one: Pairing,
    mention: ActorMention,
    cast: Cast,
    found: Mapping[ActorMention, str],
    by_actor: Mapping[str, set[str]],
    counts: Sequence[int],
) -> list[str]:
    trigger, label, head = one.trigger, one.label, one.tree[mention.head]
    up, down, top = _path(trigger, head)
    path, steps = ">".join([*up, "*", *down]), len(up) + len(down)
    first, last = (down[0], down[-1]) if down else ("", "")
    turn = f"{up[-1] if up else ''}|{first}"
    voice = _voice(trigger)
    pos = trigger.pos[:1]
    side = "before" if mention.head < trigger.i else "after"
    role = found.get(mention, "n")
    actor = cast.actor(mention.actor)
    low, high = sorted((trigger.i, head.i))
    between = min(sum(low < other.head < high for other in one.mentions), 3)
    others = [m for m in one.mentions if (m.first, m.end) != (mention.first, mention.end)]
    inside = any(m.first <= mention.first and mention.end <= m.end for m in others)
    holds = any(mention.first <= m.first and m.end <= mention.end for m in others)
    names = [
        "bias",
        *(f"path={path}{more}" for more in ("", f"|{label}", f"|{pos}", f"|{voice}")),
        *(
            f"rules={role}{more}"
            for more in ("", f"|{label}", f"|{mention.how}", f"|{steps}", f"|{pos}|{side}")
        ),
        *(f"rules={role}|{side}={count}" for side, count in zip("st", counts, strict=True)),
        f"rules={role}|of {min(len(one.mentions), 4)}",
        *(f"actor is {other}" for other in sorted(by_actor.get(mention.actor, ()))),
        *(f"how={mention.how}{more}" for more in ("", f"|{label}", f"|{head.dep}")),
        f"{side}|{label}",
        f"{side}|{pos}|{voice}",
        f"dep={head.dep}",
        f"dep={head.dep}|{label}",
        f"steps={steps}|{side}",
        f"between={between}|{side}",
        f"inside={inside}|{head.dep}",
        f"holds={holds}|{head.dep}",
        f"kind={actor.kind}|{label}",
        f"kind={actor.kind}|{head.dep}",
        *(f"sector={sector}|{label}" for sector in actor.sectors),
        f"l={head.lemma}|{label}",
        f"l={head.lemma}|{role}",
        f"trigger={trigger.dep}|{side}",
        f"top={top.lemma}|{first}",
        f"up={'>'.join(up)}|{side}",
        f"down={'>'.join(down)}",
        f"down={'>'.join(down)}|{label}",
        f"turn={turn}",
        f"turn={turn}|{label}",
        f"last={last}|{label}",
    ]
    if steps <= _SHORT:
        names.append(f"path={path}|{trigger.lemma}")
    if head.dep == "pobj":
        prep = head.head.lower
        names += [
            f"prep={prep}{more}"
            for more in ("", f"|{label}", f"|{trigger.lemma}", f"|{mention.how}", f"|{role}")
        ]
    if any(child.dep == "poss" for child in head.children):
        names.append(f"owned|{label}")
    return list(dict.fromkeys(names))


def _voice(trigger: Node) -> str:
    """Active or passive, and what a relative pronoun is to the verb ("which accused", "whom police accused")."""
    passive = _is_passive(trigger) or (trigger.tag == "VBN" and trigger.dep == "acl")
    relative = next((child.dep for child in trigger.children if child.tag in _RELATIVE), "")
    return f"{'passive' if passive else 'active'} {relative}".rstrip()


def _is_passive(node: Node) -> bool:
    """As `arguments.is_passive`, read off the tree."""
    below = {child.dep for child in node.children}
    if below & {"nsubjpass", "auxpass"}:
        return True
    beside = node.tag == "VBN" and node.dep == "conj" and node.head.tag == "VBN"
    return beside and not below & {"aux", "dobj"} and _is_passive(node.head)


def _path(trigger: Node, head: Node) -> tuple[list[str], list[str], Node]:
    """The relations up from the trigger and down to the mention, and the node where they turn."""
    above = _upward(trigger)
    at = {node.i: step for step, node in enumerate(above)}
    for step, node in enumerate(_upward(head)):
        if node.i in at:
            up = [f"^{one.dep}" for one in above[: at[node.i]]]
            return up, [_relation(one) for one in reversed(_upward(head)[:step])], node
    return ["?"], ["?"], trigger


def _upward(node: Node) -> list[Node]:
    found = [node]
    while node.head is not node and len(found) < _LONGEST:
        node = node.head
        found.append(node)
    return found


def _relation(node: Node) -> str:
    return f"{node.dep}:{node.lower}" if node.dep in {"prep", "agent", "dative", "mark"} else node.dep


@lru_cache(maxsize=1)
def load_roles() -> Model:
    """The weights that are shipped."""
    with as_file(files("reportedly.codebook").joinpath(FILE)) as shipped:
        return load_model(shipped)
