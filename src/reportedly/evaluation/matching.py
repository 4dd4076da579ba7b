"""Matching: what of a record is right, wrong or missing against the gold of its article, counted by step and by type.

Two events are the same if they have the same type and their triggers share a character. What belongs to an event (parties,
day, place, whether it took place, voice) is compared only where the event itself was found, as one step can't answer for
another. Two statements are the same if their words overlap by half, and said rightly if the speaker is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.evaluation.gold import Gold
from reportedly.evaluation.items import EventItem, Party, StatementItem, event_items, statement_items
from reportedly.record import Record, Span

__all__ = ["STEPS", "Counts", "Tally", "tally"]

#: The steps in the order of the report, and what is counted of each.
STEPS = {
    "does": "events, by type and trigger", "who": "sources and targets", "when": "the event's day",
    "where": "the event's place", "whether": "whether it took place (made, status)", "says": "statements and voices",
}  # fmt: skip


@dataclass(slots=True)
class Counts:
    """Right, wrong and missing of one kind of thing in one article."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, right: int, wrong: int, missing: int) -> None:
        """Count some more."""
        self.right += right
        self.wrong += wrong
        self.missing += missing


@dataclass(slots=True)
class Tally:
    """One article's counts, and for each event that was said to be there, how surely, and whether it was.

    Args:
        counts: (``step`` or ``type``, name) -> counts.
        judged: (confidence, right) of each event whose rightness is known.
    """

    article: str
    counts: dict[tuple[str, str], Counts] = field(default_factory=dict)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def count(self, group: str, name: str, *, right: int = 0, wrong: int = 0, missing: int = 0) -> None:
        """Count some more of a step or a type."""
        self.counts.setdefault((group, name), Counts()).add(right, wrong, missing)


def tally(gold: Gold, record: Record | None) -> Tally:
    """What a record has right of an article's gold; no record at all misses everything."""
    found = Tally(gold.id)
    events = list(event_items(record).values()) if record else []
    pairs = _pairs(events, gold.events)
    for at, event in enumerate(events):
        if at in pairs:
            _count_event(found, event, gold.events[pairs[at]])
        elif gold.whole or any(_same(event, wrong) for wrong in gold.wrong_events):
            found.count("step", "does", wrong=1)
            found.count("type", event.type, wrong=1)
            found.judged.append((event.confidence, False))
    for number, right in enumerate(gold.events):
        if number not in pairs.values():
            found.count("step", "does", missing=1)
            found.count("type", right.type, missing=1)
    _count_statements(found, list(statement_items(record).values()) if record else [], gold)
    return found


def _count_event(found: Tally, event: EventItem, right: EventItem) -> None:
    found.count("step", "does", right=1)
    found.count("type", event.type, right=1)
    found.judged.append((event.confidence, True))
    for said, given in ((event.sources, right.sources), (event.targets, right.targets)):
        hits = _hits(said, given)
        found.count("step", "who", right=hits, wrong=len(said) - hits, missing=len(given) - hits)
    for step, one, other in (("when", event.day, right.day), ("where", event.place, right.place)):
        same = one is not None and one == other
        found.count("step", step, right=int(same), wrong=int(one is not None and not same), missing=int(other is not None and not same))  # fmt: skip
    for value, expected in ((event.made, right.made), (event.status, right.status)):
        same = value == expected
        found.count("step", "whether", right=int(same), wrong=int(not same), missing=int(not same))
    voices = (
        {voice.casefold() for voice in event.voices or ("",)},
        {voice.casefold() for voice in right.voices or ("",)},
    )
    shared = len(voices[0] & voices[1])
    found.count("step", "says", right=shared, wrong=len(voices[0]) - shared, missing=len(voices[1]) - shared)


def _count_statements(found: Tally, said: list[StatementItem], gold: Gold) -> None:
    taken: set[int] = set()
    for one in said:
        at = next(
            (n for n, other in enumerate(gold.statements) if n not in taken and _overlap(one, other) >= 0.5),
            None,
        )
        if at is not None:
            taken.add(at)
            right = (one.speaker or "").casefold() == (gold.statements[at].speaker or "").casefold()
            found.count("step", "says", right=int(right), wrong=int(not right), missing=int(not right))
        elif gold.whole or any(_overlap(one, wrong) >= 0.5 for wrong in gold.wrong_statements):
            found.count("step", "says", wrong=1)
    found.count("step", "says", missing=len(gold.statements) - len(taken))


def _pairs(events: Sequence[EventItem], right: Sequence[EventItem]) -> dict[int, int]:
    """Which event is which of the right ones; equal triggers first, then those that overlap."""
    pairs: dict[int, int] = {}
    for exact in (True, False):
        for at, event in enumerate(events):
            if at in pairs:
                continue
            for number, other in enumerate(right):
                if (
                    number not in pairs.values()
                    and _same(event, other)
                    and (not exact or event.trigger == other.trigger)
                ):
                    pairs[at] = number
                    break
    return pairs


def _same(event: EventItem, other: EventItem) -> bool:
    return event.type == other.type and event.trigger.overlaps(other.trigger)


def _hits(said: Sequence[Party], given: Sequence[Party]) -> int:
    left = list(given)
    for party in said:
        hit = next((other for other in left if party.same(other)), None)
        if hit is not None:
            left.remove(hit)
    return len(given) - len(left)


def _overlap(one: StatementItem, other: StatementItem) -> float:
    """Shared characters over all characters of both."""
    shared = sum(_shared(a, b) for a in one.content for b in other.content)
    whole = sum(span.end - span.start for span in (*one.content, *other.content)) - shared
    return shared / whole if whole else 0.0


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one.region == other.region else 0
