"""Features: what the linear model sees of a word and its syntax."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["FEATURES_VERSION", "candidates", "features"]

#: Weights are made for one version of the features.
FEATURES_VERSION = 2

_CANDIDATE_POS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "acomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
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


def features(token: Token) -> list[str]:
    """Names of the features that the token has, each once, in a fixed order."""
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
    verbs, pairs = _vocabulary()
    found += [f"voc={name}" for name in verbs.get(lemma, ())]
    for child in token.children:
        _child(token, lemma, child, found, pairs)
    if head.i != token.i:
        if head.dep_ in {"prep", "agent"} or head.pos_ == "ADP":
            above = head.head
            found.append(f"above={above.lemma_.lower()}|{head.lower_}")
            found.append(f"l={lemma}|above={above.lemma_.lower()}")
            found += [f"headpair={name}" for name in pairs.get((above.lemma_.lower(), lemma), ())]
        found += [f"headvoc={name}|{token.dep_}" for name in verbs.get(head.lemma_.lower(), ())]
        found += [f"headpair={name}" for name in pairs.get((head.lemma_.lower(), lemma), ())]
    doc = token.doc
    for at in range(max(0, token.i - 3), min(len(doc), token.i + 4)):
        other = doc[at]
        if at != token.i and other.pos_ in _CONTENT:
            found.append(f"near={other.lemma_.lower()}")
            if abs(at - token.i) == 1:
                found.append(f"{'next' if at > token.i else 'before'}={other.lemma_.lower()}")
    return list(dict.fromkeys(found))


def _child(
    token: Token, lemma: str, child: Token, found: list[str], pairs: dict[tuple[str, str], tuple[str, ...]]
) -> None:
    word, dep = child.lemma_.lower(), child.dep_
    if dep in _SUBJECTS or dep == "poss":
        found.append(f"{dep}={word}")
        found.append(f"{dep}:ent={child.ent_type_ or child.pos_}")
    elif dep in _OBJECTS:
        found += [f"obj={word}", f"l={lemma}|obj={word}", f"obj:ent={child.ent_type_ or child.pos_}"]
        found += [f"pair={name}" for name in pairs.get((lemma, word), ())]
        for below in child.children:
            if below.dep_ in {"amod", "compound"}:
                found.append(f"objmod={below.lemma_.lower()}")
                found += [f"pair={name}" for name in pairs.get((lemma, below.lemma_.lower()), ())]
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
                found += [f"pair={name}" for name in pairs.get((lemma, end.lemma_.lower()), ())]
    elif dep == "prt":
        found += [f"prt={word}", f"l={lemma}|prt={word}"]
    elif dep in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
        found += [f"{dep}={word}", f"l={lemma}|{dep}"]
    elif dep in {"amod", "compound", "nmod"}:
        found += [f"mod={word}", f"l={lemma}|mod={word}", f"mod:ent={child.ent_type_ or child.pos_}"]
    elif dep in {"neg", "auxpass"}:
        found.append(f"has={dep}")
    elif dep == "aux":
        found.append(f"aux={child.lemma_.lower()}")
    elif dep == "conj":
        found.append(f"conj={word}")


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], tuple[str, ...]]]:
    """Types of verbs, and of verb and word together, as the field codes them."""
    verbs: dict[str, tuple[str, ...]] = {}
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    text = files("reportedly.codebook").joinpath("vocabulary.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(("#", "verb\t")):
            continue
        verb, word, types = line.split("\t")
        if word:
            pairs[verb, word] = tuple(types.split())
        else:
            verbs[verb] = tuple(types.split())
    return verbs, pairs
