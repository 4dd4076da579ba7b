"""Which types are taken for which: counted on gold data, shown on sentences of our own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.rows import is_aside, sentences

from bench.machine import describe
from reportedly import Article, Coder, Record

__all__ = ["report"]

MOST = 20
NOTHING = "nothing"
#: Types that the gold data have as one.
_POOLED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

_INTRODUCTION = """# The worst confusions

Written by `python -m bench confusions GOLD`: the {most} commonest, counted on the sentences of `events_dev.jsonl` whose type
is missed (a sentence that gives two other types counts under both), each with a sentence of our own in which the coder makes
the same mistake. The gold name one event a sentence, and CONCEDE and RETREAT as one, YIELD. Sentences marked * were set
aside and never trained on; the others were, and are still read wrongly. Where there is none, no sentence of ours is
misread so.

"""


def report(gold: Path) -> str:
    """The page, in Markdown.

    Args:
        gold: the folder of ``events_dev.jsonl``.
    """
    coder = Coder(language="any")
    rows = [json.loads(line) for line in (gold / "events_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    records = coder.code_many(Article(text=row["text"]) for row in rows)
    counts: Counter[tuple[str, str]] = Counter()
    for row, record in zip(rows, records, strict=True):
        wanted = {_pooled(event["type"]) for event in row["events"]}
        counts.update(_confusions(wanted, record))
    shown = _own_sentences(coder)
    parts = [
        _INTRODUCTION.format(most=MOST),
        describe(),
        "\n\n| told | read as | times | for instance |\n|---|---|---|---|\n",
    ]
    worst = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    for (wanted_type, given), count in worst:
        parts.append(f"| {wanted_type} | {given} | {count} | {shown.get((wanted_type, given), '')} |\n")
    return "".join(parts)


def _own_sentences(coder: Coder) -> dict[tuple[str, str], str]:
    """For each confusion the shortest sentence of our own that shows it, one that was set aside before others."""
    rows = list(sentences())
    records = coder.code_many(Article(text=row["text"]) for row in rows)
    found: dict[tuple[str, str], tuple[bool, int, str]] = {}
    for row, record in zip(rows, records, strict=True):
        wanted = {_pooled(event["type"]) for event in row["events"]}
        aside = is_aside(row["text"])
        text = row["text"].replace("|", "\\|") + (" *" if aside else "")
        for pair in _confusions(wanted, record):
            found[pair] = min(found.get(pair, (True, 10**6, "")), (not aside, len(text), text))
    return {pair: text for pair, (_, _, text) in found.items()}


def _confusions(wanted: Iterable[str], record: Record) -> Iterator[tuple[str, str]]:
    given = {
        _pooled(event.type)
        for event in record.events
        if event.polarity == "positive" or event.act != event.type
    }
    missed = sorted(set(wanted) - given)
    extra = sorted(given - set(wanted))
    for one in missed:
        for other in extra or [NOTHING]:
            yield one, other


def _pooled(type: str) -> str:
    return _POOLED.get(type, type)
