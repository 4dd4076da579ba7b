"""Reported speech by syntax: cues with the clauses, infinitives, objects and phrases that hold what was said."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.language.cues import CueTable
from reportedly.steps.parse import Sentence
from reportedly.steps.report import Report
from reportedly.steps.reported_by_nouns import (
    reports_of_according,
    reports_of_adjective,
    reports_of_adverb,
    reports_of_noun,
)
from reportedly.steps.reported_by_verbs import reports_of_verb

__all__ = ["reports"]


def reports(sentence: Sentence, table: CueTable) -> Iterator[Report]:
    """All that the sentence's cues may report, in the order of the cues; several for one cue where it takes several."""
    for token in sentence.doc:
        pos = token.pos_
        if pos == "VERB":
            if token.lower_ == "according":
                yield from reports_of_according(token)
                continue
            readings = table.verbs.get(token.lemma_)
            if readings is not None:
                yield from reports_of_verb(token, readings)
        elif pos == "NOUN":
            readings = table.nouns.get(token.lemma_)
            if readings is not None:
                yield from reports_of_noun(token, readings)
        elif pos == "ADJ":
            readings = table.adjectives.get(token.lower_)
            if readings is not None:
                yield from reports_of_adjective(token, readings)
        elif pos == "ADV":
            readings = table.adverbs.get(token.lower_)
            if readings is not None:
                yield from reports_of_adverb(token, readings)
        elif token.lower_ == "according":
            yield from reports_of_according(token)
