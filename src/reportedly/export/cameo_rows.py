"""CAMEO rows: events as the older event tables have them: a CAMEO code, a day, and one actor who acts on one other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reportedly.event_table import day_of, published_on
from reportedly.export.codes import Cameo, cameo_of
from reportedly.export.delimited import number_of
from reportedly.export.left_out import LeftOut
from reportedly.export.material import Material, Told
from reportedly.export.pairs import Pair, actor_key, pairs_of
from reportedly.record import Event

__all__ = ["Coded", "cameo_rows"]


class Coded(NamedTuple):
    """One event that goes in, with its number for each pair of actors; the same for all reports of a happening."""

    told: Told
    event: Event
    cameo: Cameo
    day: date
    rows: list[tuple[int, Pair]]


def cameo_rows(
    material: Material, left_out: LeftOut, *, both: bool = False, again: bool = False, bits: int = 53
) -> Iterator[Coded]:
    """The events that have a code, a day and an actor; what lacks one is told as left out.

    Args:
        both: whether a row needs both actors.
        again: on the first of two passes nothing is told.
        bits: of a row's number.
    """
    for told in material:
        published = published_on(told.record)
        for event in told.events:
            if not left_out.admits(told, event, again=again):
                continue
            cameo, (day, _) = cameo_of(event.cameo), day_of(event, published)
            found = pairs_of(told.record, event)
            pairs = [one for one in found if (one.source and one.target) or (not both and any(one[:2]))]
            if cameo is None or day is None or not pairs:
                if not again:
                    lacking = "no second actor" if both else "no actor"
                    left_out.leave(
                        told,
                        event,
                        "no CAMEO code" if cameo is None else "no date" if day is None else lacking,
                    )
                continue
            happening = told.happening(event)
            keys = [tuple(actor_key(actor) if actor else "" for actor in pair[:2]) for pair in pairs]
            numbers = [number_of(happening, *key, cameo.code, bits=bits) for key in keys]
            yield Coded(told, event, cameo, day, list(zip(numbers, pairs)))
