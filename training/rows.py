"""The marked sentences: those that are trained on, those set aside, and the examples of the codebook's rules.

A sentence belongs to the set that is set aside, never trained on, by a hash of its text.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.codebook import load_codebook
from reportedly.codebook.marked import MarkedEvent, MarkedSentence
from training.marked import MarkError, read, read_line

__all__ = ["examples", "is_aside", "marked", "sentences"]

HERE = Path(__file__).resolve().parent
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


def marked(row: dict[str, Any]) -> MarkedSentence:
    """A row as the codebook reads it."""
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
