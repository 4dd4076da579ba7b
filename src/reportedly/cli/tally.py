"""Tally: how many articles came to what, as the progress of work on an archive tells it."""

from __future__ import annotations

from collections import Counter

from reportedly.archive.adding import Outcome

__all__ = ["Tally"]


class Tally:
    """Counts outcomes as they pass."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def count(self, outcome: Outcome) -> Outcome:
        """Count one, and pass it on."""
        self.counts[outcome.outcome] += 1
        return outcome

    def told(self, _: Outcome) -> str:
        """What there is so far, in words."""
        return ", ".join(f"{count:,} {word}" for word, count in sorted(self.counts.items()) if count)
