"""Meanings: word vectors, by which the model takes a word that it hasn't learnt for what its neighbours in use are.

The vectors are GloVe's (Pennington, Socher and Manning 2014; 100 dimensions, Wikipedia 2014 and Gigaword 5; Public
Domain Dedication and License), centred, of length 1, in 8 bits, for the commonest words; `training.vectors` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["FILE", "SIZE", "SLOTS", "Meanings", "load_meanings"]

FILE = "meanings.bin"
#: Dimensions of a vector.
SIZE = 100
#: What is looked at: the word, its objects, subjects, other complements, the word above it, its modifiers, its sentence.
SLOTS = ("word", "object", "subject", "complement", "head", "modifier", "sentence")
#: How much the word itself counts, and how much each other slot.
_OWN, _OTHER = 2.0, 1.5
_OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "nsubjpass"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_CONTENT = frozenset({"VERB", "NOUN", "ADJ"})

Floats = npt.NDArray[np.float32]


class Meanings:
    """Vectors of words.

    Args:
        words: in lower case, in the order of the rows.
        vectors: shape (words, 100), 127 for 1.
    """

    def __init__(self, words: Sequence[str], vectors: npt.NDArray[np.int8]) -> None:
        self._row = {word: at for at, word in enumerate(words)}
        self._vectors = vectors

    def of(self, doc: Doc, tokens: Sequence[Token]) -> Floats:
        """Shape (tokens, 700): for each word the mean vector of each of its slots, 0 where the slot is empty."""
        found = np.zeros((len(tokens), len(SLOTS), SIZE), dtype=np.float32)
        if not tokens:
            return found.reshape(0, -1)
        rows = [self._of(token) for token in doc]
        content = [token.i for token in doc if token.pos_ in _CONTENT and rows[token.i] >= 0]
        whole = self._sum([rows[at] for at in content])
        among = set(content)
        for at, token in enumerate(tokens):
            for slot, held in enumerate(_slots(token, rows)):
                if held:
                    found[at, slot] = self._sum(held) / len(held)
            own = token.i in among
            others = len(content) - own
            if others:
                found[at, -1] = (whole - self._sum([rows[token.i]]) if own else whole) / others
        found[:, 0] *= _OWN
        found[:, 1:] *= _OTHER
        return found.reshape(len(tokens), -1)

    def _of(self, token: Token) -> int:
        row = self._row.get(token.lemma_.lower())
        return self._row.get(token.lower_, -1) if row is None else row

    def _sum(self, rows: Sequence[int]) -> Floats:
        return np.asarray(self._vectors[rows].sum(axis=0, dtype=np.float32) / 127, dtype=np.float32)


def _slots(token: Token, rows: Sequence[int]) -> tuple[list[int], ...]:
    """Rows of the words in each slot but the last."""
    objects: list[int] = []
    subjects: list[int] = []
    complements: list[int] = []
    modifiers: list[int] = []
    for child in token.children:
        dep = child.dep_
        if dep in _OBJECTS:
            objects.append(rows[child.i])
        elif dep in {"nsubj", "poss"}:
            subjects.append(rows[child.i])
        elif dep in {"prep", "agent", "dative"}:
            ends = [rows[end.i] for end in child.children if end.dep_ in {"pobj", "pcomp"}]
            (subjects if dep == "agent" else complements).extend(ends)
        elif dep in _CLAUSES:
            complements.append(rows[child.i])
        elif dep in _MODIFIERS:
            modifiers.append(rows[child.i])
    above = []
    if token.head.i != token.i:
        head = token.head
        if head.dep_ == "prep" or head.pos_ == "ADP":
            head = head.head
        above.append(rows[head.i])
    found = ([rows[token.i]], objects, subjects, complements, above, modifiers)
    return tuple([row for row in held if row >= 0] for held in found)


@lru_cache(maxsize=1)
def load_meanings() -> Meanings:
    """The vectors that are shipped."""
    data = files("reportedly.codebook").joinpath(FILE).read_bytes()
    count, length = (int(number) for number in data[:16].split())
    words = data[16 : 16 + length].decode().split("\n")
    return Meanings(words, np.frombuffer(data, dtype=np.int8, offset=16 + length).reshape(count, SIZE))
