"""How near an expression of time or place stands to a trigger in the syntax of its sentence."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from reportedly.errors import LanguageFileError

__all__ = ["anchor_words", "clause_of", "distance", "governor", "governors", "prepositions"]

#: Labels by which a clause hangs on the word above it.
_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj", "csubjpass"})
_UNDER_OPENING = frozenset({"prep", "npadvmod", "dobj", "advmod", "ccomp", "attr"})
_NOMINAL_UP = frozenset({"compound", "amod", "nmod", "poss", "appos", "nummod", "dep", "intj", "quantmod"})
_PRENOMINAL = frozenset({"poss", "compound", "nummod", "amod", "nmod", "quantmod"})


@lru_cache(maxsize=1)
def anchor_words() -> dict[str, Any]:
    """The words of ``times_anchors.yaml``.

    Raises:
        LanguageFileError: a list is missing.
    """
    raw = files("reportedly.language.en").joinpath("times_anchors.yaml").read_text(encoding="utf-8")
    data = yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[str, Any] = {}
    for key in (
        "light_verbs",
        "event_nouns",
        "until",
        "before",
        "since",
        "after",
        "opening_verbs",
        "between",
        "edges",
        "place_prepositions",
        "place_verbs",
        "speakers",
        "dwellers",
        "gathering_verbs",
        "inheriting_markers",
    ):
        if key not in data:
            raise LanguageFileError(
                f"{key!r} is missing", where="times_anchors.yaml", do="see the head of the file"
            )
        found[key] = dict(data[key]) if isinstance(data[key], dict) else frozenset(data[key])
    return found


def prepositions(doc: Doc, first: int, end: int) -> tuple[Token | None, Token]:
    """The preposition over the tokens ``[first, end)``, if there is one, and the highest token of the phrase."""
    top = doc[first:end].root
    while first <= top.head.i < end and top.head.i != top.i:
        top = top.head
    preposition: Token | None = None
    opening = anchor_words()["opening_verbs"]
    for _ in range(6):
        above = top.head
        if above.i == top.i:
            break
        if top.dep_ in ("pobj", "pcomp"):
            preposition, top = (preposition or above), above
        elif (top.dep_ in ("prep", "advmod", "npadvmod") and above.pos_ in ("ADP", "ADV", "SCONJ")) or (
            top.dep_ == "conj"
            and above.pos_ in ("NOUN", "PROPN", "NUM")
            and above.ent_type_ in ("DATE", "TIME", "GPE", "LOC")
        ):
            top = above
        elif top.dep_ in _UNDER_OPENING and above.lower_ in opening and above.head.i < above.i:
            # "starting Friday", which the parser takes for a clause of its own.
            preposition, top = above, above
        else:
            break
    return preposition, top


def governor(doc: Doc, first: int, end: int) -> Token:
    """The word that an expression says the time or place of."""
    top = prepositions(doc, first, end)[1]
    return top.head


def clause_of(token: Token) -> Token:
    """The verb of the clause that a token stands in, or the highest token of it."""
    for _ in range(60):
        if (
            token.dep_ in _CLAUSAL
            or token.head.i == token.i
            or (token.dep_ in ("conj", "xcomp") and token.pos_ in ("VERB", "AUX"))
        ):
            return token
        token = token.head
    return token


def governors(trigger: Token) -> list[tuple[Token, float]]:
    """The trigger and the words above it that lend it their time and place, with what each step costs."""
    words = anchor_words()
    found = [(trigger, 0.0)]
    token, cost = trigger, 0.0
    for _ in range(8):
        above = token.head
        if above.i == token.i:
            break
        step = _step(token, above, words)
        if step is None:
            break
        cost += step
        found.append((above, cost))
        token = above
    return found


def _step(token: Token, above: Token, words: dict[str, Any]) -> float | None:
    """What it costs to go up from a token, None where its clause is at a time of its own."""
    label = token.dep_
    if label in ("aux", "auxpass", "prt", "neg"):
        return 0.1
    if token.pos_ in ("VERB", "AUX"):
        return _step_of_verb(token, above, words)
    if label in ("nsubj", "nsubjpass"):
        return 1.0
    if label in _NOMINAL_UP or label == "conj":
        return 1.0
    if label in ("dobj", "attr", "oprd", "dative"):
        return 1.0 if above.lemma_ in words["light_verbs"] else None
    if label in ("pobj", "pcomp", "prep", "agent"):
        if above.pos_ in ("VERB", "AUX") and label == "prep":
            # "backed the mission in 2012 by lending frigates": the lending was then too.
            does = token.lower_ == "by" and any(c.dep_ == "pcomp" for c in token.children)
            return 1.0 if does or above.lemma_ in words["light_verbs"] else None
        return 0.5
    return None


def _step_of_verb(token: Token, above: Token, words: dict[str, Any]) -> float | None:
    label = token.dep_
    if label == "conj":
        return 1.5 if above.pos_ in ("VERB", "AUX") and not _differs(token, above) else None
    if label == "xcomp":
        return 1.5 if above.lemma_ in words["light_verbs"] else None
    if label == "advcl" and token.tag_ in ("VBG", "VBN"):
        marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i]
        return 1.5 if all(m in words["inheriting_markers"] for m in marks) else None
    if label == "advcl" and _is_told_by_when(token, above):
        return 2.0
    if label == "pcomp":
        return 1.0 if above.lower_ in words["inheriting_markers"] else None
    if label == "prep" or label in _NOMINAL_UP:
        return 1.0
    if label in ("nsubj", "nsubjpass", "csubj"):
        return 1.5
    return None


def _is_told_by_when(token: Token, above: Token) -> bool:
    """Whether both verbs are past and joined by "when" ("died on Monday when shells hit"): one time for both."""
    if token.tag_ not in ("VBD", "VBP") or token.i < above.i or above.tag_ not in ("VBD", "VBN"):
        return False
    marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i]
    return marks == ["when"]


def _differs(token: Token, above: Token) -> bool:
    """Whether two joined verbs differ in tense, so that one's time isn't the other's."""
    own = {c.lower_ for c in token.children if c.dep_ == "aux"}
    other = {c.lower_ for c in above.children if c.dep_ == "aux"}
    future = {"will", "would", "'ll", "’ll", "may", "might", "could"}
    return bool(own) and bool(own & future) != bool(other & future)


def distance(doc: Doc, expression: tuple[int, int], trigger: Token) -> float | None:
    """How far an expression is from a trigger that it may say something of; None where it says it of another word."""
    first, end = expression
    governing = governor(doc, first, end)
    top = prepositions(doc, first, end)[1]
    before_noun = top.dep_ in _PRENOMINAL and top.i < governing.i
    for token, cost in governors(trigger):
        if governing.i == token.i:
            if before_noun and token.i != trigger.i and token.pos_ in ("NOUN", "PROPN"):
                return None
            return cost
        if not before_noun and (depth := _below(governing, token)) is not None:
            return cost + 1.0 + depth
    return None


def _below(token: Token, ancestor: Token) -> float | None:
    """How deep a noun that governs the expression lies below a verb, within its clause."""
    words = anchor_words()
    depth = 0.0
    for _ in range(6):
        if token.i == ancestor.i:
            return depth
        if (
            token.dep_ in _CLAUSAL
            or token.head.i == token.i
            or (token.dep_ == "conj" and token.pos_ == "VERB")
        ):
            return None
        if token.dep_ == "xcomp":
            return None
        if token.pos_ == "NOUN" and token.lemma_ in words["event_nouns"]:
            depth += 2.0
        token = token.head
        depth += 0.3
    return None
