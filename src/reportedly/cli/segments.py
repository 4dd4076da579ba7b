"""Cut a text at the bounds of spans, so that every piece lies wholly inside or outside each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from reportedly.record import Event, Record, Region, Span, Statement

__all__ = ["cut", "event_spans", "statement_spans"]


def cut(length: int, region: Region, spans: Sequence[Span]) -> list[tuple[Span, tuple[int, ...]]]:
    """The pieces of a region of so many characters, in order, each with the indices of the spans that hold it.

    Together the pieces are the whole region.

    >>> cut(8, "text", [Span(2, 6), Span(4, 8)])
    [(Span(0, 2), ()), (Span(2, 4), (0,)), (Span(4, 6), (0, 1)), (Span(6, 8), (1,))]
    """
    starts: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for index, span in enumerate(spans):
        if span.region == region and span.start < min(span.end, length):
            starts[span.start].append(index)
            ends[min(span.end, length)].append(index)
    pieces = []
    inside: set[int] = set()
    for start, end in pairwise(sorted({0, length, *starts, *ends})):
        inside.difference_update(ends[start])
        inside.update(starts[start])
        pieces.append((Span(start, end, region), tuple(sorted(inside))))
    return pieces


def event_spans(record: Record, event: Event) -> dict[str, list[Span]]:
    """The words of an event, by what they are to it."""
    times = [time.span for time in (event.time, event.act_time) if time and time.span]
    places = (
        [record.places[event.place].span]
        if event.place is not None and event.place < len(record.places)
        else []
    )
    figures = [figure.span for figure in (event.killed, event.injured, event.size) if figure]
    found = {
        "trigger": [event.trigger],
        "act": [event.act_trigger] if event.act_trigger else [],
        "source": [argument.span for argument in event.sources],
        "target": [argument.span for argument in event.targets],
        "act-source": [argument.span for argument in event.act_sources or ()],
        "act-target": [argument.span for argument in event.act_targets or ()],
        "time": times,
        "place": places,
        "decides": list(event.evidence),
        "figure": figures,
    }
    return {role: list(dict.fromkeys(spans)) for role, spans in found.items() if spans}


def statement_spans(statement: Statement) -> dict[str, list[Span]]:
    """The words of a statement, by what they are to it."""
    found = {
        "speaker": [statement.speaker_span] if statement.speaker_span else [],
        "cue": [statement.cue] if statement.cue else [],
        "content": list(statement.content),
        "medium": [statement.medium.span] if statement.medium else [],
    }
    return {role: spans for role, spans in found.items() if spans}
