"""How often the model is right where it says so: fitted on sentences that it hasn't learnt from, fold by fold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain

import numpy as np

from reportedly.codebook.model import NONE
from reportedly.codebook.training import Word, train
from reportedly.steps.does import BARS

__all__ = ["calibration_of", "fit", "log_odds"]

FOLDS = 5
#: Other hands' sentences are harder than ours. Slope and offset for them, fitted on our sentences set aside together with the
#: events of `events_dev`, of which each sentence has one label: a true second event counts as wrong, so confidence errs to the
#: low side. `python -m bench accuracy` shows under "calibration" what would be left to correct: 1 and 0 where these are right.
OTHER_HANDS = (0.593, -0.202)
#: Steps of Newton's method; it is settled long before.
STEPS = 25


def calibration_of(sentences: Sequence[Sequence[Word]]) -> tuple[float, float]:
    """Slope and offset of the log-odds, by cross-validation over sentences, corrected for those of other hands.

    Args:
        sentences: each sentence's words.
    """
    sure, likely = BARS["thorough"]
    chances, right = [], []
    for fold in range(FOLDS):
        model = train(list(chain.from_iterable(s for at, s in enumerate(sentences) if at % FOLDS != fold)))
        for words in sentences[fold::FOLDS]:
            if not words:
                continue
            found = model.probabilities([w.names for w in words], np.array([w.meanings for w in words]))
            for word, row in zip(words, found, strict=True):
                best = int(row[1:].argmax()) + 1
                if 1 - row[0] >= sure and row[best] >= likely:
                    chances.append(float(row[best]))
                    right.append(float(model.labels[best] == word.label and word.label != NONE))
    slope, offset = fit(chances, right)
    return slope * OTHER_HANDS[0], offset * OTHER_HANDS[0] + OTHER_HANDS[1]


def log_odds(chance: float) -> float:
    """The logarithm of chance to counter-chance, held off infinity."""
    held = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))


def fit(chances: Sequence[float], right: Sequence[float]) -> tuple[float, float]:
    """Slope and offset by which log-odds become those of being right: logistic regression by Newton's method.

    Args:
        chances: from 0 to 1.
        right: 1 for what was right, 0 for what wasn't, as many.
    """
    odds, seen_right = np.array([log_odds(chance) for chance in chances]), np.array(right, dtype=float)
    seen = np.stack([odds, np.ones_like(odds)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-seen @ found))
        bend = (seen * (guess * (1 - guess))[:, None]).T @ seen + 1e-6 * np.eye(2)
        found += np.linalg.solve(bend, seen.T @ (seen_right - guess))
    slope, offset = found
    return float(slope), float(offset)
