"""Did it happen: polarity, certainty, tense and status of a word's deed, and which voices vouch for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.record import Certainty, Polarity, Span, Statement, Status, Tense
from reportedly.steps.clause import syntax_of
from reportedly.steps.parse import Sentence
from reportedly.steps.signatures import reading_at

__all__ = ["Factuality", "read", "status_of", "voices"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether a deed happened, and the tokens that decided it.

    Args:
        ongoing: going on at publication ("is delivering", "continues to").
        evidence: token indices of the deciding words, in reading order.
    """

    polarity: Polarity
    certainty: Certainty
    tense: Tense
    ongoing: bool
    evidence: tuple[int, ...]

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
    found = reading_at(syntax_of(sentence), token.i)
    tense: Tense = found.tense or "past"
    return Factuality(
        polarity="positive" if found.affirmed else "negative",
        certainty=found.certainty,
        tense=tense,
        ongoing=found.ongoing and found.affirmed,
        evidence=tuple(sorted(set(found.evidence) - {token.i})),
    )


def voices(trigger: Span, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Ids of the statements whose content holds the trigger, outermost first."""
    holding = [s for s in statements if any(part.contains(trigger) for part in s.content)]
    holding.sort(key=lambda s: -sum(part.end - part.start for part in s.content))
    return tuple(s.id for s in holding)
