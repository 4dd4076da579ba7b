"""What nouns, adjectives, adverbs and "according to" report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.language.cues import Reading, Readings, load_cues
from reportedly.steps.deed import Tokens
from reportedly.steps.report import Report, clause_of, clause_without, kind_of_clause, marker_of, trimmed
from reportedly.steps.speakers import grammatical_subject, owner_of, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "is_view",
    "reports_of_according",
    "reports_of_adjective",
    "reports_of_adverb",
    "reports_of_noun",
    "reports_of_view",
]


_ACCORDING = Reading("asserts", "speech", 0.96)
_IN_VIEW = Reading("believes", "belief", 0.8)


def is_view(noun: Token) -> bool:
    """Whether a noun after "in" or "by" may say whose words its clause is ("in her view")."""
    return (
        noun.lemma_ in load_cues().views
        and noun.dep_ == "pobj"
        and noun.head.lower_ in {"in", "by"}
        and noun.head.head.pos_ in {"VERB", "AUX"}
    )


def reports_of_view(noun: Token) -> Iterator[Report]:
    preposition = noun.head
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    if source is None:
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        source = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if source is None:
        return
    parts = tuple(trimmed(noun, part) for part in clause_without(preposition.head, preposition))
    parts = tuple(part for part in parts if part[1] - part[0] > 1)
    if parts:
        reading = _ACCORDING if noun.lemma_ == "word" else _IN_VIEW
        yield Report((preposition.i, noun.i + 1), noun, source, parts, "clause", reading)


def _written_in(noun: Token) -> Token | None:
    """The verb of speech that has a noun as its medium: "wrote in a letter that …"."""
    verb = noun.head.head
    spoken = noun.dep_ == "pobj" and noun.head.dep_ == "prep" and verb.pos_ == "VERB"
    if not spoken or noun.lemma_ not in load_cues().media or any(c.dep_ == "ccomp" for c in verb.children):
        return None
    return verb if "clause" in load_cues().verbs.get(verb.lemma_, {}) else None


def reports_of_noun(noun: Token, readings: Readings) -> Iterator[Report]:
    speaker = _speaker_of_noun(noun)
    cue = (noun.i, noun.i + 1)

    def report(complement: str, content: Tokens, cue: Tokens = cue) -> Iterator[Report]:
        reading = readings.get(complement)
        part = trimmed(noun, content)
        if reading is not None and part[0] < part[1]:
            yield Report(cue, noun, speaker, (part,), complement, reading)

    for child in noun.children:
        if child.i < noun.i:
            continue
        label = child.dep_
        if label in {"acl", "ccomp", "relcl", "advcl"}:
            kind = kind_of_clause(child)
            if (kind == "clause" and marker_of(child) == "that") or (kind == "question" and label != "relcl"):
                verb = _written_in(noun)
                if verb is not None:
                    part = trimmed(noun, clause_of(child))
                    reading = load_cues().verbs[verb.lemma_]["clause"]
                    yield Report((verb.i, verb.i + 1), verb, speaker_of(verb), (part,), kind, reading)
                    return
                yield from report(kind, clause_of(child))
                return
            if kind == "clause" and label == "relcl" and _is_content(child):
                yield from report(kind, clause_of(child))
                return
            if kind == "infinitive" and label != "advcl":
                yield from report("infinitive", clause_of(child))
                return
        elif label == "prep" and f"prep {child.lower_}" in readings:
            what = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if what is not None and what != speaker:
                yield from report(f"prep {child.lower_}", clause_of(what), (noun.i, child.i + 1))
                return
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.children:
            if child.dep_ in {"ccomp", "xcomp"} and child.i > noun.head.i:
                yield from report(kind_of_clause(child), clause_of(child))
                return


def _is_content(relative: Token) -> bool:
    """Whether a clause that the parser takes for a relative one is what the noun says: "a warning that it may break"."""
    first = relative.left_edge
    own = any(c.dep_ in {"nsubj", "nsubjpass"} and c.i != first.i for c in relative.children)
    return first.lower_ == "that" and own and relative.lemma_ not in load_cues().light_verbs


def _speaker_of_noun(noun: Token) -> Token | None:
    owner = owner_of(noun)
    if owner is not None:
        return owner
    if (
        noun.dep_ in {"dobj", "attr"}
        and noun.head.pos_ in {"VERB", "AUX"}
        and noun.head.lemma_ in load_cues().light_verbs
    ):
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


def reports_of_adjective(adjective: Token, readings: Readings) -> Iterator[Report]:
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
            complement = kind_of_clause(child)
        elif child.dep_ == "prep" and child.i > adjective.i:
            complement = f"prep {child.lower_}"
            what = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            end = child.i + 1
        reading = readings.get(complement)
        if reading is not None and what is not None:
            part = trimmed(adjective, clause_of(what))
            if part[0] < part[1]:
                yield Report((adjective.i, end), adjective, speaker, (part,), complement, reading)
                return


def reports_of_adverb(adverb: Token, readings: Readings) -> Iterator[Report]:
    reading = readings.get("around")
    host = adverb.head
    if reading is None or host == adverb:
        return
    parts = tuple(trimmed(adverb, part) for part in clause_without(host, adverb))
    parts = tuple(part for part in parts if part[0] < part[1])
    if parts:
        yield Report((adverb.i, adverb.i + 1), adverb, None, parts, "around", reading)


def reports_of_according(token: Token) -> Iterator[Report]:
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
        if host.head == host or (not at_edge and host.pos_ in {"VERB", "AUX"}):
            break
        host = host.head
    parts = tuple(trimmed(token, part) for part in clause_without(host, token))
    parts = tuple(part for part in parts if part[0] < part[1])
    if parts:
        yield Report((token.i, to.i + 1), token, source, parts, "clause", _ACCORDING)
