"""Training: the model's weights from sentences with their events marked in them. Same sentences, same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportedly.codebook.features import candidates, features
from reportedly.codebook.marked import MarkedEvent, MarkedSentence, Words
from reportedly.codebook.meanings import load_meanings
from reportedly.codebook.model import NONE, Model
from reportedly.codebook.rules import Rules
from reportedly.codebook.tree import Node, tree_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Word", "head_of_trigger", "labelled", "train", "train_further"]

EPOCHS, RATE, BATCH, L2 = 8, 0.25, 64, 3e-6
#: Units of the net over meanings, and the rate at which it learns.
UNITS, NET_RATE, NET_L2, FURTHER_RATE = 96, 1e-3, 1e-4, 0.05
#: So many of a word's features and of the units are left unseen at a time, that none is relied on alone.
UNSEEN, UNSEEN_UNITS = 0.15, 0.3
#: A feature counts from so many words on that have it.
SEEN = 2

#: A probability taken for what it says.
AS_IT_IS = (1.0, 0.0)

Weights = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Word:
    """A candidate word, or an actor beside one: its features, what it is, and its meanings (none: it has no such)."""

    names: tuple[str, ...]
    label: str
    meanings: npt.NDArray[np.float32] = field(
        default_factory=lambda: np.zeros(0, dtype=np.float32), compare=False
    )


def labelled(marked: MarkedSentence, docs: Iterable[tuple[int, Doc]], rules: Rules) -> list[Word]:
    """The candidate words of one marked sentence, each with the type that it names.

    Args:
        marked: the sentence.
        docs: its syntax: a Doc for each sentence that the parser takes it for, and where in the text it begins.
        rules: the codebook's.
    """
    marks = [pair for event in marked.events for pair in _marks(event)]
    types = {event.type for event in marked.events} | {event.act for event in marked.events}
    found = []
    for offset, doc in docs:
        tree = tree_of(doc)
        words = list(candidates(tree))
        meanings = load_meanings().of(tree, words)
        able = {word.i for word in words}
        taken: dict[int, str] = {}
        for (start, end), labels in marks:
            inside = [t for t in doc if offset + t.idx < end and offset + t.idx + len(t) > start]
            for token in inside:
                # The trigger's other words are neither this type nor none.
                taken.setdefault(token.i, "")
            head = head_of_trigger(inside, able)
            if head is not None:
                taken[head.i] = _named(tree[head.i], labels, rules)
                if head.dep_ == "dobj":
                    # "launched an attack": elsewhere the verb is marked, so it is neither.
                    taken.setdefault(head.head.i, "")
        for node, meant in zip(words, meanings, strict=True):
            label = taken.get(node.i, NONE)
            if label == NONE and any(m.full and m.rule.type in types for m in rules.of(node)):
                continue  # another word for the same event ("a blast killed six"), neither its type nor none
            if label:
                found.append(Word(tuple(features(node, tree, rules)), label, meant))
    return found


def head_of_trigger(inside: list[Token], able: set[int]) -> Token | None:
    """The candidate that governs a trigger's other words: "on strike" is named by its noun."""
    own = {token.i for token in inside}
    heads = [token for token in inside if token.head.i not in own or token.head.i == token.i]
    fit = [token for token in heads if token.i in able] or [token for token in inside if token.i in able]
    return fit[0] if fit else None


def _marks(event: MarkedEvent) -> Iterator[tuple[Words, tuple[str, ...]]]:
    """What each trigger can name by itself; the likelier first."""
    if event.act_trigger:
        yield event.trigger, (event.type,)
        yield event.act_trigger, (event.act,)
    elif event.act != event.type:
        yield event.trigger, (event.act, event.type)
    else:
        yield event.trigger, (event.act,)


def _named(node: Node, labels: tuple[str, ...], rules: Rules) -> str:
    """What the word names: where one word tells of a deed that is only told of, the deed ("will deliver", a folding), or
    the telling, where it is a word for that ("pledges tents")."""
    for full in (True, False):
        types = {match.rule.type for match in rules.of(node) if match.full or not full}
        for label in labels:
            if label in types:
                return label
    return labels[0]


def train(words: Sequence[Word], *, epochs: int = EPOCHS, turns: int = 1) -> Model:
    """Multinomial logistic regression by AdaGrad and, where words have meanings, a net over them by Adam, together, in a
    fixed order of words.

    Args:
        words: what is learnt from.
        epochs: how often each word is seen.
        turns: how many times it is learnt, each time in another order; the logits' mean counts, which errs less and is
            less sure of itself where the turns differ.
    """
    counts = Counter(name for word in words for name in word.names)
    kept = sorted(name for name, count in counts.items() if count >= SEEN)
    rows = {name: at for at, name in enumerate(kept)}
    labels = (NONE, *sorted({word.label for word in words} - {NONE}))
    meanings = np.array([word.meanings for word in words], dtype=np.float64)
    total = np.zeros((len(rows) + 1, len(labels)))
    inners, outers = [], []
    for turn in range(turns):
        net = _Net(meanings, len(labels), turn)
        total += _descend(
            words,
            rows,
            labels,
            np.zeros_like(total),
            epochs=epochs,
            learnt=np.ones(len(labels)),
            unseen=UNSEEN,
            net=net,
            turn=turn,
        )
        inner, outer = net.mean()
        inners.append(inner)
        outers.append(outer / turns)
    weights = np.asarray(total[:-1] * ((1 - UNSEEN) / turns), dtype=np.float32)
    return Model(
        labels,
        rows,
        weights,
        np.concatenate(inners, axis=1),
        np.concatenate(outers, axis=0),
        _triggers(words),
        AS_IT_IS,
        "",
    )


def train_further(model: Model, words: Sequence[Word], *, learn: Iterable[str], epochs: int = 6) -> Model:
    """A model that knows more types: the weights of these are learnt, all others stay as they are.

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
    weights[: len(model.rows), : len(model.labels)] = model.weights
    outer = np.zeros((len(model.outer), len(labels)))
    outer[:, : len(model.labels)] = model.outer
    learnt = np.array([float(label in wanted) for label in labels])
    net = _Further(model.units(np.array([word.meanings for word in words], dtype=np.float32)), outer)
    mean = _descend(words, rows, labels, weights, epochs=epochs, learnt=learnt, net=net)
    return Model(
        labels,
        rows,
        np.asarray(mean[:-1], dtype=np.float32),
        model.inner,
        np.asarray(net.outer, dtype=np.float32),
        model.triggers | _triggers(words),
        AS_IT_IS,
        "",
    )


def _triggers(words: Iterable[Word]) -> frozenset[str]:
    """The lemmas that name anything."""
    return frozenset(
        name[2:]
        for word in words
        if word.label != NONE
        for name in word.names
        if name.startswith("l=") and "|" not in name
    )


class _Net:
    """One layer of units between the meanings and the labels, trained by Adam (Kingma and Ba 2015).

    Args:
        meanings: shape (words, meanings).
        labels: how many.
        turn: which of several nets it is.
    """

    def __init__(self, meanings: Weights, labels: int, turn: int = 0) -> None:
        chance = np.random.RandomState(2 + 1000 * turn)
        wide = meanings.shape[1]
        units = UNITS if wide else 0
        self._meanings = np.concatenate([meanings, np.ones((len(meanings), 1))], axis=1)
        inner = chance.randn(wide + 1, units) * (1.5 / np.sqrt(max(wide, 1)))
        inner[-1] = 0
        self._layers = [inner, chance.randn(units, labels) * 0.05]
        self._slopes = [np.zeros_like(layer) for layer in self._layers]
        self._squares = [np.zeros_like(layer) for layer in self._layers]
        self._total = [np.zeros_like(layer) for layer in self._layers]
        self._steps, self._summed = 0, 0
        self._chance = chance

    def forward(self, chosen: npt.NDArray[np.int64]) -> Weights:
        """Logits of some words, with some units unseen."""
        self._seen = self._meanings[chosen]
        self._units = np.maximum(self._seen @ self._layers[0], 0)
        self._open = (self._chance.rand(*self._units.shape) >= UNSEEN_UNITS) / (1 - UNSEEN_UNITS)
        return np.asarray((self._units * self._open) @ self._layers[1])

    def backward(self, gradient: Weights) -> None:
        """Learn from the same words."""
        behind = (gradient @ self._layers[1].T) * self._open * (self._units > 0)
        slopes = (self._seen.T @ behind, (self._units * self._open).T @ gradient)
        self._steps += 1
        for at, slope in enumerate(slopes):
            slope = slope / len(gradient) + NET_L2 * self._layers[at]
            self._slopes[at] = 0.9 * self._slopes[at] + 0.1 * slope
            self._squares[at] = 0.999 * self._squares[at] + 0.001 * slope * slope
            first = self._slopes[at] / (1 - 0.9**self._steps)
            second = self._squares[at] / (1 - 0.999**self._steps)
            self._layers[at] -= NET_RATE * first / (np.sqrt(second) + 1e-8)

    def keep(self) -> None:
        """Add the layers to the mean."""
        self._summed += 1
        for total, layer in zip(self._total, self._layers, strict=True):
            total += layer

    def mean(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """The layers, averaged."""
        inner, outer = (np.asarray(total / self._summed, dtype=np.float32) for total in self._total)
        return inner, outer


class _Further:
    """What the trained units say of further types, by AdaGrad.

    Args:
        units: shape (words, units), as they answer.
        outer: shape (units, labels), what is known.
    """

    def __init__(self, units: npt.NDArray[np.float32], outer: Weights) -> None:
        self._units = units
        self._squares = np.full_like(outer, 1e-3)
        self.outer = outer

    def forward(self, chosen: npt.NDArray[np.int64]) -> Weights:
        """Logits of some words."""
        self._seen = self._units[chosen]
        return np.asarray(self._seen @ self.outer)

    def backward(self, gradient: Weights) -> None:
        """Learn from the same words."""
        step = self._seen.T @ gradient / len(gradient)
        self._squares += step * step
        self.outer -= FURTHER_RATE * step / np.sqrt(self._squares)

    def keep(self) -> None:
        """The last layer counts."""


def _descend(
    words: Sequence[Word],
    rows: dict[str, int],
    labels: tuple[str, ...],
    weights: Weights,
    *,
    epochs: int,
    learnt: Weights,
    unseen: float = 0.0,
    net: _Net | _Further,
    turn: int = 0,
) -> Weights:
    """The weights, averaged over the latter half of the epochs; the last row is that of no feature and stays 0."""
    column = {label: at for at, label in enumerate(labels)}
    width = max(len(word.names) for word in words)
    index = np.full((len(words), width), len(rows), dtype=np.int64)
    for at, word in enumerate(words):
        own = [rows[name] for name in word.names if name in rows]
        index[at, : len(own)] = own
    target = np.array([column[word.label] for word in words])
    squares = np.full_like(weights, 1e-3)
    order = np.random.RandomState(1 + 1000 * turn)
    total = np.zeros_like(weights)
    for epoch in range(epochs):
        for chosen in np.array_split(order.permutation(len(words)), max(1, len(words) // BATCH)):
            some = index[chosen]
            if unseen:
                some = np.where(order.rand(*some.shape) < unseen, len(rows), some)
            logits = weights[some].sum(axis=1)
            logits += net.forward(chosen)
            logits -= logits.max(axis=1, keepdims=True)
            gradient = np.exp(logits)
            gradient /= gradient.sum(axis=1, keepdims=True)
            gradient[np.arange(len(chosen)), target[chosen]] -= 1
            gradient *= learnt
            net.backward(gradient)
            touched, inverse = np.unique(some.ravel(), return_inverse=True)
            step = np.zeros((len(touched), len(labels)))
            np.add.at(step, inverse.ravel(), np.repeat(gradient, width, axis=0))
            step = step / len(chosen) + L2 * weights[touched] * len(chosen) * learnt
            squares[touched] += step * step
            weights[touched] -= RATE * step / np.sqrt(squares[touched])
            weights[-1] = 0
        if epoch >= epochs // 2:
            total += weights
            net.keep()
    return np.asarray(total / (epochs - epochs // 2))
