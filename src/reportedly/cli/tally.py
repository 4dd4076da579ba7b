"""Progress of long work on an archive: how many, how fast; on a terminal only."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from reportedly.archive.adding import Outcome

__all__ = ["followed_tally"]


@contextmanager
def followed_tally(outcomes: Iterator[Outcome], *, quiet: bool) -> Iterator[Iterator[Outcome]]:
    """The same outcomes; while they pass, a terminal shows how many of each there were, and the rate."""
    if quiet or not sys.stderr.isatty():
        yield outcomes
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles"), TextColumn("{task.description}"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")
        counts: Counter[str] = Counter()

        def passing() -> Iterator[Outcome]:
            for outcome in outcomes:
                counts[outcome.outcome] += 1
                told = ", ".join(f"{count:,} {word}" for word, count in sorted(counts.items()))
                progress.update(task, advance=1, description=told)
                yield outcome

        yield passing()
