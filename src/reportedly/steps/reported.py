"""Reported speech by syntax: cues with the clauses, infinitives, objects and phrases that hold what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.language.cues import CueTable, Reading, Readings
from reportedly.steps.deed import Tokens
from reportedly.steps.parse import Sentence
from reportedly.steps.speakers import grammatical_subject, is_passive, noun_phrase, owner_of, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Report", "reports"]


@dataclass(frozen=True, slots=True)
class Report:
    """A cue and what it reports, in tokens of one sentence.

    Args:
        cue: the cue's tokens; they may be several ("according to").
        head: the cue's governing token.
        speaker: head of the speaker's noun phrase, or None.
        content: token ranges of what is said, in reading order.
        complement: the complement of the cue that holds it.
    """

    cue: Tokens
    head: Token
    speaker: Token | None
    content: tuple[Tokens, ...]
    complement: str
    reading: Reading


_QUESTION_WORDS = frozenset(
    {"whether", "if", "why", "how", "what", "who", "whom", "whose", "which", "where", "when"}
)
_LIGHT = frozenset(
    {
        "make", "issue", "express", "voice", "have", "give", "deliver", "repeat", "share", "raise", "send", "release",
        "publish", "offer", "reiterate", "hold", "reject", "renew", "announce", "put", "declare", "show", "take", "drop",
        "pen", "write", "file", "convey", "harbor", "harbour", "maintain", "signal", "state", "level", "lodge", "lead",
        "present", "reach", "unveil", "reveal", "cite", "reaffirm", "get", "provide", "face",
    }
)  # fmt: skip


def reports(sentence: Sentence, table: CueTable) -> Iterator[Report]:
    """All that the sentence's cues may report, in the order of the cues; several for one cue where it takes several."""
    for token in sentence.doc:
        pos = token.pos_
        if pos == "VERB":
            if token.lower_ == "according":
                yield from _according(token)
                continue
            readings = table.verbs.get(token.lemma_)
            if readings is not None:
                yield from _of_verb(token, readings)
        elif pos == "NOUN":
            readings = table.nouns.get(token.lemma_)
            if readings is not None:
                yield from _of_noun(token, readings)
        elif pos == "ADJ":
            readings = table.adjectives.get(token.lower_)
            if readings is not None:
                yield from _of_adjective(token, readings)
        elif pos == "ADV":
            readings = table.adverbs.get(token.lower_)
            if readings is not None:
                yield from _of_adverb(token, readings)
        elif token.lower_ == "according":
            yield from _according(token)


def _of_verb(verb: Token, readings: Readings) -> Iterator[Report]:
    children = list(verb.children)
    passive = is_passive(verb)
    speaker = speaker_of(verb)
    cue = (verb.i, verb.i + 1)
    objects = [c for c in children if c.dep_ == "dobj" and not (c.tag_ in {"WP", "WDT"} and c.i < verb.i)]
    if passive:
        objects = [c for c in children if c.dep_ == "nsubjpass"]
    object_ = objects[0] if objects else None

    def report(complement: str, *content: Tokens, cue: Tokens = cue) -> Iterator[Report]:
        reading = readings.get(complement)
        parts = tuple(part for part in (_trimmed(verb, c) for c in content) if part[0] < part[1])
        if reading is not None and parts:
            if negated:
                reading = _negated(reading)
            yield Report(cue, verb, speaker, parts, complement, reading)

    negated = any(c.dep_ == "neg" for c in children)
    if passive and "passive seeming" in readings:
        subject = grammatical_subject(verb)
        for child in children:
            if child.dep_ in {"xcomp", "oprd"} and child.i > verb.i and subject is not None:
                if subject.lower_ in {"who", "which", "that"} or subject.lower_ == "it":
                    yield from report("passive seeming", _clause(child))
                else:
                    yield from report("passive seeming", noun_phrase(subject), _clause(child))
                return
    if not passive and "seeming" in readings:
        subject = grammatical_subject(verb)
        for child in children:
            if child.dep_ in {"xcomp", "oprd", "acomp"} and child.i > verb.i and subject is not None:
                yield from report("seeming", noun_phrase(subject), _clause(child))
                return
    taken = False
    for child in children:
        label = child.dep_
        if label == "ccomp":
            kind = _clause_kind(child)
            span = _clause(child)
            if kind == "infinitive":
                subject = next((c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
                if "person_to" in readings and subject is not None and child.i > verb.i:
                    yield from report("person_to", (_to_of(child), span[1]))
                elif subject is not None:
                    yield from report("raised_to", span)
                else:
                    yield from report("infinitive", span)
            elif kind == "gerund" and child.i > verb.i:
                yield from report("gerund" if "gerund" in readings else "raised_to", span)
            else:
                more = [
                    _clause(c) for c in children if c.dep_ == "conj" and c.i > verb.i and _marker(c) == "that"
                ]
                yield from report(kind, *_around(verb, span), *more)
            taken = True
        elif label == "xcomp" and child.i > verb.i:
            kind = _clause_kind(child)
            span = _clause(child)
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
        elif label == "oprd" and child.i > verb.i:
            if object_ is not None and object_.i < child.i and not passive:
                yield from report("predicate", (noun_phrase(object_)[0], _clause(child)[1]))
            elif object_ is not None and passive:
                yield from report("predicate", noun_phrase(object_), _clause(child))
            else:
                yield from report("predicate", _clause(child))
            taken = True
    if not passive:
        for child in children:
            if (
                child.dep_ == "prep"
                and child.lower_ in {"on", "upon", "to", "for", "with"}
                and child.i > verb.i
            ):
                complement = f"prep {child.lower_}"
                to = next(
                    (c for c in children if c.dep_ in {"xcomp", "advcl"} and c.i > child.i and _has_to(c)),
                    None,
                )
                if to is not None and complement in readings and object_ is None:
                    start = child.right_edge.i + 1 if child.lower_ != "for" else child.i + 1
                    yield from report(complement, (start, _clause(to)[1]), cue=(verb.i, child.i + 1))
                    return
            elif (
                child.dep_ == "advcl"
                and _marker(child) == "for"
                and "prep for" in readings
                and child.i > verb.i
            ):
                first = child.left_edge.i
                yield from report("prep for", (first + 1, _clause(child)[1]), cue=(verb.i, first + 1))
                return
    if taken:
        return
    borrowed = _borrowed_clause(verb)
    if borrowed is not None:
        yield from report("clause", _clause(borrowed))
        return
    if verb.dep_ == "parataxis" and speaker is not None:
        yield from report("clause", *_clause_without(verb.head, verb))
        return
    if verb.dep_ == "advcl" and "it" in readings and _marker(verb) == "as":
        yield from report("it", *_clause_without(verb.head, verb))
        return
    aside = _aside(verb, speaker) if "quote" in readings and "clause" in readings and object_ is None else ()
    if aside:
        yield from report("clause", *aside)
        return
    for child in children:
        if child.dep_ == "prep" or child.dep_ == "agent":
            yield from _of_preposition(verb, child, object_, passive, readings, report)
    if object_ is not None and not passive:
        hosts = [object_] if object_.pos_ in {"NOUN", "PROPN"} else []
        for host in hosts:
            for child in host.children:
                if child.dep_ == "prep" and f"object prep {child.lower_}" in readings:
                    yield from _of_preposition(verb, child, object_, passive, readings, report)
                    return
        if "object" in readings and object_.i > verb.i:
            yield from report("object", noun_phrase(object_))


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


#: What a cue means when it is denied: "doesn't think that" is a doubt, "did not say that" leaves it open, and a promise
#: not given is no statement at all.
_NEGATED = {
    "believes": "doubts", "expects": "doubts", "hopes": "doubts", "finds": "doubts", "knows": "knows", "doubts": "believes",
    "intends": "refuses", "agrees": "refuses", "supports": "opposes", "opposes": "supports", "praises": "criticises",
    "fears": "fears", "refuses": "agrees", "denies": "withholds", "asserts": "withholds", "discusses": "withholds",
}  # fmt: skip
NOT_GIVEN = 0.5


def _negated(reading: Reading) -> Reading:
    stance = _NEGATED.get(reading.stance)
    if stance is None:
        return Reading(reading.stance, reading.family, reading.reliability * NOT_GIVEN)
    return Reading(stance, reading.family, reading.reliability)


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


def _of_preposition(
    verb: Token,
    preposition: Token,
    object_: Token | None,
    passive: bool,
    readings: Readings,
    report: Callable[..., Iterator[Report]],
) -> Iterator[Report]:
    what = next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)
    if what is None:
        return
    span = _clause(what) if what.dep_ == "pcomp" else noun_phrase(what)
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
            to = to or next((c for c in what.children if c.dep_ in {"acl", "relcl"} and _has_to(c)), None)
            if to is None:
                return
            span = _clause(to)
        yield from report(f"prep {name}", span, cue=cue)


def _of_noun(noun: Token, readings: Readings) -> Iterator[Report]:
    speaker = _speaker_of_noun(noun)
    cue = (noun.i, noun.i + 1)

    def report(complement: str, content: Tokens, cue: Tokens = cue) -> Iterator[Report]:
        reading = readings.get(complement)
        part = _trimmed(noun, content)
        if reading is not None and part[0] < part[1]:
            yield Report(cue, noun, speaker, (part,), complement, reading)

    for child in noun.children:
        if child.i < noun.i:
            continue
        label = child.dep_
        if label in {"acl", "ccomp", "relcl", "advcl"}:
            kind = _clause_kind(child)
            if (kind == "clause" and _marker(child) == "that") or (kind == "question" and label != "relcl"):
                yield from report(kind, _clause(child))
                return
            if kind == "infinitive" and label != "advcl":
                yield from report("infinitive", _clause(child))
                return
        elif label == "prep" and f"prep {child.lower_}" in readings:
            what = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if what is not None and what is not speaker:
                yield from report(f"prep {child.lower_}", _clause(what), (noun.i, child.i + 1))
                return
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.children:
            if child.dep_ in {"ccomp", "xcomp"} and child.i > noun.head.i:
                yield from report(_clause_kind(child), _clause(child))
                return


def _speaker_of_noun(noun: Token) -> Token | None:
    owner = owner_of(noun)
    if owner is not None:
        return owner
    if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in {"VERB", "AUX"} and noun.head.lemma_ in _LIGHT:
        return speaker_of(noun.head)
    for child in noun.children:
        if child.dep_ == "compound" and child.pos_ == "PROPN":
            return child
        if child.dep_ == "amod" and child.text[:1].isupper() and child.i == noun.i - 1:
            return child
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in {"with", "in", "by", "of", "on"}
        and noun.head.head.pos_ in {"VERB", "AUX"}
    ):
        return grammatical_subject(noun.head.head)
    return None


def _of_adjective(adjective: Token, readings: Readings) -> Iterator[Report]:
    if adjective.dep_ not in {"acomp", "ROOT", "conj", "oprd", "xcomp", "amod", "advcl", "relcl"}:
        return
    speaker = grammatical_subject(adjective)
    if speaker is not None and speaker.lower_ in {"it", "there", "this", "that", "what"}:
        return
    if speaker is None:
        return
    for child in adjective.children:
        complement = ""
        what: Token | None = child
        end = adjective.i + 1
        if (child.dep_ == "ccomp" and child.i > adjective.i) or (
            child.dep_ == "xcomp" and child.i > adjective.i
        ):
            complement = _clause_kind(child)
        elif child.dep_ == "prep" and child.i > adjective.i:
            complement = f"prep {child.lower_}"
            what = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            end = child.i + 1
        reading = readings.get(complement)
        if reading is not None and what is not None:
            part = _trimmed(adjective, _clause(what))
            if part[0] < part[1]:
                yield Report((adjective.i, end), adjective, speaker, (part,), complement, reading)
                return


def _of_adverb(adverb: Token, readings: Readings) -> Iterator[Report]:
    reading = readings.get("around")
    host = adverb.head
    if reading is None or host is adverb:
        return
    parts = tuple(_trimmed(adverb, part) for part in _clause_without(host, adverb))
    parts = tuple(part for part in parts if part[0] < part[1])
    if parts:
        yield Report((adverb.i, adverb.i + 1), adverb, None, parts, "around", reading)


_ACCORDING = Reading("asserts", "speech", 0.96)


def _according(token: Token) -> Iterator[Report]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if source is None:
        return
    doc = token.doc
    host = token.head
    first, end = token.left_edge.i, token.right_edge.i + 1
    at_edge = first <= 1 or all(t.is_punct or t.is_space for t in doc[end:])
    for _ in range(12):
        if host.head is host or (not at_edge and host.pos_ in {"VERB", "AUX"}):
            break
        host = host.head
    parts = tuple(_trimmed(token, part) for part in _clause_without(host, token))
    parts = tuple(part for part in parts if part[0] < part[1])
    if parts:
        yield Report((token.i, to.i + 1), token, source, parts, "clause", _ACCORDING)


def _clause(head: Token) -> Tokens:
    return head.left_edge.i, head.right_edge.i + 1


def _clause_without(host: Token, part: Token) -> tuple[Tokens, ...]:
    """The host's clause without the part's own tokens."""
    first, end = _clause(host)
    left, right = _clause(part)
    return tuple(p for p in ((first, min(left, end)), (max(right, first), end)) if p[0] < p[1])


def _around(verb: Token, span: Tokens) -> tuple[Tokens, ...]:
    """The clause without the cue and its subject, where they stand inside it: "If it rains, he said, we stay"."""
    if not span[0] < verb.i < span[1]:
        return (span,)
    own = [verb.i]
    for child in verb.children:
        if child.dep_ not in {"ccomp", "punct", "advcl", "parataxis"}:
            own.extend((child.left_edge.i, child.right_edge.i))
    inside = [i for i in own if span[0] <= i < span[1]]
    return (span[0], min(inside)), (max(inside) + 1, span[1])


def _marker(verb: Token) -> str:
    return next((c.lower_ for c in verb.children if c.dep_ == "mark"), "")


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _to_of(verb: Token) -> int:
    return next(c.i for c in verb.children if c.dep_ == "aux" and c.tag_ == "TO")


def _clause_kind(head: Token) -> str:
    """Which complement a clause is: clause, question, infinitive or gerund."""
    first = head.left_edge
    if first.lower_ in _QUESTION_WORDS or _marker(head) in {"whether", "if"}:
        return "question"
    if _has_to(head):
        return "infinitive"
    if head.tag_ == "VBG" and not any(c.dep_ in {"aux", "auxpass"} for c in head.children):
        return "gerund"
    return "clause"


def _trimmed(cue: Token, part: Tokens) -> Tokens:
    """The range without punctuation at its ends; quotation marks and brackets stay."""
    doc = cue.doc
    first, end = part
    while first < end and (
        doc[first].is_space or doc[first].text in {",", ";", ":", "-", "–", "—", "--", "."}
    ):
        first += 1
    while first < end and (
        doc[end - 1].is_space or doc[end - 1].text in {",", ";", ":", ".", "-", "–", "—", "--"}
    ):
        end -= 1
    return first, end
