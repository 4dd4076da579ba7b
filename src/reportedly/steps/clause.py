"""What a word's own clause says of its deed: negation, modals, tense, aspect, condition and question.

`ClauseSyntax` is a sentence's syntax as plain lists, made once a sentence; `own_reading` is what holds of a word before
the words above it are heard (`governors`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reportedly.language.factuality import load_factuality
from reportedly.record import Certainty, Tense
from reportedly.steps.parse import Sentence

__all__ = ["CERTAIN", "ClauseSyntax", "Reading", "own_reading", "syntax_of", "weaker"]


class Reading(NamedTuple):
    """Whether a deed happened, as far as it is read.

    Args:
        affirmed: whether it is told as done.
        tense: None where the word has none of its own.
        evidence: tokens that decided it.
    """

    affirmed: bool
    certainty: Certainty
    tense: Tense | None
    ongoing: bool
    evidence: tuple[int, ...]


CERTAIN = Reading(True, "certain", None, False, ())

_RANK: dict[Certainty, int] = {
    "certain": 0, "probable": 1, "unknown": 2, "possible": 3, "conditional": 4, "wanted": 5,
}  # fmt: skip


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The certainty that is left where both hold.

    >>> weaker("probable", "possible")
    'possible'
    """
    return one if _RANK[one] >= _RANK[other] else other


class ClauseSyntax:
    """A sentence's words, tags, labels, heads and children, as lists."""

    __slots__ = (
        "children",
        "deps",
        "final",
        "headline",
        "heads",
        "memo",
        "tags",
        "words",
    )  # fmt: skip

    def __init__(self, sentence: Sentence) -> None:
        tokens = list(sentence.doc)
        self.words = [token.lower_ for token in tokens]
        self.tags = [token.tag_ for token in tokens]
        self.deps = [token.dep_ for token in tokens]
        self.heads = [token.head.i for token in tokens]
        self.children: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self.headline = sentence.headline
        end = len(self.words) - 1
        while end > 0 and self.words[end] in {'"', "”", "''", "’", "'", " ", ")"}:
            end -= 1
        self.final = self.words[end] if self.words else ""
        self.memo: dict[int, Reading] = {}

    def child(self, i: int, *labels: str) -> int | None:
        """The first child with one of the labels."""
        deps = self.deps
        for c in self.children[i]:
            if deps[c] in labels:
                return c
        return None

    def has_to(self, i: int) -> bool:
        """Whether an infinitive's "to" stands before it."""
        return any(self.tags[c] == "TO" for c in self.children[i])

    def has_auxiliary(self, i: int) -> bool:
        """Whether an auxiliary that isn't "to" stands by it."""
        return any(self.deps[c] in {"aux", "auxpass"} and self.tags[c] != "TO" for c in self.children[i])

    def marker(self, i: int) -> int | None:
        """The word that opens a subordinate clause ("if", "whether", "that", "when")."""
        for c in self.children[i]:
            if self.deps[c] == "mark" or (self.deps[c] == "advmod" and self.tags[c] == "WRB"):
                return c
        return None

    def above(self, i: int) -> Iterator[int]:
        """The words over a word, the nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def first_conjunct(self, i: int) -> int:
        """The word that the others in a row hang on."""
        while self.deps[i] == "conj" and self.heads[i] != i:
            i = self.heads[i]
        return i

    def particle_form(self, i: int) -> str:
        """The word with its particle ("called off")."""
        for c in self.children[i]:
            if self.deps[c] == "prt" or (self.deps[c] == "advmod" and self.tags[c] == "RP"):
                return f"{self.words[i]} {self.words[c]}"
        return self.words[i]


@lru_cache(maxsize=64)
def syntax_of(sentence: Sentence) -> ClauseSyntax:
    """The syntax of a parsed sentence, made once."""
    return ClauseSyntax(sentence)


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "attr", "dative", "npadvmod", "oprd"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def negative_noun(syntax: ClauseSyntax, i: int) -> int | None:
    """The word that makes a noun phrase negative ("no", "nobody"), or None."""
    lists = load_factuality().lists
    word = syntax.words[i]
    if word in lists["negative_pronouns"]:
        return i
    if word in lists["spared_nouns"]:
        return None
    for c in syntax.children[i]:
        dep = syntax.deps[c]
        if syntax.words[c] in lists["negative_determiners"] and dep in {
            "det",
            "preconj",
            "cc",
            "neg",
            "advmod",
        }:
            following = syntax.words[c + 1] if c + 1 < len(syntax.words) else ""
            if c < i and following not in lists["spared_nouns"]:
                return c
        elif dep == "neg" and c < i and following_is_plain(syntax, c):
            return c
        elif dep == "prep" and word == "none":
            return i
    return None


def following_is_plain(syntax: ClauseSyntax, c: int) -> bool:
    """Whether a negation isn't that of "not only" or "not until"."""
    after = syntax.words[c + 1] if c + 1 < len(syntax.words) else ""
    return after not in load_factuality().lists["not_negating"]


def own_reading(syntax: ClauseSyntax, i: int, *, without: int = -1) -> Reading:
    """What the clause of word ``i`` says of it by itself.

    Args:
        without: an argument whose own negation is left out ("no talks were held", read for *talks*).
    """
    tag = syntax.tags[i]
    if tag in _NOUNS or tag.startswith("JJ"):
        return _of_noun(syntax, i)
    if tag.startswith("V") or tag == "MD" or syntax.children[i]:
        return _of_verb(syntax, i, without)
    return CERTAIN


def _of_noun(syntax: ClauseSyntax, i: int) -> Reading:
    known = load_factuality()
    lists = known.lists
    negation = negative_noun(syntax, i)
    if negation is not None:
        return Reading(False, "certain", None, False, (negation,))
    for c in syntax.children[i]:
        if syntax.deps[c] in {"amod", "advmod", "compound", "nmod"} and c < i:
            word = syntax.words[c]
            if word in lists["planned_adjectives"]:
                return Reading(True, "certain", "future", False, (c,))
            if word in lists["possible_adjectives"]:
                return Reading(True, "possible", None, False, (c,))
            if word in lists["failed"] and "infinitive" in known.nouns.get(syntax.words[i], ()):
                return Reading(False, "certain", None, False, (c,))
            if word in lists["denied_adjectives"]:
                return Reading(False, "certain", None, False, (c,))
            if word in lists["probable_adjectives"]:
                return Reading(True, "probable", None, False, (c,))
    return CERTAIN


def _of_verb(syntax: ClauseSyntax, i: int, without: int) -> Reading:
    known = load_factuality()
    lists, words, tags, deps = known.lists, syntax.words, syntax.tags, syntax.deps
    negated = False
    certainty: Certainty = "certain"
    evidence: list[int] = []
    modal: int | None = None
    auxiliaries: list[str] = []
    lasting = False
    condition: int | None = None
    future_time: int | None = None
    for c in syntax.children[i]:
        dep, word = deps[c], words[c]
        if dep == "neg" or (
            dep in {"advmod", "preconj", "cc"} and word in lists["negative_adverbs"] and c < i
        ):
            if following_is_plain(syntax, c):
                negated = True
                evidence.append(c)
        elif tags[c] == "MD":
            modal = c
        elif dep in {"aux", "auxpass"}:
            auxiliaries.append(word)
        elif dep in _SUBJECTS:
            if c != without:
                sign = negative_noun(syntax, c)
                if sign is not None:
                    negated = True
                    evidence.append(sign)
        elif dep in _OBJECTS:
            if c != without and tags[i][0] == "V" and words[i] not in _HAVING:
                sign = negative_noun(syntax, c)
                if sign is not None:
                    negated = True
                    evidence.append(sign)
            if dep == "npadvmod" and _lies_ahead(syntax, c):
                future_time = c
        elif dep == "advmod":
            for below in syntax.children[c]:
                if deps[below] == "neg" and following_is_plain(syntax, below):
                    negated = True
                    evidence.append(below)
            if c > i and words[i] in lists["copulas"]:
                continue
            if word in lists["possible_adverbs"]:
                certainty = weaker(certainty, "possible")
                evidence.append(c)
            elif word in lists["probable_adverbs"]:
                certainty = weaker(certainty, "probable")
                evidence.append(c)
            elif word in lists["nearly"] and c < i and tags[i] in {"VBD", "VBN"}:
                negated = True
                evidence.append(c)
            elif word in lists["always"]:
                lasting = True
            elif word == "longer" and words[c - 1] == "no":
                negated = True
                evidence.extend((c - 1, c))
        elif dep == "prep":
            for below in syntax.children[c]:
                if deps[below] == "pobj":
                    sign = negative_noun(syntax, below)
                    if sign is not None and below != without and words[below] in _MANNERS:
                        negated = True
                        evidence.append(sign)
        elif dep == "advcl" and condition is None:
            mark = syntax.marker(c)
            if (
                mark is not None
                and words[mark] in lists["conditional_marks"]
                and words[mark - 1] != "even"
                and not _is_degree(syntax, mark, c)
            ):
                condition = mark
    tense, ongoing = _tense(syntax, i, auxiliaries, lasting)
    if future_time is not None and tense == "present":
        tense = "future"
        evidence.append(future_time)
    if modal is not None:
        perfect = "have" in auxiliaries
        certainty, tense, negated = _under_modal(
            syntax, i, modal, certainty, negated, perfect=perfect, condition=condition is not None
        )
        evidence.append(modal)
        ongoing = False
    elif condition is not None and tense != "past":
        certainty = weaker(certainty, "conditional")
        evidence.append(condition)
    return Reading(not negated, certainty, tense, ongoing, tuple(evidence))


#: Having no plan is no denial of having, seeing no end none of seeing.
_HAVING = frozenset({"has", "have", "had", "having", "see", "sees", "saw", "know", "knows", "knew"})
_MANNERS = frozenset({"way", "circumstances", "circumstance", "time", "point", "means", "case", "event"})


def _is_degree(syntax: ClauseSyntax, mark: int, c: int) -> bool:
    """Whether the clause of an "if" only adds a degree: "dozens if not hundreds of raids"."""
    return mark + 1 < c and syntax.words[mark + 1] == "not" and not syntax.tags[c].startswith("V")


def _lies_ahead(syntax: ClauseSyntax, c: int) -> bool:
    lists = load_factuality().lists
    if syntax.words[c] in lists["future_times"]:
        return True
    return any(syntax.words[below] in lists["future_adjectives"] for below in syntax.children[c])


def _tense(syntax: ClauseSyntax, i: int, auxiliaries: list[str], lasting: bool) -> tuple[Tense | None, bool]:
    """Tense and whether the deed goes on."""
    tag, word = syntax.tags[i], syntax.words[i]
    finite = {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"}.intersection(auxiliaries)
    perfect = {"has", "have", "'ve", "’ve", "'s", "’s"}.intersection(auxiliaries)
    if tag == "VBG" and auxiliaries:
        if finite:
            return ("past", False) if syntax.headline else ("present", True)
        if "been" in auxiliaries and perfect:
            return "present", True
        return "past", False
    if tag == "VBN" and auxiliaries:
        if perfect and not finite.difference(perfect):
            return ("present", True) if lasting else ("past", False)
        if "being" in auxiliaries and finite:
            return "present", True
        return "past", False
    if tag in {"VBZ", "VBP"}:
        if syntax.headline:
            return "past", False
        return "present", lasting or word in load_factuality().lists["durative"]
    if tag == "VB" and {"do", "does"}.intersection(auxiliaries):
        return "present", False
    if tag == "VB" and not auxiliaries:
        return None, False
    if tag in {"VBD", "VBN"} or auxiliaries:
        return ("past", False) if tag != "VB" or "did" in auxiliaries else (None, False)
    return None, False


def _under_modal(
    syntax: ClauseSyntax,
    i: int,
    modal: int,
    certainty: Certainty,
    negated: bool,
    *,
    perfect: bool,
    condition: bool,
) -> tuple[Certainty, Tense, bool]:
    reading = load_factuality().modals.get(syntax.words[modal], "possible")
    if reading == "planned":
        return (weaker(certainty, "conditional") if condition else certainty), "future", negated
    if reading == "would":
        if perfect or condition:
            return weaker(certainty, "conditional"), "past" if perfect else "future", negated
        told = syntax.deps[i] in {"ccomp", "advcl", "relcl", "conj", "ROOT", "acl", "pcomp"}
        return (certainty if told else weaker(certainty, "conditional")), "future", negated
    if reading == "wanted":
        if perfect:
            weak: Certainty = "probable" if syntax.words[modal] == "must" else "unknown"
            return weaker(certainty, weak), "past", negated
        return weaker(certainty, "wanted"), "future", negated
    if reading == "possible":
        if negated and syntax.words[modal] in {"can", "ca", "could"} and not perfect:
            return certainty, "present", True
        return weaker(certainty, "possible"), "past" if perfect else "future", negated
    return certainty, "present", negated
