"""Progress of long work: how many, how fast, how long still. On a terminal only; silence in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reportedly.sources.meter import Meter

__all__ = ["followed", "is_watched"]

_Passing = TypeVar("_Passing")


def is_watched(*, quiet: bool = False) -> bool:
    """Whether there is a terminal to show progress on."""
    return not quiet and sys.stderr.isatty()


@contextmanager
def followed(
    items: Iterator[_Passing],
    *,
    tell: Callable[[_Passing], str],
    meter: Meter | None = None,
    quiet: bool = False,
) -> Iterator[Iterator[_Passing]]:
    """The same items; while they pass, a terminal shows how many have, and the rate.

    Args:
        items: one for each article.
        tell: what is said beside the number.
        meter: how much was read of how much; with it the time left is shown.
        quiet: show nothing.
    """
    if not is_watched(quiet=quiet):
        yield items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    known = (BarColumn(bar_width=20), TimeRemainingColumn(), TextColumn("left")) if meter is not None else ()
    columns = (SpinnerColumn(), TextColumn("{task.fields[done]:,} articles{task.fields[rate]}"), TimeElapsedColumn(),
               *known, TextColumn("{task.description}"))  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading", total=meter.total if meter else None, done=0, rate="")

        def passing() -> Iterator[_Passing]:
            for number, one in enumerate(items, 1):
                elapsed = progress.tasks[0].elapsed or 0
                rate = f", {number / elapsed:,.1f} a second" if elapsed > 1 else ""
                progress.update(task, completed=meter.read if meter else number, description=tell(one), done=number, rate=rate)  # fmt: skip
                yield one

        yield passing()
