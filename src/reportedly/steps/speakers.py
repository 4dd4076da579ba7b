"""Who speaks: the subject of a cue, inherited where it isn't said again, its full noun phrase, hearers and media."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.language.cues import CueTable, load_cues
from reportedly.record import Medium
from reportedly.steps.cast import Cast
from reportedly.steps.deed import Tokens
from reportedly.steps.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "actor_of",
    "addressee_of",
    "grammatical_subject",
    "is_passive",
    "medium_of",
    "noun_phrase",
    "owner_of",
    "speaker_of",
]

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "dative"})
_VERBAL = frozenset({"VERB", "AUX"})
_NO_SUBJECT = frozenset({"PART", "PUNCT", "ADP"})
_UTTERING = frozenset({"speak", "talk", "write", "appear", "post", "testify", "tweet"})
_CLITICS = frozenset({"n't", "n’t", "'s", "’s"})
_DEEPEST = 6
_LOOSE = frozenset({"relcl", "acl", "prep", "advcl"})
_COMMAS = frozenset({",", "--", "–", "—"})
#: "OSLO (AP) — The minister": a dateline's dash.
_DATELINE = frozenset({"—", "--", "–"})
_LONGEST_DATELINE = 10
_IN_DATELINE = frozenset({"PROPN", "PUNCT", "NOUN"})


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, a bare participle after its noun included."""
    if verb.tag_ != "VBN":
        return False
    labels = {child.dep_ for child in verb.children}
    if "nsubj" in labels and "nsubjpass" not in labels:
        return False
    if not labels.isdisjoint({"auxpass", "nsubjpass", "agent"}):
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl"} and labels.isdisjoint({"dobj", "oprd", "ccomp"})


def grammatical_subject(verb: Token, *, depth: int = 0) -> Token | None:
    """The subject of the verb, its own or the one it takes over by conjunction, control or as a participle."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS and c.pos_ not in _NO_SUBJECT]
    if verb.tag_ == "VBG":
        # "telling Oslo that …": no participle has its subject after it.
        own = [c for c in own if c.i < verb.i]
    if own:
        # Of two the nearer one: "The plan, critics argue, could …" where the parser hangs both on the cue.
        return own[-1] if len(own) > 1 and own[-1].i < verb.i else own[0]
    if depth > _DEEPEST:
        return None
    head, label = verb.head, verb.dep_
    if head == verb:
        return None
    if label == "conj":
        if head.pos_ not in _VERBAL:
            return None
        found = grammatical_subject(head, depth=depth + 1)
        outer = head.head
        speaks_on = (
            head.dep_ == "ccomp"
            and outer.i < head.i
            and outer.tag_ == verb.tag_
            and verb.lemma_ in load_cues().speaking_on
        )
        if speaks_on and (found is None or not _is_person(found)):
            return grammatical_subject(outer, depth=depth + 1)
        return found
    if label in {"xcomp", "ccomp", "acomp", "attr", "oprd"}:
        if label == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
            return None
        if label == "xcomp" and head.lemma_ in load_cues().object_control:
            for child in head.children:
                if child.dep_ in _OBJECTS and child.i < verb.i:
                    return child
        return grammatical_subject(head, depth=depth + 1)
    if label in {"advcl", "prep", "agent"}:
        if label == "advcl" and verb.tag_ not in {"VBG", "VBN", "VB"}:
            return None
        if (
            verb.tag_ == "VBG"
            and verb.i
            and verb.nbor(-1).text == ","
            and verb.lemma_ in load_cues().speaking_on
        ):
            while (
                head.dep_ in {"ccomp", "conj", "advcl", "acl"} and head.head != head and head.head.i < verb.i
            ):
                head = head.head
        return _of_governor(head, depth)
    if label == "pcomp":
        return (
            grammatical_subject(head, depth=depth + 1)
            if head.dep_ != "prep"
            else _of_governor(head.head, depth)
        )
    if label == "acl":
        active = verb.tag_ == "VBG" or (verb.tag_ == "VBN" and not is_passive(verb))
        if active and verb.tag_ == "VBG" and head.dep_ == "dobj" and head.lemma_ in load_cues().media:
            # "issued a statement saying": whose it is speaks.
            author = owner_of(head) or (
                None if is_passive(head.head) else grammatical_subject(head.head, depth=depth + 1)
            )
            if author is not None and head.head.lemma_ in load_cues().light_verbs:
                return author
        return head if active else owner_of(head) or _of_governor(head, depth)
    if label == "relcl":
        return head
    return None


def _is_person(subject: Token) -> bool:
    return subject.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"} or subject.lower_ in {
        "he", "she", "they", "i", "we", "you", "who",
    }  # fmt: skip


def _of_governor(head: Token, depth: int) -> Token | None:
    """The subject of the verb that governs a participle or a noun."""
    if head.pos_ == "ADV":
        # "stopped short of calling", "aside from saying"
        head = head.head
    if head.pos_ in _VERBAL or head.dep_ == "acomp":
        return grammatical_subject(head, depth=depth + 1)
    if head.dep_ == "nsubj":
        return head
    owner = owner_of(head)
    if owner is not None:
        return owner
    if head.dep_ in {"dobj", "attr"} and head.head.pos_ in _VERBAL:
        return grammatical_subject(head.head, depth=depth + 1)
    if head.dep_ == "pobj" and head.head.head.pos_ in _VERBAL:
        return grammatical_subject(head.head.head, depth=depth + 1)
    return None


def owner_of(noun: Token) -> Token | None:
    """Whose it is: "its claim", "Iran's promise", "a promise by Iran"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def speaker_of(verb: Token) -> Token | None:
    """Who says what the verb reports: its subject, or in the passive its agent."""
    if not is_passive(verb):
        found = grammatical_subject(verb)
        if found is None and verb.tag_ in {"VBD", "VBZ", "VBP"}:
            found = _last_subject(verb)
        elif found is None and verb.tag_ in {"VBG", "VB"} and verb.dep_ in {"pcomp", "xcomp", "advcl"}:
            root = verb.sent.root
            found = grammatical_subject(root) if root.pos_ in _VERBAL and root.i < verb.i else None
        nobody = found is not None and (
            found.lower_ in _CLITICS or (found.lower_ in {"it", "there", "what"} and _empty(found))
        )
        return None if nobody else found
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _last_subject(verb: Token) -> Token | None:
    """The nearest subject before a finite verb that the parser left without one."""
    for at in range(verb.i - 1, -1, -1):
        token = verb.doc[at]
        if token.dep_ == "nsubj" and token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token
    at = verb.i - 1
    while at >= 0 and (verb.doc[at].is_punct or verb.doc[at].pos_ in {"ADV", "AUX"}):
        at -= 1
    if at < 0 or verb.doc[at].pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    token = verb.doc[at]
    while token.dep_ in {"appos", "compound", "conj", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token if token != verb else None


def _empty(subject: Token) -> bool:
    """Whether "it" or "there" stands for nobody: before "seem", "be clear" and the like, or "what"."""
    return subject.lower_ != "it" or subject.head.lemma_ in {
        "seem",
        "appear",
        "be",
        "turn",
        "mean",
        "follow",
        "emerge",
    }


def noun_phrase(head: Token, *, loose: bool = False, cue: Token | None = None) -> Tokens:
    """Tokens of the full noun phrase, appositions included, without punctuation at its ends.

    Args:
        head: the noun that governs the others.
        loose: whether a relative clause belongs to it that only a comma joins ("the mayor, who had waited").
        cue: a verb that is no part of it, whatever the parser says.
    """
    if head.pos_ == "PRON" and head.lower_ not in {"those", "some", "many", "one", "others", "all"}:
        return head.i, head.i + 1
    first, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    for child in head.children:
        at = child.left_edge.i
        apart = child.dep_ in _LOOSE and at > head.i and doc[at - 1].text in _COMMAS
        if apart and not (loose and child.dep_ == "relcl"):
            end = min(end, at - 1)
    for at in range(head.i - 1, first - 1, -1):
        if doc[at].text in _DATELINE:
            first = at + 1
            break
    if first == 0:
        # A dateline whose place the parser makes the head.
        for at in range(head.i + 1, min(end - 1, _LONGEST_DATELINE)):
            if doc[at].text in _DATELINE and all(t.pos_ in _IN_DATELINE for t in doc[:at]):
                first = at + 1
                break
    if cue is not None and first <= cue.i < end:
        if cue.i > head.i:
            end = min(
                [cue.i, *(c.i for c in cue.children if c.i > head.i and c.dep_ in {"aux", "auxpass", "neg"})]
            )
            if cue.dep_ in {"relcl", "acl"} and cue.left_edge.i > head.i:
                end = cue.left_edge.i
        else:
            first = cue.i + 1
            end = next((t.i for t in doc[head.i : end] if t.text == ":"), end)
    while first < head.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"):
        if doc[end - 1].text in {")", "”", '"'}:
            break
        end -= 1
    return (first, end) if first < end else (head.i, head.i + 1)


def actor_of(sentence: Sentence, head: Token | None, cast: Cast) -> str | None:
    """Id of the actor that the noun phrase with this head stands for, or None."""
    if head is None:
        return None
    if head.tag_ in {"WP", "WDT"}:
        clause = head.head
        for _ in range(_DEEPEST):
            if clause.dep_ == "relcl":
                return actor_of(sentence, clause.head, cast)
            clause = clause.head
        return None
    mentions = cast.headed_by(sentence.index, head.i) or cast.at(sentence.index, head.i)
    if mentions:
        return mentions[0].actor
    for child in head.children:
        if child.dep_ == "appos":
            mentions = cast.headed_by(sentence.index, child.i)
            if mentions:
                return mentions[0].actor
    return None


def _hearers(verb: Token) -> list[Token]:
    """Heads of the noun phrases that name a hearer: "told Iran", "said to Iran", "was told"."""
    found = [c for c in verb.children if c.dep_ in _OBJECTS and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    for child in verb.children:
        if (child.dep_ == "prep" and child.lower_ == "to") or (
            child.dep_ == "dative" and child.pos_ == "ADP"
        ):
            found.extend(c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "nsubjpass":
            found.append(child)
    return found


def addressee_of(sentence: Sentence, verb: Token, cast: Cast) -> str | None:
    """Id of the actor that the words are said to, or None."""
    for head in _hearers(verb):
        actor = actor_of(sentence, head, cast)
        if actor is not None:
            return actor
    return None


def medium_of(sentence: Sentence, verb: Token, table: CueTable) -> Medium | None:
    """What the words are said in or through: "in a statement", "told state television", or None."""
    for head in _hearers(verb):
        named = _named_medium(sentence, head, table)
        if named is not None:
            return named
    # "Speaking on state radio, she said …"
    aside = [
        c
        for child in verb.children
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_ in _UTTERING
        for c in child.children
    ]
    for child in (*verb.children, *aside):
        if child.dep_ == "prep" and child.lower_ in {
            "in",
            "on",
            "at",
            "via",
            "through",
            "during",
            "over",
            "to",
            "with",
            "by",
        }:
            for head in child.children:
                if head.dep_ == "pobj":
                    named = _named_medium(sentence, head, table)
                    if named is not None:
                        return named
    return None


def _named_medium(sentence: Sentence, head: Token, table: CueTable) -> Medium | None:
    first, end = noun_phrase(head)
    doc = head.doc
    name = doc[head.left_edge.i : head.i + 1].text
    words = {name, name.removeprefix("the ").removeprefix("The "), head.text}
    known = (
        not words.isdisjoint(table.media_names)
        or head.lemma_.lower() in table.media
        or head.lower_ in table.media
    )
    if not known and head.lemma_.lower() in table.reporters:
        return None
    if not known:
        return None
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            first, end = noun_phrase(child)
            break
        if child.dep_ in {"relcl", "acl"} and child.left_edge.i > head.i:
            end = min(end, child.left_edge.i)
    while end - 1 > first and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    span = sentence.span(first, end)
    return Medium(text=doc[first:end].text, span=span)
