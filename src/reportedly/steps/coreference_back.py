"""What looks back: pronouns, relative pronouns, "the two countries". Where two could be meant, nobody is."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.steps.who_drafts import REACH, Draft, Memory
from reportedly.steps.who_view import Phrase

__all__ = ["antecedents", "the_two"]

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_BODIES = frozenset({"country", "organisation", "group"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "himself", "herself", "itself", "themselves"})


def antecedents(phrase: Phrase, memory: Memory) -> list[Draft]:
    """Whom a pronoun stands for: one actor, several for "they", none where it can't be told."""
    if phrase.appositive_to is not None:
        return list(dict.fromkeys(memory.at_head.get(phrase.appositive_to, [])))
    if phrase.noun in _RELATIVE:
        return []
    if phrase.gender:
        return _nearest(
            phrase, memory, lambda d: d.kind == "person" and not d.plural and d.gender in {"", phrase.gender}
        )
    if phrase.plural:
        many = _nearest(phrase, memory, lambda d: d.plural or d.kind in {"people", "group"})
        return many or _nearest(phrase, memory, lambda d: d.kind == "organisation")
    return _nearest(phrase, memory, lambda d: d.kind in _BODIES and not (d.plural and d.described))


def _nearest(phrase: Phrase, memory: Memory, fits: Callable[[Draft], bool]) -> list[Draft]:
    """The subject before it in the sentence, else the only one before it, else so in the sentences before."""
    before = [(p, d) for p, d in memory.mentioned if p.head < phrase.head and fits(d)]
    if before:
        subjects = list(dict.fromkeys(d for p, d in before if p.subject))
        told = list(dict.fromkeys(d for _, d in before))
        if len(subjects) == 1:
            return subjects
        if phrase.noun in _POSSESSIVE and subjects:
            # "X said Y had lost its seat": the nearest subject owns.
            return subjects[-1:]
        return told if len(told) == 1 else []
    reached = memory.known(lambda d: fits(d) and phrase.sentence - REACH <= d.last_sentence < phrase.sentence)
    for at in range(phrase.sentence - 1, phrase.sentence - REACH - 1, -1):
        led = [draft for draft in reached if draft.last_subject == at]
        told = [draft for draft in reached if draft.last_sentence == at]
        if len(led) == 1:
            return led
        if len(told) == 1:
            return told
        if led or told:
            return []
    return []


def the_two(phrase: Phrase, memory: Memory) -> list[Draft]:
    """The two countries of "the two countries", "both sides": a pair told together, else the only two told lately."""
    pairs: dict[int, list[Draft]] = {}
    for told, draft in memory.mentioned:
        if told.head < phrase.head and draft.country:
            pairs.setdefault(told.head, []).append(draft)
    for head in sorted(pairs, reverse=True):
        if len({draft.country for draft in pairs[head]}) == 2:
            return [memory.state_of(draft) for draft in pairs[head]][:2]
    recent = memory.known(lambda d: bool(d.country) and d.last_sentence >= phrase.sentence - REACH)
    for back in range(REACH + 1):
        near = [
            d
            for d in recent
            if d.last_sentence >= phrase.sentence - back and (back or d.last_token < phrase.head)
        ]
        states = [draft for draft in near if draft.kind == "country"]
        for drafts in (states, near):
            countries = list(dict.fromkeys(draft.country for draft in drafts))
            if len(countries) == 2:
                first = [next(draft for draft in drafts if draft.country == country) for country in countries]
                return [memory.state_of(draft) for draft in first]
        if len({draft.country for draft in states}) > 2:
            return []
    return []
