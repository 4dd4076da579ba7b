"""Learning: the model of a codebook of one's own, from its examples and from the sentences that the shipped one learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from reportedly.article import Article
from reportedly.codebook import Codebook, load_codebook
from reportedly.codebook.checking import example_of
from reportedly.codebook.marked import MarkedSentence, read_marked
from reportedly.codebook.model import NONE, Model, load_model
from reportedly.codebook.sentences import shipped_sentences
from reportedly.codebook.training import Word, labelled, train_further
from reportedly.errors import CodebookError
from reportedly.steps.parse import Parser, load_parser

__all__ = ["Lesson", "learn", "own_examples"]

#: An own example weighs as much as so many others: there are few of them.
WEIGHT = 15
#: One shipped sentence in so many is learnt from; of those that hold an own trigger, every one.
PART = 8
#: What is always seen.
_LASTING = ("bias", "rule=", "type=")


@dataclass(frozen=True)
class Lesson:
    """What was learnt.

    Args:
        model: the weights.
        types: the types that have examples of their own.
        examples: how many there are.
        sentences: how many of the shipped sentences were read beside them.
    """

    model: Model
    types: tuple[str, ...]
    examples: int
    sentences: int


def own_examples(book: Codebook) -> list[MarkedSentence]:
    """The examples and sentences of a codebook that the shipped one doesn't have.

    Raises:
        CodebookError: one of them can't be read.
    """
    shipped = {rule.example for rule in load_codebook().rules.all}
    found = [example_of(rule) for rule in book.rules.all if rule.example and rule.example not in shipped]
    for name, kind in book.types.items():
        found += [
            read_marked(line, where=f"{name}, sentence {number}")
            for number, line in enumerate(kind.sentences, 1)
        ]
    return found


def learn(book: Codebook, *, parser: Parser | None = None) -> Lesson:
    """Learn the types for which a codebook has examples of its own; what the shipped model knows of others stays.

    Args:
        book: a codebook; with ``extends: plover``, or whole.
        parser: reads the sentences; default: the coder's.

    Raises:
        CodebookError: there is nothing to learn from, or an example can't be read.
    """
    own = own_examples(book)
    types = {type for one in own for event in one.events for type in (event.type, event.act)} & set(
        book.types
    )
    if not types:
        raise CodebookError(
            "has no example beside those that are shipped", where=book.name,
            do="give its rules an `example`, or its types `sentences`",
        )  # fmt: skip
    shipped = _shipped(book)
    base = load_model()
    learnt = set(types)
    if set(base.labels) - {NONE} - set(book.types):
        # What named an event of a type that is gone names none here.
        learnt.add(NONE)
    reader = parser or load_parser()
    words = list(_words(shipped, book, reader, fresh=types - set(base.labels)))
    for word in _words(own, book, reader, fresh=frozenset()):
        words += _thinned(word)
    kept = [label for label in base.labels if label == NONE or label in book.types]
    columns = [base.labels.index(label) for label in kept]
    known = replace(
        base,
        labels=tuple(kept),
        weights=base.weights[:, columns],
        outer=base.outer[:, columns],
        fingerprint="",
    )
    model = train_further(known, words, learn=learnt)
    return Lesson(model, tuple(sorted(types)), len(own), len(shipped))


def _thinned(word: Word) -> Iterator[Word]:
    """An own example's word again and again, each time without three quarters of what is seen of its sentence but for what the rules
    say: a few examples would else be learnt by heart."""
    for turn in range(WEIGHT):
        kept = tuple(
            name
            for at, name in enumerate(word.names)
            if name.startswith(_LASTING) or crc32(f"{turn} {at} {name}".encode()) % 4 == 0
        )
        yield Word(kept, word.label, word.meanings)


def _shipped(book: Codebook) -> list[MarkedSentence]:
    """One shipped sentence in eight, and all that hold a trigger of the book's own rules."""
    shipped = {rule.id for rule in load_codebook().rules.all}
    triggers = {
        word.partition(" ")[0] for rule in book.rules.all if rule.id not in shipped for word in rule.triggers
    }
    found = []
    for number, one in enumerate(shipped_sentences()):
        if number % PART == 0 or not triggers.isdisjoint(one.text.lower().replace(".", "").split()):
            found.append(one)
    return found


def _words(
    sentences: Iterable[MarkedSentence], book: Codebook, parser: Parser, *, fresh: Iterable[str]
) -> Iterator[Word]:
    """Labelled words; of the shipped sentences without those that a rule of a new type claims: nobody marked them."""
    rows = list(sentences)
    claims = {f"type={type}" for type in fresh}
    for row, article in zip(rows, parser.parse_many(Article(text=row.text) for row in rows), strict=True):
        docs = [(sentence.start, sentence.doc) for sentence in article.sentences]
        for word in labelled(row, docs, book.rules):
            label = word.label if word.label in book.types else NONE
            if label != NONE or claims.isdisjoint(word.names):
                yield Word(word.names, label, word.meanings)
