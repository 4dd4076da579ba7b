"""Features: what the linear model sees of a word and its syntax."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from reportedly.codebook.rules import Rules

__all__ = ["FEATURES_VERSION", "candidates", "features"]

#: Weights are made for one version of the features.
FEATURES_VERSION = 4

_CANDIDATE_POS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "acomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_NO_PAIRS: dict[str, str] = {}
_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "NUM"})


def candidates(doc: Doc) -> Iterator[Token]:
    """The words that may name an event: verbs, nouns and adjectives that are no auxiliaries, names or modifiers of time."""
    for token in doc:
        if token.pos_ not in _CANDIDATE_POS or (not token.is_alpha and "-" not in token.text):
            continue
        if token.dep_ in {"aux", "auxpass"} or (token.pos_ == "AUX" and token.lemma_ == "be"):
            continue
        if token.ent_type_ in {
            "PERSON",
            "DATE",
            "TIME",
            "GPE",
            "CARDINAL",
            "ORDINAL",
            "PERCENT",
            "MONEY",
            "QUANTITY",
        }:
            continue
        yield token


def features(token: Token, rules: Rules) -> list[str]:
    """Names of the features that the token has, each once, in a fixed order: what the rules say, and its words and syntax."""
    lemma, pos = token.lemma_.lower(), token.pos_[0]
    head = token.head
    found = [
        "bias",
        f"l={lemma}",
        f"l={lemma}|{pos}",
        f"stem={lemma[:5]}",
        f"dep={token.dep_}|{pos}",
        f"head={head.lemma_.lower()}|{token.dep_}",
        f"l={lemma}|head={head.lemma_.lower()}",
        f"l={lemma}|{token.dep_}",
        f"tag={token.tag_}",
        f"suffix={lemma[-4:]}|{pos}",
    ]
    matches = rules.of(token)
    for match in matches:
        if match.full:
            found += [
                f"rule={match.rule.id}",
                f"type={match.rule.type}",
                f"type={match.rule.type}|{token.dep_}",
            ]
        else:
            found.append(f"half={match.rule.type}")
    if not matches:
        found.append("no rule")
    verbs, pairs = _vocabulary()
    found += [f"voc={name}" for name in verbs.get(lemma, "").split()]
    of_verb = pairs.get(lemma, _NO_PAIRS)
    for child in token.children:
        _child(token, lemma, child, found, of_verb, rules)
    if head.i != token.i:
        if head.dep_ in {"prep", "agent"} or head.pos_ == "ADP":
            above = head.head
            found.append(f"above={above.lemma_.lower()}|{head.lower_}")
            found.append(f"l={lemma}|above={above.lemma_.lower()}")
            found += _pair("headpair", pairs.get(above.lemma_.lower(), _NO_PAIRS), lemma)
        found += [f"headvoc={name}|{token.dep_}" for name in verbs.get(head.lemma_.lower(), "").split()]
        found += _pair("headpair", pairs.get(head.lemma_.lower(), _NO_PAIRS), lemma)
        found += [f"headtype={m.rule.type}|{token.dep_}" for m in rules.of(head) if m.full]
    doc = token.doc
    for at in range(max(0, token.i - 3), min(len(doc), token.i + 4)):
        other = doc[at]
        if at != token.i and other.pos_ in _CONTENT:
            found.append(f"near={other.lemma_.lower()}")
            if abs(at - token.i) == 1:
                found.append(f"{'next' if at > token.i else 'before'}={other.lemma_.lower()}")
    return list(dict.fromkeys(found))


def _pair(name: str, of_verb: dict[str, str], word: str) -> list[str]:
    return [f"{name}={type}" for type in of_verb[word].split()] if word in of_verb else []


def _child(
    token: Token, lemma: str, child: Token, found: list[str], of_verb: dict[str, str], rules: Rules
) -> None:
    word, dep = child.lemma_.lower(), child.dep_
    if dep in _SUBJECTS or dep == "poss":
        found.append(f"{dep}={word}")
        found.append(f"{dep}:ent={child.ent_type_ or child.pos_}")
    elif dep in _OBJECTS:
        found += [f"obj={word}", f"l={lemma}|obj={word}", f"obj:ent={child.ent_type_ or child.pos_}"]
        found += _pair("pair", of_verb, word)
        found += [f"objtype={m.rule.type}" for m in rules.of(child) if m.full]
        for below in child.children:
            if below.dep_ in {"amod", "compound"}:
                found.append(f"objmod={below.lemma_.lower()}")
                found += _pair("pair", of_verb, below.lemma_.lower())
            elif below.dep_ == "prep":
                found += [
                    f"objprep={below.lower_}>{end.lemma_.lower()}"
                    for end in below.children
                    if end.dep_ == "pobj"
                ]
    elif dep in {"prep", "agent"}:
        found += [f"prep={child.lower_}", f"l={lemma}|prep={child.lower_}"]
        for end in child.children:
            if end.dep_ in {"pobj", "pcomp"}:
                found += [f"prep={child.lower_}>{end.lemma_.lower()}", f"pobj={end.lemma_.lower()}"]
                found.append(f"prep={child.lower_}:{end.ent_type_ or end.pos_}")
                found += _pair("pair", of_verb, end.lemma_.lower())
                found += [f"pobjtype={m.rule.type}" for m in rules.of(end) if m.full]
    elif dep == "prt":
        found += [f"prt={word}", f"l={lemma}|prt={word}"]
    elif dep in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
        found += [f"{dep}={word}", f"l={lemma}|{dep}"]
        found += [f"{dep}type={m.rule.type}" for m in rules.of(child) if m.full]
    elif dep in {"amod", "compound", "nmod"}:
        found += [f"mod={word}", f"l={lemma}|mod={word}", f"mod:ent={child.ent_type_ or child.pos_}"]
    elif dep in {"neg", "auxpass"}:
        found.append(f"has={dep}")
    elif dep == "aux":
        found.append(f"aux={child.lemma_.lower()}")
    elif dep == "conj":
        found.append(f"conj={word}")


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Types of verbs, and of verb and word together, as the field codes them; compiled by `training.compile`."""
    import msgspec

    data = msgspec.msgpack.decode(files("reportedly.codebook").joinpath("vocabulary.msgpack").read_bytes())
    return data["verbs"], data["pairs"]
