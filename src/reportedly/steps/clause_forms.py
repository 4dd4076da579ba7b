"""Which form a clause or noun has: complement, order, question, condition, definite or not."""

from __future__ import annotations

from reportedly.language.factuality import load_factuality
from reportedly.steps.clause import ClauseSyntax

__all__ = [
    "FINITE", "REPORT_OR_ASK", "SUBJECTS", "bare_be", "complement_kind", "finite_above", "has_subject", "inverted_condition",
    "is_definite", "is_inverted", "is_order", "rather_than",
]  # fmt: skip

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BEFORE_ORDERS = frozenset({"please", "do", "not", "n't", "n’t", "never", "now", "just", "and", "so"})
_PUNCTUATION = frozenset({"``", "''", ",", ".", ":", "-LRB-", "HYPH", "NFP"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "its", "his", "her", "their", "my", "our", "your", "both"}
)
#: Verbs that report with a finite clause and ask with a subjunctive one.
REPORT_OR_ASK = frozenset(
    form
    for stem in ("recommend", "propose", "move", "order", "command", "ask", "plead", "insist")
    for form in (stem, stem + "s", stem + "ed", stem + "d", stem + "ing")
)


def finite_above(syntax: ClauseSyntax, i: int) -> int:
    """The nearest finite verb over a word, or the sentence's main word."""
    while syntax.heads[i] != i and syntax.tags[i] not in FINITE:
        i = syntax.heads[i]
    return i


def is_order(syntax: ClauseSyntax, i: int) -> bool:
    """Whether it is an imperative: a bare verb without a subject ("stop the war", "do not go")."""
    if syntax.tags[i] != "VB":
        return False
    first = i
    while first and syntax.words[first - 1] in _BEFORE_ORDERS:
        first -= 1
    if first and syntax.tags[first - 1] not in _PUNCTUATION:
        return False
    return not any(
        syntax.deps[c] in SUBJECTS or (syntax.deps[c] in {"aux", "auxpass"} and syntax.words[c] != "do")
        for c in syntax.children[i]
    )


def is_inverted(syntax: ClauseSyntax, i: int) -> bool:
    """Whether it is a question that yes or no answers."""
    for c in syntax.children[i]:
        if syntax.tags[c].startswith("W"):
            return False
        if syntax.deps[c] in {"aux", "auxpass"} and syntax.tags[c] != "TO":
            return True
        if syntax.deps[c] in SUBJECTS:
            return syntax.words[i] in load_factuality().lists["copulas"] and c > i
    return False


def complement_kind(syntax: ClauseSyntax, i: int) -> str:
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


def has_subject(syntax: ClauseSyntax, i: int) -> bool:
    """Whether a clause has a subject of its own."""
    return syntax.child(i, "nsubj", "nsubjpass") is not None


def bare_be(syntax: ClauseSyntax, i: int) -> bool:
    """ "(that he) be returned"."""
    be = syntax.child(i, "auxpass")
    return (
        be is not None
        and syntax.words[be] == "be"
        and syntax.child(i, "aux") is None
        and not syntax.has_to(i)
    )


def rather_than(syntax: ClauseSyntax, i: int) -> bool:
    """ "Rather than go"."""
    words = syntax.words
    if i > 1 and words[i - 1] == "than" and words[i - 2] == "rather":
        return True
    return any(words[c] == "than" and c and words[c - 1] == "rather" for c in syntax.children[i] if c < i)


def inverted_condition(syntax: ClauseSyntax, i: int) -> bool:
    """ "Had they known", "should it fail", "were he to go"."""
    for c in syntax.children[i]:
        if syntax.deps[c] in SUBJECTS or syntax.deps[c] == "mark":
            return False
        if syntax.words[c] in {"had", "should", "were"} and syntax.deps[c] in {"aux", "auxpass"}:
            return c < i and any(syntax.deps[d] in SUBJECTS and d > c for d in syntax.children[i])
    return False


def is_definite(syntax: ClauseSyntax, i: int) -> bool:
    """Whether a noun speaks of what is known already ("the attack", "last week's attack", "Oslo's attack")."""
    for c in syntax.children[i]:
        dep = syntax.deps[c]
        if dep == "poss" or (dep == "det" and syntax.words[c] in _DEFINITE):
            return True
    return syntax.tags[i] in {"NNP", "NNPS"}
