"""Report: a cue with what it reports; and the shapes of clauses that may hold it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.language.cues import Reading
from reportedly.steps.deed import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "Report",
    "around_cue",
    "clause_of",
    "clause_without",
    "has_to",
    "kind_of_clause",
    "marker_of",
    "to_of",
    "trimmed",
]


_QUESTION_WORDS = frozenset(
    {"whether", "if", "why", "how", "what", "who", "whom", "whose", "which", "where", "when"}
)


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


def clause_of(head: Token) -> Tokens:
    return head.left_edge.i, head.right_edge.i + 1


def clause_without(host: Token, part: Token) -> tuple[Tokens, ...]:
    """The host's clause without the part's own tokens."""
    first, end = clause_of(host)
    left, right = clause_of(part)
    return tuple(p for p in ((first, min(left, end)), (max(right, first), end)) if p[0] < p[1])


def around_cue(verb: Token, span: Tokens) -> tuple[Tokens, ...]:
    """The clause without the cue and its subject, where they stand inside it: "If it rains, he said, we stay"."""
    if not span[0] < verb.i < span[1]:
        return (span,)
    own = [verb.i]
    for child in verb.children:
        if child.dep_ not in {"ccomp", "punct", "advcl", "parataxis"}:
            own.extend((child.left_edge.i, child.right_edge.i))
    inside = [i for i in own if span[0] <= i < span[1]]
    return (span[0], min(inside)), (max(inside) + 1, span[1])


def marker_of(verb: Token) -> str:
    return next((c.lower_ for c in verb.children if c.dep_ == "mark"), "")


def has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def to_of(verb: Token) -> int:
    return next(c.i for c in verb.children if c.dep_ == "aux" and c.tag_ == "TO")


def kind_of_clause(head: Token) -> str:
    """Which complement a clause is: clause, question, infinitive or gerund."""
    first = head.left_edge
    if first.lower_ in _QUESTION_WORDS or marker_of(head) in {"whether", "if"}:
        return "question"
    if has_to(head):
        return "infinitive"
    if head.tag_ == "VBG" and not any(c.dep_ in {"aux", "auxpass"} for c in head.children):
        return "gerund"
    return "clause"


def trimmed(cue: Token, part: Tokens) -> Tokens:
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
