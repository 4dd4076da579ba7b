"""Reported speech by syntax: cues with the clauses, infinitives, objects and phrases that hold what was said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.strings import get_string_id

from reportedly.language.cues import CueTable, load_cues
from reportedly.steps.parse import Sentence
from reportedly.steps.report import Report
from reportedly.steps.reported_by_nouns import (
    is_view,
    reports_of_according,
    reports_of_adjective,
    reports_of_adverb,
    reports_of_noun,
    reports_of_view,
)
from reportedly.steps.reported_by_verbs import reports_of_verb

__all__ = ["reports"]


@lru_cache(maxsize=1)
def _keys() -> tuple[frozenset[int], frozenset[int]]:
    """Hashes of the cues' lemmas and forms: most tokens are none, and comparing numbers is quick."""
    table = load_cues()
    lemmas = {*table.verbs, *table.nouns, *table.views, *table.media}
    forms = {*table.adjectives, *table.adverbs, "according"}
    return frozenset(map(get_string_id, lemmas)), frozenset(map(get_string_id, forms))


def reports(sentence: Sentence, table: CueTable) -> Iterator[Report]:
    """All that the sentence's cues may report, in the order of the cues; several for one cue where it takes several."""
    doc = sentence.doc
    lemmas, forms = _keys()
    for at, (lemma, form) in enumerate(doc.to_array(["LEMMA", "LOWER"]).tolist()):
        if lemma not in lemmas and form not in forms:
            continue
        token = doc[at]
        pos = token.pos_
        if token.lower_ == "according":
            yield from reports_of_according(token)
        elif pos == "VERB":
            readings = table.verbs.get(token.lemma_)
            if readings is not None:
                yield from reports_of_verb(token, readings)
        elif pos == "NOUN":
            readings = table.nouns.get(token.lemma_)
            if is_view(token):
                yield from reports_of_view(token)
            elif readings is not None or token.lemma_ in table.media:
                yield from reports_of_noun(token, readings or {})
        elif pos == "ADJ":
            readings = table.adjectives.get(token.lower_)
            if readings is not None:
                yield from reports_of_adjective(token, readings)
        elif pos == "ADV":
            readings = table.adverbs.get(token.lower_)
            if readings is not None:
                yield from reports_of_adverb(token, readings)
