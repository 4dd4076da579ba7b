"""One self-contained page: the article, its events and statements; pointing at one lights up its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template

from reportedly._version import __version__
from reportedly.cli.segments import cut, event_spans, statement_spans
from reportedly.explain import EventRow, Reason, StatementRow, event_rows, explain, statement_rows
from reportedly.record import Record, Region, Span

__all__ = ["page"]

# What HTML can't hold, even escaped.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def page(records: Sequence[Record]) -> str:
    """The page of these records; the same records make the same page."""
    names = [record.article.title or record.id for record in records]
    return Template(_file("page.html")).substitute(
        version=_html(__version__),
        title=_html(names[0] if len(names) == 1 else f"{len(names)} articles"),
        style=_file("style.css"),
        script=_file("light.js"),
        records="".join(_record(record) for record in records),
    )


def _file(name: str) -> str:
    return files("reportedly.cli.webpage").joinpath(name).read_text(encoding="utf-8")


def _html(words: str) -> str:
    return escape(_UNSHOWN.sub("\ufffd", words))


def _record(record: Record) -> str:
    head = record.article
    about = " · ".join(_html(part) for part in (head.outlet, head.published, head.url) if part)
    made = record.made_with
    parts = [
        '<section class="record">\n<article class="article" tabindex="0" aria-label="The article">',
        f"<h1>{_region(record, 'title')}</h1>" if head.title else "<h1>Untitled article</h1>",
        f'<p class="about">{about}</p>' if about else "",
        f'<div class="text">{_region(record, "text")}</div>\n</article>\n<div class="found">',
        _events(record),
        _statements(record),
        _notes(record),
        f'<p class="made">Coder {_html(made.coder)}, codebook {_html(made.codebook)}, registry '
        f"{_html(made.registry)}, parser model {_html(made.model)}. Record {_html(record.id)}.</p>",
        "</div>\n</section>\n",
    ]
    return "\n".join(part for part in parts if part)


def _region(record: Record, region: Region) -> str:
    """The article's words in pieces, each with where it stands, so that any event's words can be lit."""
    words = record.article.text if region == "text" else record.article.title or ""
    triggers = [event.trigger for event in record.events]
    said = [span for statement in record.statements for span in statement.content]
    others = [span for spans in _lightable(record) for group in spans.values() for span in group]
    pieces = []
    for piece, inside in cut(len(words), region, [*triggers, *said, *others]):
        shown = _html(piece.of(words, words))
        if not inside:
            pieces.append(shown)
            continue
        fired = record.events[inside[0]] if inside[0] < len(triggers) else None
        classes = ["said"] if any(len(triggers) <= i < len(triggers) + len(said) for i in inside) else []
        classes += ["fires", fired.status] if fired else []
        of_event = f' data-event="{_html(fired.id)}"' if fired else ""
        style = f' class="{" ".join(classes)}"' if classes else ""
        at = f'data-at="{piece.start} {piece.end}" data-region="{region}"'
        pieces.append(f"<span {at}{of_event}{style}>{shown}</span>")
    return "".join(pieces)


def _lightable(record: Record) -> Iterable[dict[str, list[Span]]]:
    yield from (event_spans(record, event) for event in record.events)
    yield from (statement_spans(statement) for statement in record.statements)


def _words_of(spans: dict[str, list[Span]]) -> str:
    def plain(span: Span) -> list[int | str]:
        return [span.start, span.end] if span.region == "text" else [span.start, span.end, span.region]

    return _html(
        json.dumps({role: [plain(s) for s in found] for role, found in spans.items()}, separators=(",", ":"))
    )


def _table(heading: str, columns: Sequence[str], rows: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col">{column or "<span class=unseen>id</span>"}</th>' for column in columns)
    body = "\n".join(rows)
    return (
        f'<h2>{heading}</h2>\n<div class="scroll"><table>\n<thead><tr>{cells}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(kind: str, id: str, words: str, told: str, cells: Iterable[str]) -> str:
    opening = (
        f'<tr class="lights {kind}" data-id="{_html(id)}" data-words="{words}" data-told="{_html(told)}">'
    )
    button = f'<td><button type="button" aria-pressed="false">{_html(id)}</button></td>'
    return f"{opening}{button}{''.join(cells)}</tr>"


def _events(record: Record) -> str:
    if not record.events:
        return "<h2>Events</h2><p>None found.</p>"
    columns = ("", "source", "type", "target", "made", "act", "status", "when", "where", "voice")
    rows = []
    for event, row in zip(record.events, event_rows(record), strict=True):
        rows.append(
            _row(
                "event",
                row.id,
                _words_of(event_spans(record, event)),
                _told(row, event.rule),
                _event_cells(row),
            )
        )
        rows.append(_why(record, row.id, len(columns)))
    return _table("Events", columns, rows)


def _told(row: EventRow, rule: str) -> str:
    """What a screen reader says of an event that is kept lit."""
    parties = f"{row.sources or 'unknown source'}, {row.type}, {row.targets or 'no target'}"
    return f"{row.id}: {parties}. Status {row.status}. Voice: {row.voice}. Rule {rule}."


def _event_cells(row: EventRow) -> Iterable[str]:
    plain = (row.sources, row.type, row.targets)
    yield from (f"<td>{_html(cell)}</td>" for cell in plain)
    yield f'<td class="{row.made}">{row.made}</td><td>{_html(row.act)}</td>'
    yield f'<td class="{row.status}">{row.status}</td>'
    yield f'<td class="when">{_html(row.when)}</td><td>{_html(row.where)}</td><td>{_html(row.voice)}</td>'


def _why(record: Record, event: str, columns: int) -> str:
    points = "".join(_point(record, reason) for reason in explain(record, event))
    return (
        f'<tr class="why"><td colspan="{columns}"><details><summary>Why {_html(event)} was coded so</summary>'
        f"<dl>{points}</dl></details></td></tr>"
    )


def _point(record: Record, reason: Reason) -> str:
    head = record.article
    quoted = " … ".join(f"<q>{_html(span.of(head.text, head.title))}</q>" for span in reason.spans)
    rest = " — ".join(part for part in (quoted, _html(reason.why)) if part)
    value = f"<strong>{_html(reason.value)}</strong>"
    return f"<dt>{_html(reason.about)}</dt><dd>{value}{f' {rest}' if rest else ''}</dd>"


def _statements(record: Record) -> str:
    if not record.statements:
        return "<h2>Statements</h2><p>None found.</p>"
    columns = ("", "speaker", "stance", "what was said", "to", "through", "inside")
    rows = [
        _row(
            "statement",
            row.id,
            _words_of(statement_spans(statement)),
            f"{row.id}: {row.speaker} {row.stance}.",
            _said(row),
        )
        for statement, row in zip(record.statements, statement_rows(record), strict=True)
    ]
    return _table("Statements", columns, rows)


def _said(row: StatementRow) -> Iterable[str]:
    cells = (row.speaker, row.stance, row.content, row.addressee, row.medium, row.said_in)
    return (f"<td>{_html(cell)}</td>" for cell in cells)


def _notes(record: Record) -> str:
    if not record.notes:
        return ""
    items = "".join(f"<li>{_html(note.text)}</li>" for note in record.notes)
    return f"<h2>Notes</h2><ul>{items}</ul>"
