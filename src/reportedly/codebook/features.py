"""Features: what the linear model sees of a word and its syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from reportedly.codebook.rules import Rules
from reportedly.codebook.tree import Node

__all__ = ["FORMAT", "candidates", "features"]

#: Version of the features and of the file of weights.
FORMAT = 6

_CANDIDATE_POS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "acomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_NO_PAIRS: dict[str, str] = {}
_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "NUM"})
#: Entities that no event is named by.
_NO_EVENTS = frozenset(
    {"PERSON", "DATE", "TIME", "GPE", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"}
)


def candidates(tree: Sequence[Node]) -> Iterator[Node]:
    """The words that may name an event: verbs, nouns and adjectives that are no auxiliaries, names or modifiers of time."""
    for node in tree:
        if node.pos not in _CANDIDATE_POS or not node.wordlike:
            continue
        if node.dep in {"aux", "auxpass"} or (node.pos == "AUX" and node.lemma == "be"):
            continue
        if node.ent not in _NO_EVENTS:
            yield node


def features(node: Node, tree: Sequence[Node], rules: Rules) -> list[str]:
    """Names of the features that the node has, each once, in a fixed order: what the rules say, and its words and syntax."""
    lemma, pos, dep = node.lemma, node.pos[0], node.dep
    head = node.head
    over = head.lemma
    found = [
        "bias",
        f"l={lemma}",
        f"l={lemma}|{pos}",
        f"stem={lemma[:5]}",
        f"dep={dep}|{pos}",
        f"head={over}|{dep}",
        f"l={lemma}|head={over}",
        f"l={lemma}|{dep}",
        f"tag={node.tag}",
        f"suffix={lemma[-4:]}|{pos}",
    ]
    matches = rules.of(node)
    for match in matches:
        if match.full:
            found += [
                f"rule={match.rule.id}",
                f"type={match.rule.type}",
                f"type={match.rule.type}|{dep}",
            ]
        else:
            found.append(f"half={match.rule.type}")
    if not matches:
        found.append("no rule")
    verbs, pairs = _vocabulary()
    found += [f"voc={name}" for name in verbs.get(lemma, "").split()]
    of_verb = pairs.get(lemma, _NO_PAIRS)
    for child in node.children:
        _child(lemma, child, found, of_verb, rules)
    if head.i != node.i:
        if head.dep in {"prep", "agent"} or head.pos == "ADP":
            governor = head.head.lemma
            found.append(f"above={governor}|{head.lower}")
            found.append(f"l={lemma}|above={governor}")
            found += _pair("headpair", pairs.get(governor, _NO_PAIRS), lemma)
        found += [f"headvoc={name}|{dep}" for name in verbs.get(over, "").split()]
        found += _pair("headpair", pairs.get(over, _NO_PAIRS), lemma)
        found += [f"headtype={m.rule.type}|{dep}" for m in rules.of(head) if m.full]
    for at in range(max(0, node.i - 3), min(len(tree), node.i + 4)):
        other = tree[at]
        if at != node.i and other.pos in _CONTENT:
            found.append(f"near={other.lemma}")
            if abs(at - node.i) == 1:
                found.append(f"{'next' if at > node.i else 'before'}={other.lemma}")
    return list(dict.fromkeys(found))


def _pair(name: str, of_verb: dict[str, str], word: str) -> list[str]:
    return [f"{name}={type}" for type in of_verb[word].split()] if word in of_verb else []


def _child(lemma: str, child: Node, found: list[str], of_verb: dict[str, str], rules: Rules) -> None:
    word, dep = child.lemma, child.dep
    if dep in _SUBJECTS or dep == "poss":
        found.append(f"{dep}={word}")
        found.append(f"{dep}:ent={child.ent or child.pos}")
    elif dep in _OBJECTS:
        found += [f"obj={word}", f"l={lemma}|obj={word}", f"obj:ent={child.ent or child.pos}"]
        found += _pair("pair", of_verb, word)
        found += [f"objtype={m.rule.type}" for m in rules.of(child) if m.full]
        for below in child.children:
            if below.dep in {"amod", "compound"}:
                found.append(f"objmod={below.lemma}")
                found += _pair("pair", of_verb, below.lemma)
            elif below.dep == "prep":
                found += [f"objprep={below.lower}>{end.lemma}" for end in below.children if end.dep == "pobj"]
    elif dep in {"prep", "agent"}:
        found += [f"prep={child.lower}", f"l={lemma}|prep={child.lower}"]
        for end in child.children:
            if end.dep in {"pobj", "pcomp"}:
                found += [f"prep={child.lower}>{end.lemma}", f"pobj={end.lemma}"]
                found.append(f"prep={child.lower}:{end.ent or end.pos}")
                found += _pair("pair", of_verb, end.lemma)
                found += [f"pobjtype={m.rule.type}" for m in rules.of(end) if m.full]
    elif dep == "prt":
        found += [f"prt={word}", f"l={lemma}|prt={word}"]
    elif dep in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
        found += [f"{dep}={word}", f"l={lemma}|{dep}"]
        found += [f"{dep}type={m.rule.type}" for m in rules.of(child) if m.full]
    elif dep in {"amod", "compound", "nmod"}:
        found += [f"mod={word}", f"l={lemma}|mod={word}", f"mod:ent={child.ent or child.pos}"]
    elif dep in {"neg", "auxpass"}:
        found.append(f"has={dep}")
    elif dep == "aux":
        found.append(f"aux={child.lemma}")
    elif dep == "conj":
        found.append(f"conj={word}")


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Types of verbs, and of verb and word together, as the field codes them; compiled by `training.compile`."""
    import msgspec

    data = msgspec.msgpack.decode(files("reportedly.codebook").joinpath("vocabulary.msgpack").read_bytes())
    return data["verbs"], data["pairs"]
