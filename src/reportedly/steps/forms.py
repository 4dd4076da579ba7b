"""Part of speech and lemma of each word, by tables.

spaCy's ``attribute_ruler`` and rule lemmatizer ask anew for every word; both depend on nothing but its form, its tag and its
label, so each such triple is asked for once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Forms", "read_forms_by_table"]

# Penn Treebank tag -> universal part of speech. Auxiliaries, subordinators and particles are told apart by the
# parser's label below.
_POS_OF_TAG = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "WRB": "SCONJ", "IN": "ADP", "TO": "PART", "RP": "ADP", "POS": "PART", "DT": "DET",
    "PDT": "DET", "WDT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "CD": "NUM",
    "CC": "CCONJ", "UH": "INTJ", "FW": "X", "LS": "X", "XX": "X", "NIL": "X", "ADD": "X", "AFX": "ADJ", "$": "SYM",
    "SYM": "SYM", "#": "SYM", "_SP": "SPACE", "``": "PUNCT", "''": "PUNCT", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT", "HYPH": "PUNCT", "NFP": "PUNCT",
}  # fmt: skip
_AUXILIARY_LABELS = frozenset({"aux", "auxpass"})
_BE = frozenset(
    {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"}
)
# Forms that the model's rule lemmatizer gets wrong without attribute_ruler's morphology.
_LEMMA_OF_FORM = {
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "'re": "be", "’re": "be",
    "'m": "be", "’m": "be", "has": "have", "had": "have", "having": "have", "'ve": "have", "’ve": "have", "does": "do",
    "did": "do", "done": "do", "doing": "do", "n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "wo": "will",
    "ca": "can", "sha": "shall", "'d": "would", "’d": "would", "news": "news", "media": "media", "an": "a",
}  # fmt: skip
#: Is or has, which only the word that it belongs to can tell.
_IS_OR_HAS = frozenset({"'s", "’s"})
#: Odd numbers that mix form, tag and label into one key of 64 bits.
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
#: Triples remembered; beyond that the table begins anew, so that memory stays flat.
_REMEMBERED = 10_000


def read_forms_by_table(nlp: Language) -> None:
    """Put the step after a pipeline's tagger and parser, in place of its lemmatizer where there is one."""
    names = nlp.pipe_names
    nlp.add_pipe(
        "reportedly_forms", after=max(names.index(one) for one in ("tagger", "parser") if one in names)
    )
    if "lemmatizer" in names:
        nlp.disable_pipe("lemmatizer")


class Forms:
    """A pipeline component that sets ``pos`` and ``lemma``.

    Args:
        lemmatizer: spaCy's, which depends on form and part of speech alone, or None: lemmas stay as they are.
    """

    def __init__(self, lemmatizer: Any = None) -> None:
        self._lemmatizer = lemmatizer
        if lemmatizer is not None and lemmatizer.mode == "rule":
            index = lemmatizer.lookups.get_table("lemma_index")
            for part in list(index):  # lists of up to 57,000 words, which every new form is looked for in
                index[part] = frozenset(index[part])
        self._known: dict[int, tuple[int, str]] = {}
        self._lemmas: dict[str, frozenset[str]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set them on one document."""
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        # By its letters: the vocabulary may have forgotten a lemma since it was asked for.
        hash_of = doc.vocab.strings.add
        forms: list[tuple[int, int]] = []
        keys = (doc.to_array([ORTH, TAG, DEP]) * _MIX).sum(axis=1, dtype=np.uint64).tolist()
        for at, key in enumerate(keys):
            found = known.get(key)
            if found is None:
                found = self._asked(doc[at])
                if doc[at].lower_ not in _IS_OR_HAS:
                    known[key] = found
            forms.append((found[0], hash_of(found[1])))
        if forms:
            doc.from_array([POS, LEMMA], np.array(forms, dtype=np.uint64))  # type: ignore[arg-type]  # typed as signed
        return doc

    def lemmas_of(self, form: str) -> frozenset[str]:
        """Every lemma that a form can have, whatever its part of speech; only its own letters without a lemmatizer."""
        found = self._lemmas.get(form)
        if found is None:
            if len(self._lemmas) > _REMEMBERED:
                self._lemmas.clear()
            found = self._lemmas[form] = frozenset(self._all_lemmas(form))
        return found

    def _all_lemmas(self, form: str) -> Iterator[str]:
        yield _LEMMA_OF_FORM.get(form.lower(), form.lower())
        if self._lemmatizer is not None:
            (token,) = Doc(self._lemmatizer.vocab, words=[form])
            for part in ("VERB", "NOUN", "ADJ", "ADV"):
                token.pos_ = part
                yield self._lemmatizer.lemmatize(token)[0]

    def _asked(self, token: Token) -> tuple[int, str]:
        token.pos_ = _part_of_speech(token)
        if self._lemmatizer is not None:
            self._lemmatizer.cache.clear()
            token.lemma_ = _lemma(token) or self._lemmatizer.lemmatize(token)[0]
        return token.pos, token.lemma_


def _part_of_speech(token: Token) -> str:
    pos = _POS_OF_TAG.get(token.tag_, "X")
    if (pos == "VERB" and (token.dep_ in _AUXILIARY_LABELS or token.lower_ in _BE)) or token.dep_ == "aux":
        return "PART" if token.tag_ == "TO" else "AUX"
    if token.tag_ == "IN" and token.dep_ == "mark":
        return "SCONJ"
    if token.tag_ == "RB" and token.dep_ == "neg":
        return "PART"
    return pos


def _lemma(token: Token) -> str | None:
    if token.lower_ in _IS_OR_HAS and token.tag_ != "POS":
        return "have" if token.head.tag_ == "VBN" and token.dep_ == "aux" else "be"
    return _LEMMA_OF_FORM.get(token.lower_)


@Language.factory("reportedly_forms")
def _make(nlp: Language, name: str) -> Forms:
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.component_names else None
    return Forms(lemmatizer)
