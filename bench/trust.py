"""Whether events of a confidence of .8 are right eight times of ten, on sentences that the coder hasn't learnt from."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.calibrating import fit, log_odds
from training.rows import is_aside, sentences

from reportedly import Article, Coder
from reportedly.evaluation.calibration import calibration

__all__ = ["ABOUT", "calibrated"]

ABOUT = (
    "Expected calibration error of events over ten bins. Confidence is fitted by cross-validation on the sentences that the "
    "coder learns from, then corrected by a slope and an offset for other hands' sentences (`training/calibrating.py`). It is "
    "judged on the sentences set aside and on `events`. That gold names one event a sentence, so a true second event counts "
    "as wrong there, and confidence errs to the low side: of our own sentences, in which every event is marked, more are right "
    'than it says. "Refitted" is the error by cross-validation: slope and offset fitted on four fifths, judged on the fifth '
    'part; "left" is what a fit on all would still correct (1 and 0: nothing).'
)

FOLDS = 5
#: One confidence, and whether its event was right.
Judged = tuple[float, bool]


def calibrated(gold: Path) -> str:
    """Lines with the error on our own sentences, on those of ``events_dev.jsonl``, and on both."""
    coder = Coder(language="any")
    own = list(_own(coder))
    every, surest = _labelled(coder, gold)
    rows = {
        "sentences set aside": own,
        "events, every event": every,
        "events, the surest of a sentence": surest,
        "both, every event": own + every,
        "both, the surest of events": own + surest,
    }
    lines = [_line(name, judged) for name, judged in rows.items()]
    slope, offset = _fitted(rows["both, every event"])
    lines.append(
        f"{_line('both, every event, refitted', _refitted(own + every))}, left: slope {slope:.2f}, offset {offset:+.2f}"
    )
    return "\n".join(lines)


def _fitted(judged: list[Judged]) -> tuple[float, float]:
    return fit([confidence for confidence, _ in judged], [right for _, right in judged])


def _refitted(judged: list[Judged]) -> list[Judged]:
    """Each with the confidence that a fit on the other folds gives it."""
    found = []
    for fold in range(FOLDS):
        slope, offset = _fitted([one for at, one in enumerate(judged) if at % FOLDS != fold])
        found += [
            (1 / (1 + math.exp(-slope * log_odds(c) - offset)), right) for c, right in judged[fold::FOLDS]
        ]
    return found


def _line(name: str, judged: list[Judged]) -> str:
    found = calibration(judged)
    right = sum(right for _, right in judged) / max(len(judged), 1)
    mean = sum(confidence for confidence, _ in judged) / max(len(judged), 1)
    return f"{name:34} error {found.error or 0:.3f}  ({found.events} events, right {right:.3f}, mean confidence {mean:.3f})"


def _own(coder: Coder) -> Iterator[Judged]:
    rows = [row for row in sentences() if is_aside(row["text"])]
    for row, record in zip(rows, coder.code_many(Article(text=row["text"]) for row in rows), strict=True):
        left = Counter(event["type"] for event in row["events"])
        for event in record.events:
            right = left[event.type] > 0
            left[event.type] -= right
            yield event.confidence, right


def _labelled(coder: Coder, gold: Path) -> tuple[list[Judged], list[Judged]]:
    """Judgements of every event, and of the surest of each sentence."""
    path = gold / "events_dev.jsonl"
    told = subprocess.run(
        [sys.executable, str(gold / "score.py"), "input", "events", str(path)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    articles = [Article(**json.loads(line)) for line in told.splitlines()]
    labels = {row["id"]: {_root(e["type"]) for e in row["events"]} for row in map(json.loads, path.open())}
    every: list[Judged] = []
    surest: list[Judged] = []
    for article, record in zip(articles, coder.code_many(articles), strict=True):
        left = set(labels[article.identity()])
        for event in record.events:
            every.append((event.confidence, _root(event.type) in left))
            left.discard(_root(event.type))
        if record.events:
            best = max(record.events, key=lambda event: event.confidence)
            surest.append((best.confidence, _root(best.type) in labels[article.identity()]))
    return every, surest


def _root(type: str) -> str:
    """The gold's root types: CONCEDE and RETREAT are one there."""
    return "YIELD" if type in {"CONCEDE", "RETREAT", "YIELD"} else type
