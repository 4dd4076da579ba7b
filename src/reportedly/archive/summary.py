"""Summary: what a happening's reports come to: parties, time, place, voices, outlets, and the spread of figures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["summary", "voices_of"]

Row = dict[str, Any]


def summary(id: str, rows: Sequence[Row]) -> Row:
    """One happening of its reports' rows (events joined with their articles), in the order in which they came."""
    events = [json.loads(row["json"]) for row in rows]
    commonest_act, _ = Counter(row["act"] for row in rows).most_common(1)[0]
    days = sorted(str(row["published"]) for row in rows if row["published"])
    return {
        "id": id,
        "type": rows[0]["type"],
        "act": commonest_act,
        "sources": _parties(row["sources"] for row in rows),
        "targets": _parties(row["targets"] for row in rows),
        "time": _time(events),
        "place": _place(rows),
        "status": dict(sorted(Counter(row["status"] for row in rows).items())),
        "reports": [_report(row, event) for row, event in zip(rows, events, strict=True)],
        "outlets": independent_outlets(rows),
        **{figure: _spread(event[figure] for event in events) for figure in ("killed", "injured", "size")},
        "first_seen": days[0] if days else None,
        "last_seen": days[-1] if days else None,
    }


def _report(row: Row, event: Row) -> Row:
    return {
        "article": row["article"],
        "event": row["event"],
        "trigger": event["trigger"],
        "status": row["status"],
        "words": row["words"],
        "outlet": row["outlet"],
        "published": row["published"],
        "voices": voices_of(row, event),
        "copy_of": row["copy_of"],
        "made": row["made"],
        "act": row["act"],
        "day": row["day"].isoformat() if row["day"] else None,
        "by": _parties([row["sources"]]),
        "who": [party["name"] for party in row["sources"]],
        "figures": {name: (event[name] or {}).get("value") for name in ("killed", "injured", "size")},
        "due": _due(event),
        "act_sources": _parties([row["act_sources"] or row["sources"]]),
        "act_targets": _parties([row["act_targets"] if row["act_targets"] is not None else row["targets"]]),
    }


def _due(event: Row) -> list[str | None] | None:
    """By when the act is to be done, half-open."""
    time = event["act_time"]
    return [time["start"], time["end"]] if time and (time["start"] or time["end"]) else None


def voices_of(row: Row, event: Row) -> list[Row]:
    """Who vouches in one report: its speakers, or the article itself."""
    speakers = [
        {k: p[k] for k in ("name", "registry", "country")} | {"article_itself": False} for p in row["voices"]
    ]
    if speakers or event["said_by"]:
        return speakers
    return [{"name": row["outlet"], "registry": None, "country": None, "article_itself": True}]


def independent_outlets(rows: Sequence[Row]) -> int:
    """How many witnesses: a copy counts as its original, a wire story as its agency's."""
    witnesses = {row["credit"] or row["outlet"] or row["article"] for row in rows if not row["copy_of"]}
    return len(witnesses) or 1


def _parties(sides: Iterable[Sequence[Row]]) -> list[Row]:
    """The parties that any report names, the most named first; one that only adds nothing to a fuller one is left out."""
    counts: Counter[tuple[str, str | None, str | None, tuple[str, ...]]] = Counter()
    for side in sides:
        for party in side:
            counts[party["name"], party["registry"], party["country"], tuple(party["sectors"] or ())] += 1
    merged: dict[str, tuple[int, Row]] = {}
    for (name, registry, country, sectors), count in counts.items():
        key = registry or f"{name.casefold()} {country or ''}"
        before, row = merged.get(key, (0, {}))
        better = row if len(row.get("name", "")) >= len(name) else {
            "name": name, "registry": registry, "country": country, "sectors": list(sectors)
        }  # fmt: skip
        merged[key] = before + count, better
    return [row for _, row in sorted(merged.values(), key=lambda pair: (-pair[0], pair[1]["name"]))]


def _time(events: Sequence[Row]) -> Row:
    """The most exact time that a report states, the first told of equals; else unknown."""
    order = {"minute": 0, "hour": 0, "day": 1, "week": 2, "month": 3, "quarter": 4, "season": 4, "year": 5}
    stated = [event["time"] for event in events if event["time"]["start"]]
    if not stated:
        return {"start": None, "end": None, "precision": None}
    best = min(stated, key=lambda time: order.get(time["precision"] or "", 9))
    return {key: best[key] for key in ("start", "end", "precision")}


def _place(rows: Sequence[Row]) -> Row | None:
    named = Counter((row["place"], row["place_country"]) for row in rows if row["place"])
    if not named:
        return None
    (name, country), _ = named.most_common(1)[0]
    return {"name": name, "country": country}


def _spread(figures: Iterable[Row | None]) -> list[int] | None:
    """The least and the most that was said."""
    values = [figure["value"] for figure in figures if figure and figure["value"] is not None]
    return [min(values), max(values)] if values else None
