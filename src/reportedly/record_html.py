"""A record as HTML, for notebooks: the text with its actors, triggers and cues marked, its events in a table."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from reportedly.event_table import event_row

if TYPE_CHECKING:
    from reportedly.record import Record, Region, Span

__all__ = ["record_html"]

#: Longer texts are cut in a notebook; the record itself isn't.
SHOWN = 5_000
_STYLE = {
    "actor": "background:#dbeafe;color:#111;border-radius:2px",
    "trigger": "background:#fde68a;color:#111;border-radius:2px;font-weight:600",
    "cue": "border-bottom:2px solid #7c3aed",
}
_COLUMNS = ("day", "sources", "type", "targets", "made", "voices", "place", "sentence")


def record_html(record: Record) -> str:
    """The record as a piece of HTML without scripts; all that comes from the article is escaped."""
    head = record.article
    about = " · ".join(escape(part) for part in (head.outlet, head.published) if part)
    title = f"<b>{_marked(record, 'title', head.title)}</b><br>" if head.title else ""
    text = _marked(record, "text", head.text[:SHOWN]) + (" …" if len(head.text) > SHOWN else "")
    return (
        f'<div style="max-width:60em">{title}<small>{about}</small>'
        f'<p style="white-space:pre-wrap">{text}</p>{_table(record)}</div>'
    )


def _table(record: Record) -> str:
    if not record.events:
        return "<p><i>No events.</i></p>"
    head = "".join(f'<th style="text-align:left">{name}</th>' for name in _COLUMNS)
    rows = "".join(f"<tr>{''.join(_cells(event_row(record, event)))}</tr>" for event in record.events)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(row: dict[str, Any]) -> Iterable[str]:
    for name in _COLUMNS:
        value = row[name]
        if name == "voices" and row["article_itself"]:
            value = "(the article)"
        told = ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
        yield f'<td style="text-align:left;vertical-align:top">{escape(told)}</td>'


def _marked(record: Record, region: Region, text: str) -> str:
    """The text with what is marked in it; where marks overlap, the one that starts first, then the longest, stays."""
    marks: list[tuple[Span, str, str]] = []
    for event in record.events:
        marks.append((event.trigger, "trigger", f"{event.type}, {event.made}"))
        for argument in (*event.sources, *event.targets):
            marks.append((argument.span, "actor", "takes part in an event"))
    marks += [(said.cue, "cue", said.stance) for said in record.statements if said.cue]
    parts, at = [], 0
    for span, kind, why in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end, mark[1], mark[2])):
        if span.region != region or span.start < at or span.end > len(text) or span.end == span.start:
            continue
        parts.append(escape(text[at : span.start]))
        words = escape(text[span.start : span.end])
        parts.append(f'<span style="{_STYLE[kind]}" title="{escape(why)}">{words}</span>')
        at = span.end
    return "".join([*parts, escape(text[at:])])
