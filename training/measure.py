"""Measure on the sentences that are set aside and never trained on: `python -m training.measure [--errors N]`.

An event counts as right where its type is that of a marked event of the sentence that no other event has matched. What is
found in a sentence without any event is invented.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Literal

from reportedly import Article, Coder
from training.rows import is_aside, sentences

__all__ = ["measured"]


def measured(events: Literal["thorough", "careful"] = "thorough", *, errors: int = 0) -> str:
    """Precision and recall of types, and how many events are invented per 100 quiet sentences, in three lines.

    Args:
        events: the coder's setting.
        errors: print so many sentences with an error.
    """
    rows = [row for row in sentences() if is_aside(row["text"])]
    coder = Coder(language="any", events=events)
    right = given = wanted = invented = quiet = 0
    shown = 0
    for row, record in zip(rows, coder.code_many(Article(text=row["text"]) for row in rows), strict=True):
        gold = Counter(event["type"] for event in row["events"])
        found = Counter(event.type for event in record.events)
        right += (gold & found).total()
        given += found.total()
        wanted += gold.total()
        if not gold:
            quiet += 1
            invented += found.total()
        if gold != found and shown < errors:
            shown += 1
            print(f"marked {dict(gold) or 'none'}, found {dict(found) or 'none'}: {row['text']}")
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return (
        f"{len(rows)} sentences, {quiet} of them quiet\n"
        f"types                           P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  "
        f"({right} right of {given}; {right} found of {wanted})\n"
        f"invented in 100 quiet sentences {100 * invented / max(quiet, 1):.1f}"
    )


def main() -> None:
    """Print what is measured, for the setting asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", choices=["thorough", "careful"], default="thorough")
    options.add_argument("--errors", type=int, default=0, help="print so many sentences with an error")
    asked = options.parse_args()
    print(measured(asked.events, errors=asked.errors))


if __name__ == "__main__":
    main()
