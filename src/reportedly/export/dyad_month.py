"""Dyad-months: what one actor does to another, counted by calendar month, as CSV; the table that panels start from.

A happening counts once, however many report it. Actors are countries where they act for one and stand for themselves
where they have none.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import BinaryIO

from reportedly.event_table import day_of, published_on
from reportedly.export.codes import PLOVER
from reportedly.export.delimited import number_of
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material
from reportedly.export.pairs import actor_key, pairs_of
from reportedly.record import Actor

__all__ = ["COLUMNS", "write"]

_TYPES = sorted(PLOVER)
COLUMNS = (
    "month", "source", "target", "happenings", "reports", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "score", *(name.lower() for name in _TYPES), "other",
)  # fmt: skip


@dataclass(slots=True)
class _Cell:
    seen: set[int] = field(default_factory=set)
    reports: int = 0
    quads: Counter[int] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    scores: list[float] = field(default_factory=list)


def write(material: Material, out: BinaryIO, *, left_out: LeftOut) -> None:
    """Write a row for each month in which something passed; ``score`` is the mean over happenings."""
    cells: defaultdict[tuple[str, str, str], _Cell] = defaultdict(_Cell)
    for told in material:
        published = published_on(told.record)
        for event in told.events:
            if not left_out.admits(told, event):
                continue
            day, _ = day_of(event, published)
            pairs = [
                (side(p.source), side(p.target))
                for p in pairs_of(told.record, event)
                if p.source and p.target
            ]
            if day is None or not pairs:
                left_out.leave(told, event, "no date" if day is None else "no second actor")
                continue
            number = number_of(told.happening(event), event.type)
            for pair in dict.fromkeys(pairs):
                cell = cells[(f"{day:%Y-%m}", *pair)]
                cell.reports += 1
                if number in cell.seen:
                    continue
                cell.seen.add(number)
                cell.quads[event.quad or 0] += 1
                cell.types[event.type if event.type in PLOVER else "other"] += 1
                if event.score is not None:
                    cell.scores.append(event.score)
            left_out.wrote(told, event)
    _rows(cells, out)


def side(actor: Actor) -> str:
    """The country that an actor acts for; its own key where it has none."""
    return actor.country or actor_key(actor)


def _rows(cells: dict[tuple[str, str, str], _Cell], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for key, cell in sorted(cells.items()):
        score = f"{sum(cell.scores) / len(cell.scores):.3f}" if cell.scores else ""
        counts = [cell.types[name] for name in (*_TYPES, "other")]
        rows.writerow(
            [*key, len(cell.seen), cell.reports, *(cell.quads[n] for n in (1, 2, 3, 4)), score, *counts]
        )
    text.flush()
    text.detach()
