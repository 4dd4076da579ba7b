"""What the words above a deed say of it: from the word up to the main clause, each by its signature."""

from __future__ import annotations

from reportedly.language.factuality import load_factuality
from reportedly.steps.clause import CERTAIN, ClauseSyntax, Reading, negative_noun, own_reading, weaker
from reportedly.steps.clause_forms import (
    FINITE,
    REPORT_OR_ASK,
    SUBJECTS,
    bare_be,
    complement_kind,
    finite_above,
    has_subject,
    inverted_condition,
    is_definite,
    is_inverted,
    is_order,
    rather_than,
)
from reportedly.steps.signatures import OPEN, apply_signature, combine, purpose, signature_of

__all__ = ["reading_at"]


def reading_at(syntax: ClauseSyntax, i: int) -> Reading:
    """What the sentence says of the deed that word ``i`` names."""
    known = syntax.memo.get(i)
    if known is None:
        # Broken syntax could lead in a circle: what is being read counts as certain meanwhile.
        syntax.memo[i] = CERTAIN
        known = syntax.memo[i] = combine(_context(syntax, i), _own(syntax, i))
    return known


def _own(syntax: ClauseSyntax, i: int) -> Reading:
    own = own_reading(syntax, i)
    if syntax.deps[i] != "conj":
        return own
    return _shared(syntax, i, own)


def _shared(syntax: ClauseSyntax, i: int, own: Reading) -> Reading:
    """The reading of a later word in a row, with the negation and modal that the first has for all."""
    tag, before = syntax.tags[i], syntax.heads[i]
    joint = next((syntax.words[c] for c in syntax.children[before] if syntax.deps[c] == "cc" and c < i), ",")
    if tag.startswith("N"):
        if joint in {"or", "nor"}:
            first = own_reading(syntax, before)
            return first if not first.affirmed else own
        return own
    if joint == "nor" and own.affirmed:
        return Reading(False, own.certainty, own.tense, own.ongoing, own.evidence)
    alone = not any(
        syntax.deps[c] in SUBJECTS or syntax.deps[c] in {"aux", "auxpass"} for c in syntax.children[i]
    )
    same_form = tag in {"VB", "VBN", "VBG"} and syntax.tags[before] == tag
    either = joint == "or" and {tag, syntax.tags[before]} == {"VBN", "VBD"}
    if not alone or not (same_form or either):
        return own
    first = _own(syntax, before)
    if joint == "but" and not first.affirmed:
        return own
    if not own.affirmed:
        return Reading(
            not first.affirmed, first.certainty, first.tense, first.ongoing, first.evidence + own.evidence
        )
    return first


def _governor(syntax: ClauseSyntax, h: int, *, without: int = -1, content: bool = False) -> Reading:
    """The reading of a governing word, without the negation that its own argument brings."""
    if without < 0:
        return reading_at(syntax, h)
    return combine(_context(syntax, h, content=content), _own_without(syntax, h, without))


def _own_without(syntax: ClauseSyntax, h: int, without: int) -> Reading:
    own = own_reading(syntax, h, without=without)
    return _shared(syntax, h, own) if syntax.deps[h] == "conj" else own


def _context(syntax: ClauseSyntax, i: int, *, content: bool = False) -> Reading:
    """What the words above say of word ``i``.

    Args:
        content: read for what is proposed, not for the proposal ("rejected a plan to …").
    """
    dep = syntax.deps[i]
    if dep == "conj":
        first = syntax.first_conjunct(i)
        if (
            syntax.tags[i] in FINITE
            and syntax.tags[first] in {"VB", "VBG", "VBN"}
            and not syntax.has_auxiliary(first)
        ):
            # "failed to come and filed": the parser hangs it on the infinitive, its form says that it isn't one.
            return _context(syntax, finite_above(syntax, first))
        return _context(syntax, first, content=content)
    h = syntax.heads[i]
    if rather_than(syntax, i):
        return Reading(False, "certain", None, False, ())
    if h == i:
        return _of_root(syntax, i)
    tag = syntax.tags[i]
    if dep in {"pobj", "pcomp"}:
        return _below_preposition(syntax, i, h)
    if tag.startswith("V") or tag == "MD" or dep in {"ccomp", "xcomp", "advcl", "relcl", "acl"}:
        if dep in {"xcomp", "ccomp", "csubj", "csubjpass"}:
            return _of_complement(syntax, i, h)
        if dep == "advcl":
            return _of_adverbial(syntax, i, h)
        if dep in {"acl", "relcl"}:
            return _of_noun_clause(syntax, i, h)
        if dep in {"acomp", "attr", "oprd"}:
            return _governor(syntax, h, without=i)
        if dep in {"aux", "auxpass"}:
            return reading_at(syntax, h)
        if dep not in {"dobj", "nsubj", "nsubjpass", "compound"}:
            return CERTAIN
    return _of_noun(syntax, i, h, content=content)


def _of_root(syntax: ClauseSyntax, i: int) -> Reading:
    if syntax.tags[i] == "VB" and syntax.has_to(i):
        evidence = tuple(c for c in syntax.children[i] if syntax.tags[c] == "TO")
        return Reading(True, "certain", "future", False, evidence)
    if not syntax.headline and is_order(syntax, i):
        return Reading(True, "wanted", "future", False, (i,))
    if syntax.final == "?" and is_inverted(syntax, i):
        return Reading(True, "unknown", None, False, (len(syntax.words) - 1,))
    return CERTAIN


def _of_complement(syntax: ClauseSyntax, i: int, h: int) -> Reading:
    if syntax.deps[i] in {"csubj", "csubjpass"}:
        above = reading_at(syntax, h)
        return (
            Reading(True, above.certainty, above.tense, False, above.evidence)
            if above.certainty in OPEN
            else CERTAIN
        )
    kind = complement_kind(syntax, i)
    if kind in {"infinitive", "gerund"}:
        periphrasis = _periphrasis(syntax, i, h)
        if periphrasis is not None:
            return periphrasis
    signature = signature_of(syntax, h, kind)
    if signature is None and syntax.words[h] in load_factuality().lists["copulas"]:
        adjective = syntax.child(h, "acomp")
        signature = signature_of(syntax, adjective, kind) if adjective is not None else None
    if kind == "infinitive" and any(syntax.words[c] == "too" for c in syntax.children[h]):
        signature = load_factuality().adjectives["too"]["infinitive"]
    subjunctive = (
        kind != "question"
        and syntax.tags[i] == "VB"
        and has_subject(syntax, i)
        and syntax.child(i, "aux") is None
    ) or bare_be(syntax, i)
    if signature is None and kind == "infinitive" and not syntax.has_to(i):
        signature = signature_of(syntax, h, "clause")
    if signature is not None and signature.affirmed == "happened" and signature.negated == "unknown":
        # What is said is read by itself; only what is not said or confirmed is left open.
        signature = None if reading_at(syntax, h).affirmed else signature
    if signature is not None:
        if (
            kind == "clause"
            and signature.affirmed == "wanted"
            and not subjunctive
            and syntax.words[h] in REPORT_OR_ASK
        ):
            return CERTAIN
        others = kind == "infinitive" and (has_subject(syntax, i) or syntax.tags[i] == "VBN")
        above = reading_at(syntax, h)
        return apply_signature(signature, above, h, others=others)
    if kind == "question":
        return Reading(True, "unknown", None, False, ())
    if subjunctive and syntax.marker(i) is not None:
        return Reading(True, "wanted", "future", False, (h,))
    if kind == "infinitive" and syntax.has_to(i):
        return purpose(reading_at(syntax, h))
    if is_order(syntax, i):
        return Reading(True, "wanted", "future", False, (i,))
    if kind == "gerund" or syntax.deps[i] == "xcomp":
        return reading_at(syntax, h)
    return CERTAIN


def _periphrasis(syntax: ClauseSyntax, i: int, h: int) -> Reading | None:
    """ "Be going to", "be to", "have to", "have yet to", "used to"."""
    word = syntax.words[h]
    if not syntax.has_to(i):
        return None
    above = reading_at(syntax, h)
    evidence = (*above.evidence, h)
    if word == "going" and syntax.child(h, "aux") is not None:
        return Reading(above.affirmed, above.certainty, "future", False, evidence)
    if word in {"has", "have", "had", "having", "'ve", "’ve"}:
        if any(syntax.words[c] == "yet" for c in syntax.children[h]) or any(
            syntax.words[c] == "yet" for c in syntax.children[i]
        ):
            return Reading(not above.affirmed, above.certainty, "past", False, evidence)
        if not above.affirmed:
            if word == "having" or above.tense == "past":  # "without having to pay", "did not have to pay"
                return Reading(False, "probable", "past", False, evidence)
            return Reading(True, "possible", "future", False, evidence)
        if word == "had" or above.tense == "past":
            return above
        return Reading(True, weaker("wanted", above.certainty), "future", False, evidence)
    if word == "used":
        return Reading(above.affirmed, above.certainty, "past", False, evidence)
    if word in load_factuality().lists["copulas"] and signature_of(syntax, h, "infinitive") is None:
        return Reading(above.affirmed, above.certainty, "future", False, evidence)
    return None


def _of_adverbial(syntax: ClauseSyntax, i: int, h: int) -> Reading:
    lists, mark = load_factuality().lists, syntax.marker(i)
    word = syntax.words[mark] if mark is not None else ""
    if mark is not None and word in lists["conditional_marks"]:
        if word == "if":
            signature = signature_of(syntax, h, "question")
            if signature is not None:
                return Reading(True, "unknown", None, False, (mark,))
        return Reading(True, "conditional", None, False, (mark,))
    if word == "whether":
        return Reading(True, "unknown", None, False, (mark,) if mark is not None else ())
    if inverted_condition(syntax, i):
        return Reading(True, "conditional", None, False, ())
    kind = complement_kind(syntax, i)
    if mark is None and i < h and is_order(syntax, i):
        return Reading(True, "wanted", "future", False, (i,))
    if kind == "infinitive" and syntax.has_to(i):
        signature = signature_of(syntax, h, "infinitive")
        above = reading_at(syntax, h)
        return purpose(above) if signature is None else apply_signature(signature, above, h)
    if kind == "gerund":
        above = reading_at(syntax, h)
        if any(syntax.words[c] in lists["without"] for c in syntax.children[i]):
            if _leaves_open(above):
                return Reading(True, "possible", None, False, (i,))
            return Reading(False, "certain", None, False, (i,))
        if syntax.words[i] not in lists["saying"] and (above.certainty in OPEN or above.tense == "future"):
            return Reading(True, above.certainty, above.tense, False, above.evidence)
        return CERTAIN
    if word in {"when", "until", "till", "once", "after", "before"} and syntax.tags[i] in {
        "VBZ",
        "VBP",
    }:
        above = reading_at(syntax, h)
        if above.tense == "future" or above.certainty in OPEN:
            return Reading(True, "certain", "future", False, above.evidence)
    return CERTAIN


def _of_noun_clause(syntax: ClauseSyntax, i: int, h: int) -> Reading:
    if syntax.deps[i] == "acl":
        kind = complement_kind(syntax, i)
        if kind != "gerund" or syntax.child(i, "mark") is not None:
            if kind == "infinitive" and not syntax.has_to(i):
                kind = "participle"
            if syntax.words[h] == "order" and h and syntax.words[h - 1] == "in":
                return purpose(reading_at(syntax, syntax.heads[syntax.heads[h]]))
            signature = signature_of(syntax, h, kind)
            if signature is not None:
                return apply_signature(signature, _content(syntax, h), h)
            if kind == "infinitive":
                return purpose(_content(syntax, h))
            if kind == "clause":
                return CERTAIN
    sign = negative_noun(syntax, h)
    if sign is not None:
        return Reading(True, "unknown", None, False, (sign,))
    if any(syntax.words[c] in {"a", "an", "any"} for c in syntax.children[h]):
        # What isn't there has done nothing: "did not find any letter naming him".
        denied = _below_negation(syntax, syntax.heads[h]) if syntax.deps[h] == "dobj" else None
        if denied is not None:
            return Reading(True, "possible", None, False, denied.evidence)
    return CERTAIN


def _leaves_open(above: Reading) -> bool:
    """Whether "without" under it says nothing of the deed: "cannot leave without paying" but "left without paying"."""
    return not above.affirmed or above.certainty in OPEN


def _content(syntax: ClauseSyntax, h: int) -> Reading:
    """The reading of a plan's or claim's content, which goes where it is turned down."""
    if not syntax.tags[h].startswith("N"):
        return reading_at(syntax, h)
    return combine(_context(syntax, h, content=True), _own(syntax, h))


def _below_preposition(syntax: ClauseSyntax, i: int, p: int) -> Reading:
    lists, preposition, g = load_factuality().lists, syntax.words[p], syntax.heads[p]
    before = syntax.words[p - 1] if p else ""
    if (
        preposition in lists["without"]
        or (preposition == "of" and before in {"instead", "short", "lieu"})
        or (preposition == "than" and before == "rather")
        or (preposition == "but" and before == "anything")
    ):
        if syntax.tags[i].startswith("N") and is_definite(syntax, i):
            return CERTAIN
        if preposition in lists["without"] and _leaves_open(reading_at(syntax, g)):
            return Reading(True, "possible", None, False, (p,))
        return Reading(
            False, "certain", None, False, (p - 1, p) if preposition not in lists["without"] else (p,)
        )
    if g == p:
        return CERTAIN
    gerund = syntax.deps[i] == "pcomp"
    if not gerund and any(syntax.words[c] == "any" for c in syntax.children[i]):
        polar = _below_negation(syntax, g)
        if polar is not None:
            return polar
    signature = signature_of(syntax, g, f"prep {preposition}")
    if signature is None and gerund and preposition == "of":
        signature = signature_of(syntax, g, "gerund")
    if signature is not None:
        noun = not gerund and syntax.tags[g].startswith("V")
        if not gerund and syntax.words[i] in lists["proposals"]:
            return CERTAIN
        if noun and signature.affirmed == "possible" and is_definite(syntax, i):
            return CERTAIN
        adjective = syntax.tags[g].startswith("J") or syntax.words[g] in load_factuality().adjectives
        if not gerund and adjective and is_definite(syntax, i):
            return CERTAIN
        return apply_signature(signature, _content(syntax, g), g)
    if gerund and complement_kind(syntax, i) == "question":
        return Reading(True, "unknown", None, False, (p,))
    if preposition in lists["ahead"]:
        return Reading(True, "certain", "future", False, (p,))
    if not gerund:
        return CERTAIN
    if preposition == "against":
        return Reading(True, "possible", None, False, (p,))
    above = reading_at(syntax, g)
    if above.certainty in OPEN or (above.tense == "future" and above.affirmed):
        return Reading(True, above.certainty, above.tense, False, above.evidence)
    return CERTAIN


def _below_negation(syntax: ClauseSyntax, h: int) -> Reading | None:
    """What *any* says: no more than the negation or the open verb over it."""
    for _ in range(6):
        if syntax.tags[h].startswith("V"):
            above = reading_at(syntax, h)
            return above if not above.affirmed else None
        if syntax.heads[h] == h:
            return None
        h = syntax.heads[h]
    return None


def _of_noun(syntax: ClauseSyntax, i: int, h: int, *, content: bool) -> Reading:
    lists, dep = load_factuality().lists, syntax.deps[i]
    if any(syntax.words[c] == "any" for c in syntax.children[i]):
        polar = _below_negation(syntax, h)
        if polar is not None:
            return polar
    if dep in {"compound", "nmod", "amod"}:
        if dep == "amod" and not syntax.tags[i].startswith("N"):
            return CERTAIN
        signature = signature_of(syntax, h, "compound")
        if signature is not None:
            return apply_signature(signature, _content(syntax, h), h)
        above = reading_at(syntax, h)
        return CERTAIN if above.affirmed else above
    if dep in {"dobj", "nsubjpass"}:
        signature = signature_of(syntax, h, "object")
        if dep == "nsubjpass" and syntax.child(h, "dobj") is not None:
            return CERTAIN
        turned_down = syntax.words[i] in lists["proposals"]
        above = _governor(syntax, h, without=i)
        if signature is not None and not (turned_down and not content and signature.affirmed != "own"):
            if signature.affirmed == "possible" and is_definite(syntax, i):
                return CERTAIN
            return apply_signature(signature, above, h)
        return CERTAIN
    if dep == "nsubj":
        signature = signature_of(syntax, h, "subject")
        if signature is None:
            predicate = syntax.child(h, "acomp")
            signature = signature_of(syntax, predicate, "subject") if predicate is not None else None
        above = _governor(syntax, h, without=i)
        if signature is not None:
            return apply_signature(signature, above, h)
        if above.certainty == "conditional" and not is_definite(syntax, i):
            return above
        return CERTAIN
    if dep in {"attr", "oprd", "acomp"}:
        return _governor(syntax, h, without=i)
    if dep in {"prt", "advmod", "aux", "auxpass", "neg", "dative"}:
        return reading_at(syntax, h)
    return CERTAIN
