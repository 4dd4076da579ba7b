"""Evaluation: how good the coding is, on texts whose right coding is known: precision, recall, calibration, comparison."""

from reportedly.evaluation.calibration import Calibration, calibration
from reportedly.evaluation.gold import Gold, gold_of_archive, read_gold
from reportedly.evaluation.matching import Tally, tally
from reportedly.evaluation.scoring import Difference, Score, compare, scores

__all__ = [
    "Calibration",
    "Difference",
    "Gold",
    "Score",
    "Tally",
    "calibration",
    "compare",
    "gold_of_archive",
    "read_gold",
    "scores",
    "tally",
]
