"""Signatures: what a governing word, itself affirmed, negated or open, leaves of the deed below it.

After Nairn, Condoravdi and Karttunen (2006), "Computing relative polarity for textual inference". The signatures are data
(`reportedly.language.factuality`).
"""

from __future__ import annotations

from reportedly.language.factuality import Outcome, Signature, load_factuality
from reportedly.record import Certainty, Tense
from reportedly.steps.clause import CERTAIN, ClauseSyntax, Reading, weaker

__all__ = ["OPEN", "apply_signature", "combine", "purpose", "signature_of"]

_CERTAINTY_OF: dict[Outcome, Certainty] = {
    "planned": "certain", "expected": "probable", "probable": "probable", "unlikely": "probable",
    "possible": "possible", "wanted": "wanted", "unknown": "unknown",
}  # fmt: skip
OPEN = frozenset({"possible", "conditional", "unknown", "wanted"})


def combine(above: Reading, own: Reading) -> Reading:
    """What holds of a deed of which its own clause and the words above it speak."""
    if above is CERTAIN:
        return own
    if own is CERTAIN:
        return above
    tense: Tense | None = "future" if above.tense == "future" else own.tense or above.tense
    certainty = weaker(above.certainty, own.certainty)
    return Reading(
        above.affirmed == own.affirmed,
        certainty,
        tense,
        (own.ongoing or (above.ongoing and own.tense is None)) and tense != "future",
        tuple(sorted({*above.evidence, *own.evidence})),
    )


def apply_signature(signature: Signature, above: Reading, governor: int, *, others: bool = False) -> Reading:
    """What a governing word, itself read as ``above``, leaves of its complement."""
    if signature.affirmed == signature.negated == "happened":
        return CERTAIN
    outcome = (signature.others if others else signature.affirmed) if above.affirmed else signature.negated
    if outcome == "own":
        return above
    evidence = (*above.evidence, governor)
    if outcome == "reversed":
        if above.certainty in OPEN and above.certainty != "wanted":
            return Reading(True, above.certainty, above.tense, False, evidence)
        return Reading(not above.affirmed, above.certainty, above.tense, False, evidence)
    open_above = above.certainty in OPEN
    if outcome == "happened":
        return Reading(True, above.certainty, None, False, evidence)
    if outcome in {"denied", "unlikely"}:
        if open_above and above.certainty != "wanted":
            return Reading(True, above.certainty, above.tense, False, evidence)
        certainty: Certainty = "probable" if outcome == "unlikely" else "certain"
        return Reading(False, weaker(certainty, above.certainty), above.tense, False, evidence)
    certainty = weaker(_CERTAINTY_OF[outcome], above.certainty if open_above else "certain")
    tense: Tense | None = None if outcome in {"probable", "unknown"} else "future"
    return Reading(True, certainty, tense, False, evidence)


def signature_of(syntax: ClauseSyntax, governor: int, complement: str) -> Signature | None:
    """The signature of a governing word with that complement, or None."""
    known, tag, word = load_factuality(), syntax.tags[governor], syntax.words[governor]
    if tag.startswith("V"):
        with_particle = syntax.particle_form(governor)
        found = known.verbs.get(with_particle)
        if found is None and with_particle != word:
            found = known.verbs.get(word)
        if found is None or complement not in found:
            found = known.adjectives.get(word, found)
    elif tag.startswith("N"):
        found = known.nouns.get(word)
    elif tag.startswith(("J", "RB")) or tag == "IN":
        found = known.adjectives.get(word)
    else:
        found = None
    return found.get(complement) if found else None


def purpose(above: Reading) -> Reading:
    """The deed that another is done for: as good as done where that is, else as open as that."""
    if not above.affirmed:
        return Reading(True, "possible", "future", False, above.evidence)
    if above.tense == "future" or above.certainty in OPEN:
        return Reading(True, above.certainty, above.tense, False, above.evidence)
    return Reading(True, "probable", above.tense, False, above.evidence)
