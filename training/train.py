"""Train the model on the marked sentences: `python -m training.train`. Same sentences, same bytes.

A sentence belongs to the set that is set aside, never trained on, by a hash of its text.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.article import Article
from reportedly.codebook import load_codebook, training
from reportedly.codebook.marked import MarkedEvent, MarkedSentence
from reportedly.codebook.training import Word, train
from reportedly.steps.parse import ParsedArticle, load_parser
from training.marked import MarkError, read, read_line

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src/reportedly/codebook/weights.bin"
#: One sentence in eleven is set aside.
ASIDE = 11


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
    docs = [(sentence.start, sentence.doc) for sentence in article.sentences]
    return training.labelled(_marked(row), docs, load_codebook().rules)


def _marked(row: dict[str, Any]) -> MarkedSentence:
    events = [
        MarkedEvent(
            **{
                field: _spans(value) if field.endswith(("sources", "targets")) else value
                for field, value in event.items()
            }
        )
        for event in row["events"]
    ]
    return MarkedSentence(row["text"], tuple(events))


def _spans(spans: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


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
