"""Entities of many sentences at once: what spaCy's recogniser would find, in fewer and larger sums.

spaCy's recogniser goes through a sentence word by word: outside, begin, inside, last or unit (BILUO). While no entity is
open its state is the next word alone, so all words of a batch can be judged by one product of matrices; only where one
begins must the words after it be followed, and then but two moves are allowed: on, or the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["EntitiesAtOnce", "recognise_at_once"]

#: Tokens judged together; more hold more memory and are no faster.
TOGETHER = 8_192
#: Words that a state of the recogniser looks at: the next, the entity's first, the entity's last.
_LOOKED_AT = 3


def recognise_at_once(nlp: Language) -> None:
    """Let a pipeline find entities so, if its recogniser is built as the small and middle English models' is."""
    if EntitiesAtOnce.can_stand_for(nlp.get_pipe("ner")):
        nlp.add_pipe("reportedly_entities", after="ner")
        nlp.disable_pipe("ner")


class EntitiesAtOnce:
    """A pipeline component that stands for spaCy's `EntityRecognizer`.

    Args:
        ner: that recogniser, with a greedy search and a model of a lower and an upper layer.
    """

    def __init__(self, ner: Any) -> None:
        model = ner.model
        self._vectors = model.get_ref("tok2vec")
        self._lower, self._upper = model.get_ref("lower"), model.get_ref("upper")
        names = [str(ner.moves.get_class_name(at)) for at in range(ner.moves.n_moves)]
        self._labels = [name[2:] for name in names]
        self._begins, self._units = (
            np.array([name.startswith(kind) for name in names]) for kind in ("B-", "U-")
        )
        closed = np.array([name == "O" or (name[0] in "BU" and len(name) > 2) for name in names])
        self._barred = np.where(closed, 0, -np.inf).astype(np.float32)
        moves = {name: at for at, name in enumerate(names)}
        self._on, self._last = (
            np.array([moves.get(f"{kind}-{label}", 0) for label in self._labels]) for kind in "IL"
        )

    @staticmethod
    def can_stand_for(ner: Any) -> bool:
        """Whether a recogniser searches greedily and has the layers that are read here."""
        model = getattr(ner, "model", None)
        if model is None or model.name != "parser_model" or not model.attrs.get("has_upper"):
            return False
        return (
            ner.cfg.get("beam_width") == 1
            and not model.attrs["unseen_classes"]
            and model.get_ref("lower").get_dim("nF") == _LOOKED_AT
            and set(model.get_ref("upper").param_names) == {"W", "b"}
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document."""
        self._read([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Set the entities of many documents, so many tokens at a time; ``batch_size`` is not needed."""
        pending: list[Doc] = []
        tokens = 0
        for doc in docs:
            pending.append(doc)
            tokens += len(doc)
            if tokens >= TOGETHER:
                self._read(pending)
                yield from pending
                pending, tokens = [], 0
        self._read(pending)
        yield from pending

    def _read(self, docs: list[Doc]) -> None:
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        lengths = np.array([len(doc) for doc in docs])
        ends = np.cumsum(lengths)
        told = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
        # An entity may not go on past a word that ends its sentence, as the parser sees it, or its document.
        stops = np.zeros(ends[-1], dtype=bool)
        stops[:-1] = told[1:, 0] == 1
        stops[ends - 1] = True
        looked_at = self._looked_at(docs)
        best = self._outside(looked_at, stops, space=told[:, 1] != 0)
        starts = np.flatnonzero(self._begins[best])
        end_of = dict(
            zip(starts.tolist(), self._ends(looked_at, starts, best[starts], stops).tolist(), strict=True)
        )
        found = np.flatnonzero(self._begins[best] | self._units[best]).tolist()
        at = 0
        for doc, first, end in zip(docs, (ends - lengths).tolist(), ends.tolist(), strict=True):
            spans, free = [], first
            while at < len(found) and found[at] < end:
                start = found[at]
                at += 1
                if start >= free:
                    free = end_of.get(start, start + 1)
                    spans.append(Span(doc, start - first, free - first, label=self._labels[best[start]]))
            doc.set_ents(spans, default="outside")

    def _looked_at(self, docs: list[Doc]) -> NDArray[np.float32]:
        """What each word adds to a state in each of the three places; the first row is for a place that is empty."""
        return np.asarray(self._lower.predict(self._vectors.predict(docs)))

    def _scores(self, state: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of each move, for states of words, layer's width and its pieces."""
        hidden = (state + self._lower.get_param("b")).max(axis=2)
        product = self._upper.ops.gemm(hidden, self._upper.get_param("W"), trans2=True)
        return np.asarray(product + self._upper.get_param("b"))

    def _outside(
        self, looked_at: NDArray[np.float32], stops: NDArray[np.bool_], *, space: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """The best move at each word, were no entity open there."""
        scores = self._scores(looked_at[1:, 0] + looked_at[0, 1] + looked_at[0, 2]) + self._barred
        scores[np.ix_(stops | space, self._begins)] = -np.inf
        scores[np.ix_(space, self._units)] = -np.inf
        return np.asarray(scores.argmax(axis=1))

    def _ends(
        self,
        looked_at: NDArray[np.float32],
        starts: NDArray[np.intp],
        moves: NDArray[np.intp],
        stops: NDArray[np.bool_],
    ) -> NDArray[np.intp]:
        """Where the entities that begin at these words end."""
        ends = starts + 1
        on, last = self._on[moves], self._last[moves]
        open_ = np.arange(len(starts))
        while len(open_):
            at, first = ends[open_], starts[open_]
            scores = self._scores(looked_at[at + 1, 0] + looked_at[first + 1, 1] + looked_at[at, 2])
            row = np.arange(len(open_))
            goes_on = (scores[row, on[open_]] >= scores[row, last[open_]]) & ~stops[at]
            ends[open_] += 1
            open_ = open_[goes_on]
        return ends


@Language.factory("reportedly_entities")
def _make(nlp: Language, name: str) -> EntitiesAtOnce:
    return EntitiesAtOnce(nlp.get_pipe("ner"))
