"""Meanings: word vectors, by which the model takes a word that it hasn't learnt for what its neighbours in use are.

The vectors are GloVe's (Pennington, Socher and Manning 2014; 100 dimensions, Wikipedia 2014 and Gigaword 5; Public
Domain Dedication and License), centred, of length 1, in 8 bits, for the commonest words; `training.vectors` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from reportedly.codebook.tree import Node

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

    def of(self, tree: Sequence[Node], nodes: Sequence[Node]) -> Floats:
        """Shape (nodes, 700): for each word the mean vector of each of its slots, 0 where the slot is empty.

        Args:
            tree: the sentence.
            nodes: those of its words whose meanings are asked for.
        """
        found = np.zeros((len(nodes) * len(SLOTS), SIZE), dtype=np.float32)
        if not nodes:
            return found.reshape(0, len(SLOTS) * SIZE)
        rows = [self._of(node) for node in tree]
        content = [node.i for node in tree if node.pos in _CONTENT and rows[node.i] >= 0]
        chosen: list[int] = []
        starts: list[int] = []
        filled: list[int] = []
        shares: list[float] = []
        for at, node in enumerate(nodes):
            for slot, held in enumerate(_slots(node)):
                known = [rows[i] for i in held if rows[i] >= 0]
                if known:
                    starts.append(len(chosen))
                    chosen += known
                    filled.append(at * len(SLOTS) + slot)
                    shares.append((_OTHER if slot else _OWN) / len(known))
        if chosen:
            sums = np.add.reduceat(self._vectors[chosen], starts, axis=0, dtype=np.float32)
            found[filled] = sums * (np.array(shares, dtype=np.float32) / 127)[:, None]
        parts = found.reshape(len(nodes), len(SLOTS), SIZE)
        whole = self._vectors[[rows[i] for i in content]].sum(axis=0, dtype=np.float32)
        among = set(content)
        for at, node in enumerate(nodes):
            own = node.i in among
            if len(content) > own:
                rest = whole - self._vectors[rows[node.i]] if own else whole
                parts[at, -1] = rest * np.float32(_OTHER / 127 / (len(content) - own))
        return found.reshape(len(nodes), -1)

    def _of(self, node: Node) -> int:
        row = self._row.get(node.lemma)
        return self._row.get(node.lower, -1) if row is None else row


def _slots(node: Node) -> tuple[list[int], ...]:
    """Indices of the words in each slot but the last."""
    objects: list[int] = []
    subjects: list[int] = []
    complements: list[int] = []
    modifiers: list[int] = []
    for child in node.children:
        dep = child.dep
        if dep in _OBJECTS:
            objects.append(child.i)
        elif dep in {"nsubj", "poss"}:
            subjects.append(child.i)
        elif dep in {"prep", "agent", "dative"}:
            ends = [end.i for end in child.children if end.dep in {"pobj", "pcomp"}]
            (subjects if dep == "agent" else complements).extend(ends)
        elif dep in _CLAUSES:
            complements.append(child.i)
        elif dep in _MODIFIERS:
            modifiers.append(child.i)
    above = []
    head = node.head
    if head.i != node.i:
        above.append((head.head if head.dep == "prep" or head.pos == "ADP" else head).i)
    return [node.i], objects, subjects, complements, above, modifiers


@lru_cache(maxsize=1)
def load_meanings() -> Meanings:
    """The vectors that are shipped."""
    data = files("reportedly.codebook").joinpath(FILE).read_bytes()
    count, length = (int(number) for number in data[:16].split())
    words = data[16 : 16 + length].decode().split("\n")
    return Meanings(words, np.frombuffer(data, dtype=np.int8, offset=16 + length).reshape(count, SIZE))
