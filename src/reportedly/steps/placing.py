"""Which place an event is at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from reportedly.record import Place, Statement
from reportedly.steps.deed import Deed
from reportedly.steps.governing import anchor_words, clause_of, distance, governor, prepositions
from reportedly.steps.parse import ParsedArticle, Sentence

__all__ = ["at_dateline", "place_of"]

_FINEST = {"point": 0, "city": 1, "region": 2, "country": 3, None: 4}
_EARLIER_OR_LATER = frozenset({"after", "before", "since", "until", "although", "though"})
_NOT_WHERE = ("said of ", "in the name of ")
#: What is mostly reported from where it is; raids and promises are told from the capital.
_TOLD_ON_THE_SPOT = frozenset({"PROTEST", "COERCE", "CONSULT"})
_FROM_AFAR = frozenset({"visit", "phone", "cyber", "misinformation", "boycott"})


def place_of(
    deed: Deed, sentence: Sentence, places: Sequence[Place], first: int, around: Sequence[Statement]
) -> int | None:
    """Index of the place where the act is, or None where the sentence doesn't say it.

    Args:
        places: the article's places, in reading order.
        first: index of the first that begins in the sentence or after it.
        around: the statements that the deed is told in; where they were made is not where it is.
    """
    here: list[tuple[int, range]] = []
    for index in range(first, len(places)):
        place = places[index]
        if place.span.region != sentence.region or place.span.start >= sentence.end:
            break
        if around and not any(c.overlaps(place.span) for s in around for c in s.content):
            continue
        tokens = sentence.tokens_of(place.span)
        if tokens and not place.why.startswith(_NOT_WHERE):
            here.append((index, tokens))
    if not here:
        return None
    heads = [deed.act_head, deed.head] if deed.act_head is not None else [deed.head]
    for head in heads:
        found = _governed(sentence, sentence.doc[head], here, places)
        if found is not None:
            return found
    return _nearest(sentence, sentence.doc[heads[0]], here, places)


def at_dateline(
    deed: Deed,
    parsed: ParsedArticle,
    places: Sequence[Place],
    first: int,
    countries: Mapping[str, str | None],
) -> int | None:
    """Index of the town in the dateline, where nothing else says where the act is; or None, where that would be a guess.

    Only in the report's first sentence, where it names no place at all; for an act of a kind that is told where it is; and
    where nobody who takes part is of another country.

    Args:
        places, first: as in `place_of`.
        countries: each actor's.
    """
    opening, sentence = parsed.dateline, parsed.sentences[deed.sentence]
    if opening is None or deed.sentence != opening.index + 1 or deed.act_trigger is not None:
        return None
    if (
        deed.act not in _TOLD_ON_THE_SPOT
        or deed.mode in _FROM_AFAR
        or deed.status not in ("happened", "ongoing")
    ):
        return None
    if first < len(places) and sentence.covers(places[first].span):
        return None
    town = next((at for at in range(first) if opening.covers(places[at].span)), None)
    if town is None or places[town].precision not in ("city", "region"):
        return None
    taking_part = {countries.get(mention.actor) for mention in (*deed.sources, *deed.targets)} - {None}
    return town if taking_part <= {places[town].country} else None


def _governed(
    sentence: Sentence, trigger: Token, here: Sequence[tuple[int, range]], places: Sequence[Place]
) -> int | None:
    """The place that the trigger governs by a preposition or as its object."""
    near: list[tuple[float, int, int]] = []
    for index, tokens in here:
        how = _how(sentence, tokens)
        if how is None or _says_who_acts(sentence, tokens, trigger):
            continue
        away = distance(sentence.doc, (tokens.start, tokens.stop), trigger)
        if away is not None:
            near.append((away + how, _FINEST[places[index].precision], index))
    return min(near)[2] if near else None


def _how(sentence: Sentence, tokens: range) -> float | None:
    """How much a place looks like where something is, by its preposition; None where it acts or belongs to a name."""
    table = anchor_words()["place_prepositions"]
    doc = sentence.doc
    preposition, top = prepositions(doc, tokens.start, tokens.stop)
    head = doc[tokens.start : tokens.stop].root
    if preposition is not None:
        weight = table.get(preposition.lower_)
        return None if weight is None else float(weight)
    if head.dep_ == "appos" or (head.dep_ == "npadvmod"):
        return 0.5
    if top.dep_ == "dobj":
        return 1.0 if top.head.lemma_ in anchor_words()["place_verbs"] else None
    if top.dep_ in ("compound", "nmod", "amod") and top.i < top.head.i:
        return 2.5 if top.head.dep_ in ("pobj", "dobj", "appos") else None
    return None


def _gathers_beside(own: Token, clause: Token) -> bool:
    """Whether a clause such as "speaking in Doha" or "held in Lima" tells where the deed beside it was."""
    if own.tag_ not in ("VBG", "VBN") or own.lemma_ not in anchor_words()["gathering_verbs"]:
        return False
    over = own.head
    return (own.dep_ == "advcl" and over.i == clause.i) or (
        own.dep_ == "acl" and over.dep_ in ("nsubj", "nsubjpass") and over.head.i == clause.i
    )


def _says_who_acts(sentence: Sentence, tokens: range, trigger: Token) -> bool:
    """Whether a place tells whose or where the one is who acts ("a source in Tehran"), not where the deed is."""
    words = anchor_words()
    preposition, top = prepositions(sentence.doc, tokens.start, tokens.stop)
    noun = top.head
    if preposition is None or noun.i == trigger.i or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    over = noun
    while over.dep_ in ("conj", "appos", "compound") and over.head.i != over.i:
        over = over.head
    acts = over.dep_ in ("nsubj", "agent", "csubj") or (
        over.dep_ == "pobj" and over.head.lower_ in ("by", "from", "to", "between", "for")
    )
    if not acts:
        return False
    if noun.lemma_.lower() in words["speakers"]:
        return True
    return preposition.lower_ in ("of", "from", "to") and noun.lemma_.lower() not in words["dwellers"]


def _nearest(
    sentence: Sentence, trigger: Token, here: Sequence[tuple[int, range]], places: Sequence[Place]
) -> int | None:
    """The nearest place of the clause that stands after a preposition of place, else the only one of the clauses above."""
    table = anchor_words()["place_prepositions"]
    clause = clause_of(trigger)
    # "After police stormed the camp, an inquiry opened in Lusaka": what came before may have been elsewhere.
    apart = clause.dep_ == "relcl" or (
        clause.dep_ == "advcl"
        and any(c.dep_ == "mark" and c.lower_ in _EARLIER_OR_LATER for c in clause.children)
    )
    close: list[tuple[int, int, int]] = []
    named: list[int] = []
    for index, tokens in here:
        preposition, _ = prepositions(sentence.doc, tokens.start, tokens.stop)
        if preposition is None or table.get(preposition.lower_, 9) > 1:
            continue
        if _says_who_acts(sentence, tokens, trigger):
            continue
        own = clause_of(governor(sentence.doc, tokens.start, tokens.stop))
        if _gathers_beside(own, clause):
            named.append(index)
            continue
        if own.i == clause.i or (not apart and own.is_ancestor(trigger)):
            named.append(index)
        if own.i == clause.i:
            close.append((abs(tokens.start - trigger.i), _FINEST[places[index].precision], index))
    if close:
        return min(close)[2]
    return named[0] if len(named) == 1 else None
