"""What verbs report: clauses, infinitives, gerunds, objects, predicates and phrases, as the cue licenses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reportedly.language.cues import Reading, Readings, load_cues
from reportedly.steps.deed import Tokens
from reportedly.steps.report import (
    Report,
    around_cue,
    clause_of,
    clause_without,
    has_to,
    kind_of_clause,
    marker_of,
    to_of,
    trimmed,
)
from reportedly.steps.speakers import grammatical_subject, is_passive, noun_phrase, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["reports_of_verb"]


def reports_of_verb(verb: Token, readings: Readings) -> Iterator[Report]:
    if verb.i == 0 and verb.tag_ == "VBN":
        return  # "Explained: how the talks failed" names a kind of text
    children = list(verb.children)
    passive = is_passive(verb)
    speaker = speaker_of(verb)
    named = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in load_cues().naming
    if named and not any(c.dep_ == "agent" for c in children):
        return  # "a firm called Ossian": a name
    cue = (verb.i, verb.i + 1)
    objects = [c for c in children if c.dep_ == "dobj" and not (c.tag_ in {"WP", "WDT"} and c.i < verb.i)]
    if passive:
        objects = [c for c in children if c.dep_ == "nsubjpass"]
    object_ = objects[0] if objects else None

    def report(complement: str, *content: Tokens, cue: Tokens = cue) -> Iterator[Report]:
        reading = readings.get(complement)
        parts = tuple(part for part in (trimmed(verb, c) for c in content) if part[0] < part[1])
        if reading is not None and parts:
            if speaker is not None and speaker.tag_ == "DT" and reading.family in _OF_PERSONS:
                return  # "This means that …": nobody's belief
            if negated:
                reading = _negated(reading)
            yield Report(cue, verb, speaker, parts, complement, reading)

    negated = any(c.dep_ == "neg" for c in children)
    if passive and "passive seeming" in readings:
        subject = grammatical_subject(verb)
        for child in children:
            if child.dep_ in {"xcomp", "oprd"} and child.i > verb.i and subject is not None:
                if subject.lower_ in {"who", "which", "that"} or subject.lower_ == "it":
                    yield from report("passive seeming", clause_of(child))
                else:
                    yield from report("passive seeming", noun_phrase(subject), clause_of(child))
                return
    if not passive and "seeming" in readings:
        subject = grammatical_subject(verb)
        for child in children:
            if child.dep_ in {"xcomp", "oprd", "acomp"} and child.i > verb.i and subject is not None:
                yield from report("seeming", noun_phrase(subject), clause_of(child))
                return
    taken = False
    for child in _clauses(children, object_):
        label = child.dep_
        if label == "ccomp":
            kind = kind_of_clause(child)
            span = clause_of(child)
            bare = not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in child.children)
            if (
                kind == "clause"
                and bare
                and object_ is not None
                and verb.i < object_.i < span[0]
                and not passive
            ):
                # The parser has made the clause's subject the cue's object: "Minister says talks have begun".
                span = (object_.left_edge.i, span[1])
            if kind == "infinitive":
                subject = next((c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
                if "person_to" in readings and subject is not None and child.i > verb.i:
                    yield from report("person_to", (to_of(child), span[1]))
                elif subject is not None:
                    yield from report("raised_to", span)
                else:
                    yield from report("infinitive", span)
            elif kind == "gerund" and child.i > verb.i:
                yield from report("gerund" if "gerund" in readings else "raised_to", span)
            else:
                more = [
                    clause_of(c)
                    for c in children
                    if c.dep_ == "conj" and c.i > verb.i and marker_of(c) == "that"
                ]
                yield from report(kind, *around_cue(verb, span), *more)
            taken = True
        elif label == "xcomp" and child.i > verb.i:
            kind = kind_of_clause(child)
            span = _without_finite(child)
            if kind == "infinitive":
                if object_ is not None and not passive and object_.i < child.i:
                    if "person_to" in readings:
                        yield from report("person_to", span)
                    else:
                        yield from report("raised_to", (noun_phrase(object_)[0], span[1]))
                elif passive and "person_to" in readings:
                    yield from report("person_to", span)
                else:
                    yield from report("infinitive", span)
            elif kind == "gerund":
                yield from report("gerund", span)
            elif kind == "clause" and child.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
                yield from report("clause", span)
            elif child.pos_ in {"ADJ", "NOUN", "PROPN"} and object_ is not None and not passive:
                yield from report("predicate", (min(noun_phrase(object_)[0], span[0]), span[1]))
            taken = True
        elif label == "oprd" and child.i > verb.i and child.ent_type_ not in {"DATE", "TIME"}:
            if object_ is not None and object_.i < child.i and not passive:
                yield from report("predicate", (noun_phrase(object_)[0], clause_of(child)[1]))
            elif object_ is not None and passive:
                yield from report("predicate", noun_phrase(object_), clause_of(child))
            else:
                yield from report("predicate", clause_of(child))
            taken = taken or "predicate" in readings
    if not passive:
        for child in children:
            if (
                child.dep_ == "prep"
                and child.lower_ in {"on", "upon", "to", "for", "with"}
                and child.i > verb.i
            ):
                complement = f"prep {child.lower_}"
                to = next(
                    (c for c in children if c.dep_ in {"xcomp", "advcl"} and c.i > child.i and has_to(c)),
                    None,
                )
                if to is not None and complement in readings and object_ is None:
                    start = child.right_edge.i + 1 if child.lower_ != "for" else child.i + 1
                    yield from report(complement, (start, clause_of(to)[1]), cue=(verb.i, child.i + 1))
                    return
            elif (
                child.dep_ == "advcl"
                and marker_of(child) == "for"
                and "prep for" in readings
                and child.i > verb.i
            ):
                first = child.left_edge.i
                yield from report("prep for", (first + 1, clause_of(child)[1]), cue=(verb.i, first + 1))
                return
    if taken:
        return
    borrowed = _borrowed_clause(verb)
    if borrowed is not None:
        yield from report("clause", clause_of(borrowed))
        return
    if object_ is None and not passive and "clause" in readings and readings["clause"].reliability >= _SPOKEN:
        told = next((r for c in children if c.dep_ == "prep" and c.i > verb.i for r in _told_in(c)), None)
        if told is not None:
            yield from report("clause", clause_of(told))
            return
    if verb.dep_ == "parataxis" and speaker is not None:
        yield from report("clause", *clause_without(verb.head, verb))
        return
    if verb.dep_ == "advcl" and "it" in readings and marker_of(verb) == "as":
        yield from report("it", *clause_without(verb.head, verb))
        return
    aside = _aside(verb, speaker) if "quote" in readings and "clause" in readings and object_ is None else ()
    if aside:
        yield from report("clause", *aside)
        return
    # "pleaded guilty to fraud"
    below = [g for c in children if c.dep_ == "oprd" for g in c.children]
    for child in (*children, *below):
        if child.dep_ == "prep" or child.dep_ == "agent":
            yield from _of_preposition(verb, child, object_, passive, readings, report)
    unparsed = _unparsed_clause(verb, readings) if "clause" in readings else None
    if unparsed is not None:
        yield from report("clause", unparsed)
        return
    if object_ is not None and passive and "object" in readings and speaker is not None:
        yield from report("object", noun_phrase(object_))
        return
    if object_ is not None and not passive:
        amount = object_.lower_ in _AMOUNTS
        hosts = [object_] if amount or object_.pos_ in {"NOUN", "PROPN"} else []
        for host in hosts:
            for child in host.children:
                described = child.lower_ == "as" or (
                    child.dep_ == "appos" and verb.lemma_ in load_cues().naming
                )
                if described and "predicate" in readings and child.i > verb.i:
                    # "described the raid as cruel", "called the plan a gift", which the parser hangs on the noun
                    yield from report("predicate", (noun_phrase(object_)[0], child.right_edge.i + 1))
                    return
                if child.dep_ == "prep" and f"object prep {child.lower_}" in readings:
                    yield from _of_preposition(verb, child, object_, passive, readings, report)
                    return
        if object_.i > verb.i:
            if "object" in readings:
                yield from report("object", _whole_object(verb, object_))
            if "shown" in readings and speaker is not None and speaker.lemma_.lower() in load_cues().writings:
                yield from report("shown", noun_phrase(object_))


def _clauses(children: list[Token], object_: Token | None) -> Iterator[Token]:
    """The cue's dependents; for a name that the parser takes for a clause the clause below it: "told the agency TASS that"."""
    for child in children:
        name = child.dep_ in {"ccomp", "xcomp"} and child.tag_[0] in "NJ" and child.text[0].isupper()
        if name and object_ is not None and child.i == object_.i + 1:
            yield from (c for c in child.children if c.dep_ == "ccomp")
        else:
            yield child


def _told_in(preposition: Token) -> Iterator[Token]:
    """The clause of the cue that the parser hangs on its medium: "warned on state television that Chad would attack"."""
    for medium in preposition.children:
        if medium.dep_ == "pobj" and medium.lemma_.lower() in load_cues().media:
            for clause in medium.children:
                first = clause.left_edge
                whole = any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > first.i for c in clause.children)
                if clause.dep_ in {"relcl", "acl"} and first.lower_ == "that" and whole:
                    yield clause


def _without_finite(infinitive: Token) -> Tokens:
    """An infinitive's clause without a finite verb that the parser joins to it: "vowed to stay and recalled her envoy"."""
    first, end = clause_of(infinitive)
    if infinitive.tag_ == "VB":
        for child in infinitive.children:
            if child.dep_ == "conj" and child.tag_ in {"VBD", "VBZ", "VBP"} and child.i > infinitive.i:
                own = next((c for c in infinitive.children if c.dep_ == "cc" and c.i < child.i), child)
                end = min(end, own.i)
    return first, end


def _whole_object(verb: Token, object_: Token) -> Tokens:
    """The object with what belongs to it though the parser hangs it on the verb: "opposes raffles in parishes"."""
    doc = verb.doc
    first, end = noun_phrase(object_)
    for child in verb.children:
        if child.dep_ == "prep" and child.left_edge.i == end and child.lower_ in _GOES_ON:
            if any(t.ent_type_ in {"DATE", "TIME"} for t in child.children):
                break
            end = child.right_edge.i + 1
    following = doc[end : end + 2]
    if len(following) == 2 and following[0].text == "," and following[1].lower_ == "including":
        end = following[1].right_edge.i + 1
    return first, end


def _of_preposition(
    verb: Token,
    preposition: Token,
    object_: Token | None,
    passive: bool,
    readings: Readings,
    report: Callable[..., Iterator[Report]],
) -> Iterator[Report]:
    labels = {"pobj", "pcomp", "amod"} if preposition.lower_ == "as" else {"pobj", "pcomp"}
    what = next((c for c in preposition.children if c.dep_ in labels), None)
    if what is None:
        return
    span = clause_of(what) if what.dep_ == "pcomp" else noun_phrase(what)
    name = preposition.lower_
    if object_ is not None and f"object prep {name}" in readings:
        yield from report(f"object prep {name}", span)
    elif object_ is not None and name == "as" and "predicate" in readings:
        if passive:
            yield from report("predicate", noun_phrase(object_), span)
        else:
            yield from report("predicate", (noun_phrase(object_)[0], span[1]))
    elif object_ is None or passive:
        cue = (verb.i, preposition.i + 1) if preposition.i == verb.i + 1 else (verb.i, verb.i + 1)
        if name in {"on", "upon"} and verb.lemma_ == "call":
            to = next((c for c in verb.children if c.dep_ == "xcomp"), None)
            to = to or next((c for c in what.children if c.dep_ in {"acl", "relcl"} and has_to(c)), None)
            if to is None:
                return
            span = clause_of(to)
        yield from report(f"prep {name}", span, cue=cue)


def _borrowed_clause(verb: Token) -> Token | None:
    """The clause right after a coordinated cue that the parser hangs on an earlier one: "said … and added, …"."""
    if verb.dep_ != "conj":
        return None
    governor = verb.head
    for _ in range(3):
        governor = governor.head
        for child in governor.children:
            if child.dep_ == "ccomp" and verb.i < child.left_edge.i <= verb.i + 2 and child.i > verb.i:
                return child
    return None


def _aside(verb: Token, speaker: Token | None) -> tuple[Tokens, ...]:
    """What stands around a cue set off by commas that the parser gave no clause: "Prices fell, the bank said on Monday"."""
    if speaker is None or speaker.i > verb.i or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return ()
    doc = verb.doc
    first = noun_phrase(speaker, cue=verb)[0]
    end = verb.i + 1
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"prep", "npadvmod", "advmod"} and child.left_edge.i == end:
            end = child.right_edge.i + 1
    closed = end >= len(doc) or doc[end].text in {".", ",", ";", "--", "—", "–", "!", "?"}
    if first < 4 or doc[first - 1].text != "," or not closed:
        return ()
    left = (0, first - 1)
    if not any(t.pos_ in {"VERB", "AUX"} for t in doc[: first - 1]):
        return ()
    if (
        end < len(doc)
        and doc[end].text == ","
        and doc[end + 1 : end + 2].text not in {"who", "which", "citing", "adding", "but", "and"}
    ):
        return left, (end + 1, len(doc))
    return (left,)


_GOES_ON = frozenset(
    {"for", "as", "on", "by", "over", "in", "to", "against", "from", "of", "at", "between", "among"}
)
_OF_PERSONS = frozenset({"belief", "intention", "feeling"})
#: "said little about it"
_AMOUNTS = frozenset({"little", "much", "more", "nothing", "something", "anything", "less", "lot"})
#: Cues whose clause is as sure as this hold one even where the parser has seen none.
_SURE = 0.95
#: As sure as this are "warn" and "argue", too: they take the clause after their medium.
_SPOKEN = 0.9
_CLAUSE_STARTS = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM", "SCONJ"})


def _unparsed_clause(verb: Token, readings: Readings) -> Tokens | None:
    """The words after a sure cue of speech that the parser has given no clause: up to the sentence's end."""
    reading = readings["clause"]
    if reading.family != "speech" or reading.reliability < _SURE or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    doc = verb.doc
    at, end = verb.i + 1, len(doc)
    if at >= end or verb.i == 0 or doc[at].pos_ not in _CLAUSE_STARTS:
        return None
    while end > at and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    finite = [
        t for t in doc[at:end] if t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.dep_ not in {"relcl", "advcl"}
    ]
    if not finite or any(t.is_quote for t in doc[at:end]) or any(t.is_punct for t in doc[at : finite[0].i]):
        return None
    return at, end


#: A promise, demand or threat that was not made is hardly a statement.
NOT_GIVEN = 0.5


def _negated(reading: Reading) -> Reading:
    stance = load_cues().negated.get(reading.stance)
    if stance is None:
        return Reading(reading.stance, reading.family, reading.reliability * NOT_GIVEN)
    return Reading(stance, reading.family, reading.reliability)
