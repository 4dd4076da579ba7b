"""What the words above a deed say of it: from the word up to the main clause, each by its signature.

After Nairn, Condoravdi and Karttunen (2006), "Computing relative polarity for textual inference": a governing word that is
itself affirmed or negated leaves its complement affirmed, negated or open. The signatures are data
(`reportedly.language.factuality`).
"""

from __future__ import annotations

from reportedly.language.factuality import Outcome, Signature, load_factuality
from reportedly.record import Certainty, Tense
from reportedly.steps.clause import CERTAIN, ClauseSyntax, Reading, negative_noun, own_reading, weaker

__all__ = ["reading_at"]

_OPEN = frozenset({"possible", "conditional", "unknown", "wanted"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CERTAINTY_OF: dict[Outcome, Certainty] = {
    "planned": "certain", "expected": "probable", "probable": "probable", "unlikely": "probable",
    "possible": "possible", "wanted": "wanted", "unknown": "unknown",
}  # fmt: skip
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "its", "his", "her", "their", "my", "our", "your", "both"}
)


def reading_at(syntax: ClauseSyntax, i: int) -> Reading:
    """What the sentence says of the deed that word ``i`` names."""
    known = syntax.memo.get(i)
    if known is None:
        # Broken syntax could lead in a circle: what is being read counts as certain meanwhile.
        syntax.memo[i] = CERTAIN
        known = syntax.memo[i] = _combine(_context(syntax, i), _own(syntax, i))
    return known


def _combine(above: Reading, own: Reading) -> Reading:
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
        syntax.deps[c] in _SUBJECTS or syntax.deps[c] in {"aux", "auxpass"} for c in syntax.children[i]
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


def _apply(signature: Signature, above: Reading, governor: int, *, others: bool = False) -> Reading:
    """What a governing word, itself read as ``above``, leaves of its complement."""
    if signature.affirmed == signature.negated == "happened":
        return CERTAIN
    outcome = (signature.others if others else signature.affirmed) if above.affirmed else signature.negated
    if outcome == "own":
        return above
    evidence = (*above.evidence, governor)
    if outcome == "reversed":
        if above.certainty in _OPEN and above.certainty != "wanted":
            return Reading(True, above.certainty, above.tense, False, evidence)
        return Reading(not above.affirmed, above.certainty, above.tense, False, evidence)
    open_above = above.certainty in _OPEN
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


def _signature(syntax: ClauseSyntax, governor: int, complement: str) -> Signature | None:
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


def _governor(syntax: ClauseSyntax, h: int, *, without: int = -1, content: bool = False) -> Reading:
    """The reading of a governing word, without the negation that its own argument brings."""
    if without < 0:
        return reading_at(syntax, h)
    return _combine(_context(syntax, h, content=content), _own_without(syntax, h, without))


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
            syntax.tags[i] in _FINITE
            and syntax.tags[first] in {"VB", "VBG", "VBN"}
            and not syntax.has_auxiliary(first)
        ):
            # "failed to come and filed": the parser hangs it on the infinitive, its form says that it isn't one.
            return _context(syntax, _finite_above(syntax, first))
        return _context(syntax, first, content=content)
    h = syntax.heads[i]
    if _rather_than(syntax, i):
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


_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _finite_above(syntax: ClauseSyntax, i: int) -> int:
    """The nearest finite verb over a word, or the sentence's main word."""
    while syntax.heads[i] != i and syntax.tags[i] not in _FINITE:
        i = syntax.heads[i]
    return i


def _of_root(syntax: ClauseSyntax, i: int) -> Reading:
    if syntax.tags[i] == "VB" and syntax.has_to(i):
        evidence = tuple(c for c in syntax.children[i] if syntax.tags[c] == "TO")
        return Reading(True, "certain", "future", False, evidence)
    if not syntax.headline and _is_order(syntax, i):
        return Reading(True, "wanted", "future", False, (i,))
    if syntax.final == "?" and _inverted(syntax, i):
        return Reading(True, "unknown", None, False, (len(syntax.words) - 1,))
    return CERTAIN


def _is_order(syntax: ClauseSyntax, i: int) -> bool:
    """Whether it is an imperative: a bare verb without a subject ("stop the war", "do not go")."""
    return syntax.tags[i] == "VB" and not any(
        syntax.deps[c] in _SUBJECTS or (syntax.deps[c] in {"aux", "auxpass"} and syntax.words[c] != "do")
        for c in syntax.children[i]
    )


def _inverted(syntax: ClauseSyntax, i: int) -> bool:
    """Whether it is a question that yes or no answers."""
    for c in syntax.children[i]:
        if syntax.tags[c].startswith("W"):
            return False
        if syntax.deps[c] in {"aux", "auxpass"} and syntax.tags[c] != "TO":
            return True
        if syntax.deps[c] in _SUBJECTS:
            return syntax.words[i] in load_factuality().lists["copulas"] and c > i
    return False


def _kind(syntax: ClauseSyntax, i: int) -> str:
    """Which complement a clause is."""
    mark = syntax.marker(i)
    if mark is not None and syntax.words[mark] in {"whether", "if"}:
        return "question"
    if syntax.has_to(i):
        return "infinitive"
    tag = syntax.tags[i]
    auxiliary = syntax.child(i, "aux", "auxpass")
    if tag == "VBG" and auxiliary is None:
        return "gerund"
    if tag in {"VB", "VBN"} and auxiliary is None and mark is None:
        return "infinitive"
    return "clause"


def _has_subject(syntax: ClauseSyntax, i: int) -> bool:
    return syntax.child(i, "nsubj", "nsubjpass") is not None


def _of_complement(syntax: ClauseSyntax, i: int, h: int) -> Reading:
    if syntax.deps[i] in {"csubj", "csubjpass"}:
        above = reading_at(syntax, h)
        return (
            Reading(True, above.certainty, above.tense, False, above.evidence)
            if above.certainty in _OPEN
            else CERTAIN
        )
    kind = _kind(syntax, i)
    if kind in {"infinitive", "gerund"}:
        periphrasis = _periphrasis(syntax, i, h)
        if periphrasis is not None:
            return periphrasis
    signature = _signature(syntax, h, kind)
    if signature is None and syntax.words[h] in load_factuality().lists["copulas"]:
        adjective = syntax.child(h, "acomp")
        signature = _signature(syntax, adjective, kind) if adjective is not None else None
    if kind == "infinitive" and any(syntax.words[c] == "too" for c in syntax.children[h]):
        signature = load_factuality().adjectives["too"]["infinitive"]
    subjunctive = (
        kind != "question"
        and syntax.tags[i] == "VB"
        and _has_subject(syntax, i)
        and syntax.child(i, "aux") is None
    ) or _bare_be(syntax, i)
    if signature is None and kind == "infinitive" and not syntax.has_to(i):
        signature = _signature(syntax, h, "clause")
    if signature is not None:
        if (
            kind == "clause"
            and signature.affirmed == "wanted"
            and not subjunctive
            and syntax.words[h] in _EITHER
        ):
            return CERTAIN
        others = kind == "infinitive" and (_has_subject(syntax, i) or syntax.tags[i] == "VBN")
        above = _predicate(syntax, h)
        return _apply(signature, above, h, others=others)
    if kind == "question":
        return Reading(True, "unknown", None, False, ())
    if subjunctive and syntax.marker(i) is not None:
        return Reading(True, "wanted", "future", False, (h,))
    if kind == "infinitive" and syntax.has_to(i):
        return _purpose(_predicate(syntax, h))
    if _is_order(syntax, i):
        return Reading(True, "wanted", "future", False, (i,))
    if kind == "gerund" or syntax.deps[i] == "xcomp":
        return _predicate(syntax, h)
    return CERTAIN


def _bare_be(syntax: ClauseSyntax, i: int) -> bool:
    """ "(that he) be returned"."""
    be = syntax.child(i, "auxpass")
    return (
        be is not None
        and syntax.words[be] == "be"
        and syntax.child(i, "aux") is None
        and not syntax.has_to(i)
    )


#: Verbs that report with a finite clause and ask with a subjunctive one.
_EITHER = frozenset(
    form
    for stem in ("recommend", "propose", "move", "order", "command", "ask", "plead", "insist")
    for form in (stem, stem + "s", stem + "ed", stem + "d", stem + "ing")
)


def _predicate(syntax: ClauseSyntax, h: int) -> Reading:
    """The reading of a governing verb, or of the copula over a governing adjective or noun."""
    return reading_at(syntax, h)


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
            return Reading(True, "possible", "future", False, evidence)
        if word == "had" or above.tense == "past":
            return above
        return Reading(True, weaker("wanted", above.certainty), "future", False, evidence)
    if word == "used":
        return Reading(above.affirmed, above.certainty, "past", False, evidence)
    if word in load_factuality().lists["copulas"] and _signature(syntax, h, "infinitive") is None:
        return Reading(above.affirmed, above.certainty, "future", False, evidence)
    return None


def _of_adverbial(syntax: ClauseSyntax, i: int, h: int) -> Reading:
    lists, mark = load_factuality().lists, syntax.marker(i)
    word = syntax.words[mark] if mark is not None else ""
    if mark is not None and word in lists["conditional_marks"]:
        if word == "if":
            signature = _signature(syntax, h, "question")
            if signature is not None:
                return Reading(True, "unknown", None, False, (mark,))
        return Reading(True, "conditional", None, False, (mark,))
    if word == "whether":
        return Reading(True, "unknown", None, False, (mark,) if mark is not None else ())
    if _is_inverted_condition(syntax, i):
        return Reading(True, "conditional", None, False, ())
    kind = _kind(syntax, i)
    if mark is None and i < h and _is_order(syntax, i):
        return Reading(True, "wanted", "future", False, (i,))
    if kind == "infinitive" and syntax.has_to(i):
        signature = _signature(syntax, h, "infinitive")
        above = reading_at(syntax, h)
        return _purpose(above) if signature is None else _apply(signature, above, h)
    if kind == "gerund":
        if any(syntax.words[c] in lists["without"] for c in syntax.children[i]):
            return Reading(False, "certain", None, False, (i,))
        above = reading_at(syntax, h)
        if syntax.words[i] not in lists["saying"] and (above.certainty in _OPEN or above.tense == "future"):
            return Reading(True, above.certainty, above.tense, False, above.evidence)
        return CERTAIN
    if word in {"when", "until", "till", "once", "after", "before", "as"} and syntax.tags[i] in {
        "VBZ",
        "VBP",
    }:
        above = reading_at(syntax, h)
        if above.tense == "future" or above.certainty in _OPEN:
            return Reading(True, "certain", "future", False, above.evidence)
    return CERTAIN


def _rather_than(syntax: ClauseSyntax, i: int) -> bool:
    """ "Rather than go"."""
    words = syntax.words
    if i > 1 and words[i - 1] == "than" and words[i - 2] == "rather":
        return True
    return any(words[c] == "than" and c and words[c - 1] == "rather" for c in syntax.children[i] if c < i)


def _is_inverted_condition(syntax: ClauseSyntax, i: int) -> bool:
    """ "Had they known", "should it fail", "were he to go"."""
    for c in syntax.children[i]:
        if syntax.deps[c] in _SUBJECTS or syntax.deps[c] == "mark":
            return False
        if syntax.words[c] in {"had", "should", "were"} and syntax.deps[c] in {"aux", "auxpass"}:
            return c < i and any(syntax.deps[d] in _SUBJECTS and d > c for d in syntax.children[i])
    return False


def _of_noun_clause(syntax: ClauseSyntax, i: int, h: int) -> Reading:
    if syntax.deps[i] == "acl":
        kind = _kind(syntax, i)
        if kind != "gerund" or syntax.child(i, "mark") is not None:
            if kind == "infinitive" and not syntax.has_to(i):
                kind = "participle"
            signature = _signature(syntax, h, kind)
            if signature is not None:
                return _apply(signature, _content(syntax, h), h)
            if kind == "infinitive":
                return _purpose(_content(syntax, h))
            if kind == "clause":
                return CERTAIN
    sign = negative_noun(syntax, h)
    if sign is not None:
        return Reading(True, "unknown", None, False, (sign,))
    return CERTAIN


def _purpose(above: Reading) -> Reading:
    """The deed that another is done for: as good as done where that is, else as open as that."""
    if not above.affirmed:
        return Reading(True, "possible", "future", False, above.evidence)
    if above.tense == "future" or above.certainty in _OPEN:
        return Reading(True, above.certainty, above.tense, False, above.evidence)
    return Reading(True, "probable", above.tense, False, above.evidence)


def _content(syntax: ClauseSyntax, h: int) -> Reading:
    """The reading of a plan's or claim's content, which goes where it is turned down."""
    if not syntax.tags[h].startswith("N"):
        return reading_at(syntax, h)
    return _combine(_context(syntax, h, content=True), _own(syntax, h))


def _below_preposition(syntax: ClauseSyntax, i: int, p: int) -> Reading:
    lists, preposition, g = load_factuality().lists, syntax.words[p], syntax.heads[p]
    before = syntax.words[p - 1] if p else ""
    if (
        preposition in lists["without"]
        or (preposition == "of" and before in {"instead", "short", "lieu"})
        or (preposition == "than" and before == "rather")
        or (preposition == "but" and before == "anything")
    ):
        if syntax.tags[i].startswith("N") and _definite(syntax, i):
            return CERTAIN
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
    signature = _signature(syntax, g, f"prep {preposition}")
    if signature is None and gerund and preposition == "of":
        signature = _signature(syntax, g, "gerund")
    if signature is not None:
        noun = not gerund and syntax.tags[g].startswith("V")
        if not gerund and syntax.words[i] in lists["proposals"]:
            return CERTAIN
        if noun and signature.affirmed == "possible" and _definite(syntax, i):
            return CERTAIN
        return _apply(signature, _content(syntax, g), g)
    if gerund and _kind(syntax, i) == "question":
        return Reading(True, "unknown", None, False, (p,))
    if preposition in lists["ahead"]:
        return Reading(True, "certain", "future", False, (p,))
    if not gerund:
        return CERTAIN
    above = reading_at(syntax, g)
    if above.certainty in _OPEN or (above.tense == "future" and above.affirmed):
        return Reading(True, above.certainty, above.tense, False, above.evidence)
    return CERTAIN


def _definite(syntax: ClauseSyntax, i: int) -> bool:
    """Whether a noun speaks of what is known already ("the attack", "last week's attack", "Oslo's attack")."""
    for c in syntax.children[i]:
        dep = syntax.deps[c]
        if dep == "poss" or (dep == "det" and syntax.words[c] in _DEFINITE):
            return True
    return syntax.tags[i] in {"NNP", "NNPS"}


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
        signature = _signature(syntax, h, "compound")
        if signature is not None:
            return _apply(signature, _content(syntax, h), h)
        above = reading_at(syntax, h)
        return CERTAIN if above.affirmed else above
    if dep in {"dobj", "nsubjpass"}:
        signature = _signature(syntax, h, "object")
        turned_down = syntax.words[i] in lists["proposals"]
        above = _governor(syntax, h, without=i)
        if signature is not None and not (turned_down and not content and signature.affirmed != "own"):
            if signature.affirmed == "possible" and _definite(syntax, i):
                return CERTAIN
            return _apply(signature, above, h)
        return CERTAIN
    if dep == "nsubj":
        signature = _signature(syntax, h, "subject")
        if signature is None:
            predicate = syntax.child(h, "acomp")
            signature = _signature(syntax, predicate, "subject") if predicate is not None else None
        above = _governor(syntax, h, without=i)
        if signature is not None:
            return _apply(signature, above, h)
        return CERTAIN
    if dep in {"attr", "oprd", "acomp"}:
        return _governor(syntax, h, without=i)
    if dep in {"prt", "advmod", "aux", "auxpass", "neg", "dative"}:
        return reading_at(syntax, h)
    return CERTAIN
