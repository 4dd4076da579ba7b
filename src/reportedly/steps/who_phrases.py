"""Noun phrases of a sentence that may be actors, with what the sentence alone says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.language.roles import RoleNoun, longest_role, titles, word_set
from reportedly.registry import Registry
from reportedly.steps.parse import Sentence
from reportedly.steps.who_names import Spotted, spot_names
from reportedly.steps.who_proper import end_of_dateline, is_place_that_acts, proper_phrases
from reportedly.steps.who_roles import role_of_head, role_phrases
from reportedly.steps.who_view import NOMINAL, Phrase, SentenceView, is_subject, start_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Phrase", "phrases_of"]

#: Labels of tokens that stand inside another's noun phrase and head none of their own.
_INSIDE = frozenset(
    {
        "compound", "amod", "nmod", "det", "nummod", "quantmod", "punct", "case", "predet", "advmod", "npadvmod", "aux",
        "mark", "expl",
    }
)  # fmt: skip
_PERSONAL = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SINGULAR = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
_ANYONE = frozenset({"someone", "somebody"})
#: "$650 million", "six months" are no actors.
_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "DATE", "TIME"})
#: After a capital at the beginning these tell that it is a place.
_AFTER_A_PLACE = frozenset({",", "-", "(", ":", "--", "–", "—", "'s", "’s"})
_OF = frozenset({"of"})
_UNCOUNTED = frozenset({"dozens", "hundreds", "thousands", "scores", "millions", "tens"})


def phrases_of(sentence: Sentence, registry: Registry, *, korea: bool = False) -> list[Phrase]:
    """The phrases of a parsed sentence that may be actors, in reading order.

    Args:
        korea: whether the article tells of Korea, so that "the North" and "the South" are states.
    """
    doc = sentence.doc
    tokens = list(doc)
    text = doc.text
    spotted = [n for n in spot_names(tokens, text, registry) if not _is_part_of_a_person(n, tokens)]
    here = SentenceView(sentence, registry, spotted, tokens, [token.lower_ for token in tokens], text, korea)
    for name in spotted:
        for i in range(name.first, name.end):
            here.of_token[i] = name
    found: list[Phrase] = []
    begin = end_of_dateline(here)
    for token in tokens[begin:]:
        found.extend(_phrases_at(token, here))
    found = [phrase for phrase in found if phrase.head not in here.swallowed]
    found.extend(_bare_names(here, begin))
    found.sort(key=lambda phrase: (phrase.first, -phrase.end, phrase.head))
    return found


def _is_part_of_a_person(name: Spotted, doc: list[Token]) -> bool:
    """Whether a place's name is a part of a person's ("Michael Jordan", "Chad Smith")."""
    if name.use == "people" or name.use == "adjective" or name.end - name.first > 1:
        return False
    token = doc[name.first]
    before = doc[token.i - 1] if token.i else None
    if before is not None and before.tag_ == "NNP" and name.use != "name":
        # "Queen Elizabeth", "Senator Austin"
        role = longest_role([before.lower_], before.lower_)
        if before.lower_ in titles() or (role and role[1].kind == "person"):
            return True
    if token.ent_type_ != "PERSON":
        return False
    if token.ent_iob_ == "I" and doc[token.i - 1].tag_ in {"NNP", "NNPS"}:
        return True
    after = token.i + 1
    return after < len(doc) and doc[after].ent_iob_ == "I" and doc[after].tag_ in {"NNP", "NNPS"}


def _phrases_at(token: Token, here: SentenceView) -> Iterator[Phrase]:
    """The phrase that a token heads, if it heads one."""
    lower, pos, dep = token.lower_, token.pos_, token.dep_
    if lower in _PERSONAL or lower in _PLURAL or lower in _SINGULAR or lower in _RELATIVE:
        if dep not in {"expl", "mark", "det", "advmod"}:
            yield _pronoun(token, here)
        return
    if pos == "PRON":
        if lower in _ANYONE and dep in NOMINAL:
            yield from role_phrases(token, token.i, (1, RoleNoun(lower, "person", ("UNK",))), here)
        return
    if pos not in {"NOUN", "PROPN"}:
        if dep not in NOMINAL or not (pos in {"ADJ", "NUM", "DET", "X"} or token.tag_ == "VBN"):
            return
        if dep == "ROOT" and pos != "NUM":
            return
    elif dep in _INSIDE and not (dep == "nmod" and token.ent_type_ in {"GPE", "ORG", "PERSON"}):
        return
    name = here.of_token.get(token.i)
    first = start_of(token, here.tokens)
    if name:
        if name.end - 1 != token.i:
            # The parser's head lies inside a longer name.
            if name.use in {"name", "territory"}:
                yield from _known(token, first, name, here)
        elif not name.by_another:
            found = list(_known(token, first, name, here))
            if found:
                here.covered.update(range(name.first, name.end))
            yield from found
        return
    if pos == "PROPN":
        yield from proper_phrases(token, first, here)
        return
    if token.ent_type_ in _AMOUNTS:
        return
    lemma = token.lemma_.lower()
    if lower in word_set("quantities") or lemma in word_set("quantities"):
        yield from _counted(token, first, here)
        return
    role = longest_role(here.lower(first, token.i + 1), lemma) or role_of_head(token, first, here)
    if role and role[1].kind != "none":
        yield from role_phrases(token, first, role, here)


def _pronoun(token: Token, here: SentenceView) -> Phrase:
    lower = token.lower_
    antecedent = None
    if token.tag_ in _RELATIVE_TAGS or (lower == "that" and token.dep_ in {"nsubj", "nsubjpass", "dobj"}):
        clause = token.head
        for _ in range(6):
            if clause.dep_ in {"relcl", "acl"}:
                antecedent = clause.head.i
                break
            if clause.head.i == clause.i:
                break
            clause = clause.head
    return Phrase(
        here.sentence.index,
        token.i,
        token.i + 1,
        token.i,
        "pronoun",
        None,
        token.text,
        noun=lower,
        plural=lower in _PLURAL,
        gender=_PERSONAL.get(lower, ""),
        appositive_to=antecedent,
        subject=token.dep_ in {"nsubj", "nsubjpass"},
    )


def _known(token: Token, first: int, name: Spotted, here: SentenceView) -> Iterator[Phrase]:
    """A phrase whose head is a name of the registry."""
    entity = here.registry.show(name.id)
    if entity is None:
        return
    if name.use == "adjective" and token.pos_ == "ADJ":
        # "Chilean and Bolivian officials": an adjective joined to an adjective heads nothing.
        first_joined = token
        while first_joined.dep_ == "conj":
            first_joined = first_joined.head
        if first_joined.dep_ in _INSIDE:
            return
    start = name.first
    while start > first and here.lowered[start - 1] in {
        "the",
        "neighbouring",
        "neighboring",
        "rival",
        "nearby",
    }:
        start -= 1
    base = Phrase(
        here.sentence.index,
        start,
        name.end,
        token.i,
        "name",
        entity.kind,
        name.name,
        entity.id,
        country=entity.country,
        sectors=entity.sectors,
        subject=is_subject(token),
        appositive_to=_beside(token, name.first, name.end, here),
    )
    if name.use in {"capital", "place", "territory"}:
        if is_place_that_acts(token, seat=name.use == "capital"):
            if name.use == "capital":
                yield replace(base, how="place", kind="country", sectors=("GOV",), name=entity.name)
            else:
                yield replace(base, how="place", kind="group")
    elif name.use == "people" or (name.use == "adjective" and token.tag_ in {"NNPS", "NNS"}):
        begin = min(first, start)
        yield replace(
            base,
            first=begin,
            how="description",
            kind="people",
            entity=None,
            sectors=("CVL",),
            noun="people",
            plural=True,
            name=here.without_article(begin, name.end),
        )
    else:
        yield base


def _beside(token: Token, first: int, end: int, here: SentenceView) -> int | None:
    """The head beside which a name stands: in apposition, or as the short form in brackets."""
    doc = here.tokens
    if first > 1 and doc[first - 1].text == "(" and end < len(doc) and doc[end].text == ")":
        return first - 2
    return token.head.i if token.dep_ == "appos" else None


def _counted(token: Token, first: int, here: SentenceView) -> Iterator[Phrase]:
    """ "Dozens of people", "two of the men": counted by the head, named by what follows "of"."""
    if (
        token.lower_ in {"one", "each"}
        and token.i + 1 < len(here.tokens)
        and here.lowered[token.i + 1] in {"another", "other"}
    ):
        return
    inner = here.follower(token, _OF)
    if inner is not None:
        for phrase in _phrases_at(inner, here):
            if phrase.kind is None:
                return
            here.swallowed.add(inner.i)
            whole = phrase.kind in {"country", "organisation"}
            yield replace(
                phrase,
                first=first,
                head=token.i,
                how="description",
                kind="people" if phrase.kind in {"person", "people"} else "group",
                name=here.without_article(first, phrase.end),
                entity=None if whole else phrase.entity,
                person="",
                role=None,
                noun=phrase.noun or "member",
                plural=True,
                definite=False,
                subject=is_subject(token),
                appositive_to=token.head.i if token.dep_ == "appos" else None,
            )
            return
    role = longest_role(here.lower(first, token.i + 1), token.lemma_.lower())
    if role and token.pos_ == "NOUN":
        yield from role_phrases(token, first, role, here)
    elif token.dep_ in {"nsubj", "nsubjpass", "agent", "dobj"} and (
        token.pos_ != "NOUN" or token.lower_ in _UNCOUNTED
    ):
        yield Phrase(
            here.sentence.index,
            first,
            token.i + 1,
            token.i,
            "description",
            "people",
            here.words(first, token.i + 1),
            sectors=("UNK",),
            plural=True,
            noun=token.lower_,
            subject=is_subject(token),
        )


def _bare_names(here: SentenceView, begin: int) -> Iterator[Phrase]:
    """Countries and bodies inside phrases that are no actors themselves: "Indian channels", "the Iran deal"."""
    for name in here.spotted:
        if (
            name.by_another
            or name.use in {"place", "people"}
            or name.first in here.covered
            or name.first < begin
        ):
            continue
        head = here.tokens[name.end - 1]
        inside = head.dep_ in _INSIDE or head.dep_ in {"poss", "conj", "dep", "ROOT"}
        if not inside and name.use != "adjective":
            continue
        if name.use in {"capital", "territory"} and head.dep_ != "poss":
            # The parser takes the first word of many a headline for a part of the next: "Minsk jails reporter".
            leads = name.use == "capital" and name.first == begin and name.end < len(here.tokens)
            if not leads or here.tokens[name.end].text in _AFTER_A_PLACE:
                continue
        entity = here.registry.show(name.id)
        if entity is None:
            continue
        seat = name.use == "capital"
        yield Phrase(
            here.sentence.index,
            name.first,
            name.end,
            head.i,
            "place" if seat else "name",
            entity.kind if entity.kind != "place" else "group",
            entity.name if seat else name.name,
            entity.id,
            country=entity.country,
            sectors=("GOV",) if seat else entity.sectors,
            noun="adjective" if name.use == "adjective" else "",
        )
