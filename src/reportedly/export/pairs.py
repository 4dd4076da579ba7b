"""Pairs: an event as one actor who does something to one other, for formats that know nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportedly.record import Actor, Argument, Event, Record

__all__ = ["Pair", "actor_key", "pairs_of"]


class Pair(NamedTuple):
    """Source and target with the words that put them there; None where the text names none."""

    source: Actor | None
    target: Actor | None
    source_argument: Argument | None
    target_argument: Argument | None


def pairs_of(record: Record, event: Event) -> Iterator[Pair]:
    """Every source with every target, each pair once.

    Parties that do something together (several sources, no target) act on one another, both ways, as CAMEO's coders have
    it. A side that the text doesn't name is None.
    """
    actors = {actor.id: actor for actor in record.actors}
    together = not event.targets and len({argument.actor for argument in event.sources}) > 1
    targets = event.sources if together else event.targets
    seen = set()
    for source in event.sources or (None,):
        for target in targets or (None,):
            key = (source and source.actor, target and target.actor)
            if key in seen or (source and target and source.actor == target.actor):
                continue
            seen.add(key)
            yield Pair(
                actors[source.actor] if source else None,
                actors[target.actor] if target else None,
                source,
                target,
            )


def actor_key(actor: Actor) -> str:
    """What joins an actor across articles: its registry id, else name, country and kind.

    >>> actor_key(Actor(id="a1", name="Dockers", kind="people", registry=None, country="NOR", sectors=(), role=None, mentions=()))
    'dockers (people, NOR)'
    """
    return actor.registry or f"{actor.name.casefold()} ({actor.kind}, {actor.country or '?'})"
