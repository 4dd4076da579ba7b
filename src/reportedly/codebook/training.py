"""Training: the linear model's weights from sentences with their events marked in them. Same sentences, same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportedly.codebook.features import candidates, features
from reportedly.codebook.marked import MarkedEvent, MarkedSentence, Words
from reportedly.codebook.model import NONE, Model
from reportedly.codebook.rules import Rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Word", "labelled", "train", "train_further"]

EPOCHS, RATE, BATCH, L2 = 14, 0.25, 64, 3e-6
#: A feature counts from so many words on that have it.
SEEN = 2

Weights = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Word:
    """A candidate word: its features and the type that it names."""

    names: tuple[str, ...]
    label: str


def labelled(marked: MarkedSentence, docs: Iterable[tuple[int, Doc]], rules: Rules) -> list[Word]:
    """The candidate words of one marked sentence, each with the type that it names.

    Args:
        marked: the sentence.
        docs: its syntax: a Doc for each sentence that the parser takes it for, and where in the text it begins.
        rules: the codebook's.
    """
    marks = [pair for event in marked.events for pair in _marks(event)]
    types = {label for _, label in marks}
    found = []
    for offset, doc in docs:
        words = list(candidates(doc))
        able = {word.i for word in words}
        taken: dict[int, str] = {}
        for (start, end), label in marks:
            inside = [t for t in doc if offset + t.idx < end and offset + t.idx + len(t) > start]
            for token in inside:
                # The trigger's other words are neither this type nor none.
                taken.setdefault(token.i, "")
            head = _head(inside, able)
            if head is not None:
                taken[head.i] = label
        for token in words:
            label = taken.get(token.i, NONE)
            if label == NONE and any(m.full and m.rule.type in types for m in rules.of(token)):
                continue  # another word for the same event ("a blast killed six"), neither its type nor none
            if label:
                found.append(Word(tuple(features(token, rules)), label))
    return found


def _head(inside: list[Token], able: set[int]) -> Token | None:
    """The candidate that governs a trigger's other words: "on strike" is named by its noun."""
    own = {token.i for token in inside}
    heads = [token for token in inside if token.head.i not in own or token.head.i == token.i]
    fit = [token for token in heads if token.i in able] or [token for token in inside if token.i in able]
    return fit[0] if fit else None


def _marks(event: MarkedEvent) -> Iterator[tuple[Words, str]]:
    """What each trigger names by itself: foldings (a promise by a tense alone) are rules, not the model's."""
    if event.act_trigger:
        yield event.trigger, event.type
        yield event.act_trigger, event.act
    else:
        yield event.trigger, event.act


def train(words: Sequence[Word], *, epochs: int = EPOCHS) -> Model:
    """Multinomial logistic regression by AdaGrad, in a fixed order of words."""
    counts = Counter(name for word in words for name in word.names)
    kept = sorted(name for name, count in counts.items() if count >= SEEN)
    rows = {name: at for at, name in enumerate(kept)}
    labels = (NONE, *sorted({word.label for word in words} - {NONE}))
    weights = np.zeros((len(rows) + 1, len(labels)))
    mean = _descend(words, rows, labels, weights, epochs=epochs)
    return Model(labels, rows, np.asarray(mean[:-1], dtype=np.float32), 1.0, "")


def train_further(model: Model, words: Sequence[Word], *, learn: Iterable[str], epochs: int = 4) -> Model:
    """A model that knows more types: their weights are learnt, and those of features that the model hasn't met; all others
    stay as they are.

    Args:
        model: what is known.
        words: of all types, also such as name none.
        learn: the types to learn; those that the model doesn't have yet begin at nothing.
        epochs: how often each word is seen.
    """
    wanted = frozenset(learn)
    counts = Counter(name for word in words if word.label in wanted for name in word.names)
    fresh = sorted(name for name, count in counts.items() if count >= SEEN and name not in model.rows)
    rows = {**model.rows, **{name: len(model.rows) + at for at, name in enumerate(fresh)}}
    labels = (*model.labels, *sorted(wanted - set(model.labels)))
    weights = np.zeros((len(rows) + 1, len(labels)))
    weights[: len(model.rows), : len(model.labels)] = model.weights * model.scale
    learnt = np.zeros_like(weights)
    learnt[:, [label in wanted for label in labels]] = 1
    learnt[len(model.rows) :] = 1
    mean = _descend(words, rows, labels, weights, epochs=epochs, learnt=learnt)
    return Model(labels, rows, np.asarray(mean[:-1], dtype=np.float32), 1.0, "")


def _descend(
    words: Sequence[Word],
    rows: dict[str, int],
    labels: tuple[str, ...],
    weights: Weights,
    *,
    epochs: int,
    learnt: Weights | None = None,
) -> Weights:
    """The weights, those of ``learnt`` changed, averaged over the latter half of the epochs; the last row is that of no feature and stays 0."""
    column = {label: at for at, label in enumerate(labels)}
    width = max(len(word.names) for word in words)
    index = np.full((len(words), width), len(rows), dtype=np.int64)
    for at, word in enumerate(words):
        own = [rows[name] for name in word.names if name in rows]
        index[at, : len(own)] = own
    target = np.array([column[word.label] for word in words])
    squares = np.full_like(weights, 1e-3)
    order = np.random.RandomState(1)
    total = np.zeros_like(weights)
    for epoch in range(epochs):
        for chosen in np.array_split(order.permutation(len(words)), max(1, len(words) // BATCH)):
            logits = weights[index[chosen]].sum(axis=1)
            logits -= logits.max(axis=1, keepdims=True)
            gradient = np.exp(logits)
            gradient /= gradient.sum(axis=1, keepdims=True)
            gradient[np.arange(len(chosen)), target[chosen]] -= 1
            flat = index[chosen].ravel()
            touched, inverse = np.unique(flat, return_inverse=True)
            step = np.zeros((len(touched), len(labels)))
            np.add.at(step, inverse, np.repeat(gradient, width, axis=0))
            step = step / len(chosen) + L2 * weights[touched] * len(chosen)
            if learnt is not None:
                step *= learnt[touched]
            squares[touched] += step * step
            weights[touched] -= RATE * step / np.sqrt(squares[touched])
            weights[-1] = 0
        if epoch >= epochs // 2:
            total += weights
    return np.asarray(total / (epochs - epochs // 2))
