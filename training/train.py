"""Train the two models on the marked sentences: `python -m training.train`. Same sentences, same bytes.

One says which type of event a word names, the other which of the sentence's actors are its sources and targets.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from reportedly.article import Article
from reportedly.codebook import load_codebook
from reportedly.codebook.model import Model
from reportedly.codebook.training import Word, labelled, train
from reportedly.steps.parse import load_parser
from reportedly.steps.roles import FILE as ROLES
from training.calibrating import calibration_of
from training.roles import pairs_of
from training.rows import examples, is_aside, marked, sentences

HOME = Path(__file__).resolve().parent.parent / "src/reportedly/codebook"
#: How many times the types are learnt; three more gain a point of precision, and double the time that a word takes.
TURNS = 4


def words_of(rows: list[dict[str, Any]]) -> Iterator[list[Word]]:
    """The candidate words of each sentence, each with the type that it names."""
    parsed = load_parser().parse_many(Article(text=row["text"]) for row in rows)
    rules = load_codebook().rules
    for row, article in zip(rows, parsed, strict=True):
        docs = [(sentence.start, sentence.doc) for sentence in article.sentences]
        yield labelled(marked(row), docs, rules)


def main() -> None:
    """Train on all sentences but those set aside, and write the weights."""
    rows = [row for row in sentences() if not is_aside(row["text"])] + list(examples())
    print(f"{len(rows)} sentences", file=sys.stderr)
    words = list(words_of(rows))
    _save("weights.bin", replace(_learn(words, turns=TURNS), calibration=calibration_of(words)))
    _save(ROLES, _learn(pairs_of(rows), turns=1))


def _learn(found: Iterable[Sequence[Word]], *, turns: int) -> Model:
    return train(list(chain.from_iterable(found)), turns=turns)


def _save(name: str, model: Model) -> None:
    model.save(HOME / name)
    size = (HOME / name).stat().st_size
    print(f"{name}: {len(model.rows)} features, {size:,} bytes, {model.calibration}", file=sys.stderr)


if __name__ == "__main__":
    main()
