"""The event table: events as flat rows, one for each event, for whoever works with tables.

What a record nests is spread over columns. Parties and voices stand in them as lists, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reportedly.article import parse_published
from reportedly.errors import DateError

if TYPE_CHECKING:
    from reportedly.record import Actor, Argument, Event, EventTime, Record

__all__ = [
    "COLUMNS",
    "arrow_schema",
    "day_of",
    "event_row",
    "event_rows",
    "last_day_of",
    "published_on",
    "voices_of",
]

Row = dict[str, Any]

#: Column -> ``text``, ``day``, ``whole``, ``number``, ``yes`` (true or false) or ``texts`` (a list).
COLUMNS: dict[str, str] = {
    "article": "text", "event": "text", "outlet": "text", "published": "text", "url": "text", "title": "text",
    "language": "text", "day": "day", "dated_by": "text", "type": "text", "mode": "text", "act": "text",
    "made": "text", "status": "text", "polarity": "text", "certainty": "text", "tense": "text",
    "sources": "texts", "source_registries": "texts", "source_countries": "texts", "source_sectors": "texts",
    "targets": "texts", "target_registries": "texts", "target_countries": "texts", "target_sectors": "texts",
    "act_sources": "texts", "act_targets": "texts", "voices": "texts", "voice_countries": "texts",
    "article_itself": "yes", "stances": "texts", "start": "text", "end": "text", "precision": "text",
    "not_before": "text", "not_after": "text", "basis": "text", "act_start": "text", "act_end": "text",
    "trigger": "text", "act_trigger": "text", "evidence": "texts", "sentence": "text",
    "sentence_start": "whole", "sentence_end": "whole", "region": "text", "cameo": "text", "contexts": "texts",
    "quad": "whole", "score": "number", "place": "text", "place_country": "text", "admin1": "text",
    "lat": "number", "lon": "number", "geonameid": "whole", "place_precision": "text", "killed": "whole",
    "injured": "whole", "size": "whole", "rule": "text", "confidence": "number",
}  # fmt: skip


def published_on(record: Record) -> date | None:
    """The day on which the record's article was published, where that is known."""
    try:
        return parse_published(record.article.published).date() if record.article.published else None
    except DateError:
        return None


def day_of(event: Event, published: date | None) -> tuple[date | None, str]:
    """The day that tables place an event at, and what it rests on: ``time``, ``published`` or ``unknown``."""
    if event.time.start is not None:
        return date.fromisoformat(event.time.start[:10]), "time"
    return published, "published" if published else "unknown"


def last_day_of(event: Event) -> date | None:
    """The last day on which an event can have been, where its text gives it a time with an end.

    A record's intervals are half-open: what ends on ``2024-04-01`` was over with March.
    """
    if event.time.end is None:
        return None
    end = datetime.fromisoformat(event.time.end)
    return (end.replace(tzinfo=None) - timedelta(microseconds=1)).date()


def voices_of(record: Record, event: Event) -> tuple[list[Actor], list[str]]:
    """Who vouches for an event, the innermost speaker of each statement, and with which stances.

    Statements stand outermost first, so the last one's speaker is the one who says it happened.
    """
    statements = {statement.id: statement for statement in record.statements}
    actors = {actor.id: actor for actor in record.actors}
    said = [statements[id] for id in event.said_by if id in statements]
    speakers = [actors[s.speaker] for s in said[-1:] if s.speaker in actors]
    return speakers, [s.stance for s in said]


def event_rows(records: Iterable[Record]) -> Iterator[Row]:
    """The rows of many records, in their order."""
    for record in records:
        for event in record.events:
            yield event_row(record, event)


def event_row(record: Record, event: Event) -> Row:
    """One event as a row with the keys of `COLUMNS`."""
    head = record.article
    actors = {actor.id: actor for actor in record.actors}
    place = record.places[event.place] if event.place is not None else None
    voices, stances = voices_of(record, event)
    day, dated_by = day_of(event, published_on(record))
    act_sources = event.sources if event.act_sources is None else event.act_sources
    act_targets = event.targets if event.act_targets is None else event.act_targets
    return {
        "article": record.id, "event": event.id,
        **{name: getattr(head, name) for name in ("outlet", "published", "url", "title", "language")},
        "day": day, "dated_by": dated_by,
        **{name: getattr(event, name) for name in ("type", "mode", "act", "made", "status", "polarity", "certainty", "tense")},
        **_side("source", event.sources, actors), **_side("target", event.targets, actors),
        "act_sources": [actors[a.actor].name for a in act_sources],
        "act_targets": [actors[a.actor].name for a in act_targets],
        "voices": [voice.name for voice in voices], "voice_countries": [voice.country or "" for voice in voices],
        "article_itself": not event.said_by, "stances": stances,
        **_time(event.time),
        "act_start": event.act_time.start if event.act_time else None,
        "act_end": event.act_time.end if event.act_time else None,
        "trigger": event.trigger.of(head.text, head.title),
        "act_trigger": event.act_trigger.of(head.text, head.title) if event.act_trigger else None,
        "evidence": [span.of(head.text, head.title) for span in event.evidence],
        "sentence": event.sentence.of(head.text, head.title),
        "sentence_start": event.sentence.start, "sentence_end": event.sentence.end, "region": event.sentence.region,
        "cameo": event.cameo, "contexts": list(event.contexts), "quad": event.quad, "score": event.score,
        "place": place.name if place else None, "place_country": place.country if place else None,
        **{name: getattr(place, name, None) for name in ("admin1", "lat", "lon", "geonameid")},
        "place_precision": place.precision if place else None,
        **{name: _value(getattr(event, name)) for name in ("killed", "injured", "size")},
        "rule": event.rule, "confidence": event.confidence,
    }  # fmt: skip


def _side(name: str, arguments: Iterable[Argument], actors: dict[str, Actor]) -> Row:
    """The four columns of a side; lists run side by side, an unknown is an empty text."""
    parties = [actors[argument.actor] for argument in arguments]
    return {
        f"{name}s": [party.name for party in parties],
        f"{name}_registries": [party.registry or "" for party in parties],
        f"{name}_countries": [party.country or "" for party in parties],
        f"{name}_sectors": [" ".join(party.sectors) for party in parties],
    }


def _time(time: EventTime) -> Row:
    return {
        key: getattr(time, key) for key in ("start", "end", "precision", "not_before", "not_after", "basis")
    }


def _value(figure: Any) -> int | None:
    return figure.value if figure else None


def arrow_schema(columns: dict[str, str] = COLUMNS) -> Any:
    """The columns as an Arrow schema; needs pyarrow."""
    import pyarrow as pa

    types = {"text": pa.string(), "day": pa.date32(), "whole": pa.int64(), "number": pa.float64(),
             "yes": pa.bool_(), "texts": pa.list_(pa.string())}  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])
