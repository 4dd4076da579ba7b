"""Did it happen: polarity, certainty, tense and status of a word's deed, and which voices vouch for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.language.factuality import load_factuality
from reportedly.record import Certainty, Polarity, Span, Statement, Status, Tense
from reportedly.steps.clause import syntax_of
from reportedly.steps.governors import reading_at
from reportedly.steps.parse import ParsedArticle, Sentence

__all__ = ["Factuality", "factive_statements", "read", "status_of", "voices"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether a deed happened, and the tokens that decided it.

    Args:
        ongoing: going on at publication ("is delivering", "continues to").
        evidence: token indices of the deciding words, in reading order.
        governor: the nearest word over the deed that decided ("asked", "plan"), None where its own clause did.
    """

    polarity: Polarity
    certainty: Certainty
    tense: Tense
    ongoing: bool
    evidence: tuple[int, ...]
    governor: int | None = None

    @property
    def status(self) -> Status:
        """The one word for it."""
        return status_of(self.polarity, self.certainty, self.tense, ongoing=self.ongoing)


def status_of(polarity: Polarity, certainty: Certainty, tense: Tense, *, ongoing: bool) -> Status:
    """The first line of the record's status rule that fits.

    >>> status_of("negative", "certain", "past", ongoing=False)
    'denied'
    """
    if certainty == "wanted":
        return "wanted"
    if polarity == "negative":
        return "denied"
    if certainty in {"possible", "conditional", "unknown"}:
        return "possible"
    if tense == "future":
        return "planned"
    return "ongoing" if ongoing else "happened"


def read(sentence: Sentence, token: Token) -> Factuality:
    """Read whether the deed that ``token`` names happened, from its sentence alone.

    Args:
        sentence: a parsed sentence.
        token: a verb or noun of it, the head where several words name the deed.
    """
    syntax = syntax_of(sentence)
    found = reading_at(syntax, token.i)
    tense: Tense = found.tense or "past"
    return Factuality(
        polarity="positive" if found.affirmed else "negative",
        certainty=found.certainty,
        tense=tense,
        ongoing=found.ongoing and found.affirmed,
        evidence=tuple(sorted(set(found.evidence) - {token.i})),
        governor=next((i for i in syntax.above(token.i) if i in found.evidence), None),
    )


def voices(
    trigger: Span, statements: Sequence[Statement], *, factive: Collection[str] = ()
) -> tuple[str, ...]:
    """Ids of the statements whose content holds the trigger, outermost first.

    Args:
        trigger: the words that name the event.
        statements: the article's statements.
        factive: ids of statements that the article vouches for as well (`factive_statements`): where all that hold the
            trigger are of these, the article says it in its own voice.
    """
    holding = [s for s in statements if any(part.contains(trigger) for part in s.content)]
    if all(s.id in factive for s in holding):
        return ()
    if len(holding) > 1:
        inside = {s.id: s.said_in for s in holding}
        holding.sort(key=lambda s: (_depth(s.id, inside), -sum(part.end - part.start for part in s.content)))
    return tuple(s.id for s in holding)


def _depth(id: str, inside: dict[str, str | None]) -> int:
    depth, outer = 0, inside.get(id)
    while outer is not None and depth < len(inside):
        depth, outer = depth + 1, inside.get(outer)
    return depth


def factive_statements(parsed: ParsedArticle, statements: Sequence[Statement]) -> frozenset[str]:
    """Ids of the statements whose cue vouches for what it reports ("revealed", "acknowledged", "did not know that").

    What somebody did not confirm or disclose (stance ``withholds``) is nobody's.
    """
    words = load_factuality().lists["factive_cues"]
    found: set[str] = set()
    for statement in statements:
        if statement.stance == "withholds":
            continue
        sentence = parsed.sentence_of(statement.cue) if statement.cue is not None else None
        if sentence is not None and statement.cue is not None:
            cue = sentence.tokens_of(statement.cue)
            if any(sentence.doc[i].lower_ in words for i in cue):
                found.add(statement.id)
    return frozenset(found)
