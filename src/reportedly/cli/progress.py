"""Progress on a terminal, silence in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reportedly.cli.coding import Coded

__all__ = ["followed"]


@contextmanager
def followed(coded: Iterator[Coded], *, inputs: Sequence[str]) -> Iterator[Iterator[Coded]]:
    """The same items; while they pass, a terminal shows how many have."""
    if not sys.stderr.isatty():
        yield coded
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles"), TextColumn("{task.description}"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading")

        def passing() -> Iterator[Coded]:
            for one in coded:
                progress.update(task, advance=1, description=one.where)
                yield one

        yield passing()
