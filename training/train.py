"""Train the model on the marked sentences: `python -m training.train`. Same sentences, same bytes.

A sentence belongs to the set that is set aside, never trained on, by a hash of its text.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Token

from reportedly.article import Article
from reportedly.codebook import load_codebook
from reportedly.codebook.features import candidates, features
from reportedly.codebook.model import NONE, Model
from reportedly.steps.parse import ParsedArticle, load_parser
from training.marked import MarkError, read, read_line

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src/reportedly/codebook/weights.bin"
#: One sentence in eleven is set aside.
ASIDE = 11
EPOCHS, RATE, BATCH, L2 = 14, 0.25, 64, 3e-6
#: A feature counts from so many words on that have it.
SEEN = 2


@dataclass(frozen=True)
class Word:
    """A candidate word: its features and the type that it names."""

    names: tuple[str, ...]
    label: str


def is_aside(text: str) -> bool:
    """Whether a sentence is kept for measuring."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % ASIDE == 0


def sentences() -> Iterator[dict[str, Any]]:
    """All marked sentences, file by file in the order of their names."""
    for place, sentence in read(sorted(HERE.glob("*.txt"))):
        if isinstance(sentence, MarkError):
            print(f"{place}: {sentence}; left out", file=sys.stderr)
        else:
            yield sentence


def examples() -> Iterator[dict[str, Any]]:
    """The examples of the codebook's rules, marked like the sentences."""
    for rule in load_codebook().rules.all:
        if rule.example:
            head = rule.events or f"1 {rule.type} - happened {rule.type} happened"
            yield read_line(f"{head}\t{rule.example}")


def words_of(rows: list[dict[str, Any]]) -> Iterator[list[Word]]:
    """The candidate words of each sentence."""
    parser = load_parser()
    parsed = parser.parse_many(Article(text=row["text"]) for row in rows)
    for row, article in zip(rows, parsed, strict=True):
        yield labelled(row, article)


def labelled(row: dict[str, Any], article: ParsedArticle) -> list[Word]:
    """The candidate words of one marked sentence, each with the type that it names."""
    marks = [(mark, label) for event in row["events"] for mark, label in _marks(event)]
    found = []
    rules = load_codebook().rules
    for sentence in article.sentences:
        words = list(candidates(sentence.doc))
        able = {word.i for word in words}
        taken: dict[int, str] = {}
        for (start, end), label in marks:
            inside = [
                t
                for t in sentence.doc
                if sentence.start + t.idx < end and sentence.start + t.idx + len(t) > start
            ]
            for token in inside:
                # The trigger's other words are neither this type nor none.
                taken.setdefault(token.i, "")
            head = _head(inside, able)
            if head is not None:
                taken[head.i] = label
        types = {label for _, label in marks}
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


def _marks(event: dict[str, Any]) -> Iterator[tuple[tuple[int, int], str]]:
    """What each trigger names by itself: foldings (a promise by a tense alone) are rules, not the model's."""
    trigger = tuple(event["trigger"])
    if event.get("act_trigger"):
        yield trigger, event["type"]
        yield tuple(event["act_trigger"]), event["act"]
    else:
        yield trigger, event["act"]


def train(words: list[Word], *, epochs: int = EPOCHS) -> Model:
    """Multinomial logistic regression by AdaGrad, in a fixed order of words."""
    counts = Counter(name for word in words for name in word.names)
    kept = sorted(name for name, count in counts.items() if count >= SEEN)
    rows = {name: at for at, name in enumerate(kept)}
    labels = (NONE, *sorted({word.label for word in words} - {NONE}))
    column = {label: at for at, label in enumerate(labels)}
    width = max(len(word.names) for word in words)
    index = np.full((len(words), width), len(rows), dtype=np.int64)
    for at, word in enumerate(words):
        own = [rows[name] for name in word.names if name in rows]
        index[at, : len(own)] = own
    target = np.array([column[word.label] for word in words])
    weights = np.zeros((len(rows) + 1, len(labels)))
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
            squares[touched] += step * step
            weights[touched] -= RATE * step / np.sqrt(squares[touched])
            weights[-1] = 0
        if epoch >= epochs // 2:
            total += weights
    mean = total / (epochs - epochs // 2)
    return Model(labels, rows, np.asarray(mean[:-1], dtype=np.float32), 1.0, "")


def main() -> None:
    """Train on all sentences but those set aside, and write the weights."""
    rows = [row for row in sentences() if not is_aside(row["text"])] + list(examples())
    words = [word for found in words_of(rows) for word in found]
    model = train(words)
    model.save(OUT)
    print(
        f"{len(rows)} sentences, {len(words)} words, {len(model.rows)} features -> {OUT.stat().st_size:,} bytes",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
