"""A record in the terminal: the article with its events and statements marked, and both as tables."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.cli.segments import cut
from reportedly.explain import EventRow, Reason, event_rows, explain, statement_rows
from reportedly.record import Record, Region, Span

if TYPE_CHECKING:
    from reportedly.steps.parse import ParsedArticle

__all__ = ["console", "explanation", "overview", "print_to"]

#: What a pipe gets; a terminal has its own width, and COLUMNS sets either.
WIDTH_OF_A_PIPE = 110
_LONGEST_CONTENT = 160

STATUS_STYLES = {
    "happened": "green",
    "ongoing": "cyan",
    "planned": "blue",
    "possible": "yellow",
    "denied": "red",
    "wanted": "magenta",
}
# Characters that would move the cursor or start an escape sequence: an article must not write on the terminal's state.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


#: The columns of the events and their least widths, which fit into `_WIDE`: there no word of a type or a date is broken.
_EVENT_COLUMNS = (
    ("", 2), ("source", 10), ("type", 9), ("target", 10), ("made", 8), ("act", 9), ("status", 8), ("when", 10),
    ("where", 7), ("voice", 8),
)  # fmt: skip
_WIDE = 108


def console(stream: TextIO | None = None) -> Console:
    """A console on a stream, by default standard output."""
    out = stream or sys.stdout
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure:
        # A terminal of few characters shows "?" rather than nothing.
        reconfigure(errors="replace")
    made = Console(file=out, highlight=False, markup=False, emoji=False)
    if not out.isatty() and "COLUMNS" not in made._environ:
        made.width = WIDTH_OF_A_PIPE
    return made


def print_to(out: Console, shown: RenderableType) -> None:
    """Print; in a pipe without the spaces that fill up a terminal's lines."""
    if out.file.isatty():
        out.print(shown)
        return
    with out.capture() as capture:
        out.print(shown)
    lines = capture.get().split("\n")
    out.file.write("\n".join(line.rstrip(" ") for line in lines))


def overview(record: Record) -> RenderableType:
    """The whole record: article, events, statements, notes."""
    head = record.article
    parts: list[RenderableType] = []
    if head.title:
        parts.append(Text.assemble(_marked(record, "title"), style="bold"))
    about = [part for part in (head.outlet, head.published, head.url) if part]
    if about:
        parts.append(Text(_clean(" · ".join(about)), style="dim"))
    parts += [Text(), _marked(record, "text"), Text()]
    parts += [_events(record), Text(), _statements(record)]
    if record.notes:
        parts.append(Text("\nNotes", style="bold"))
        parts += [Text(_clean(f"  {note.text}")) for note in record.notes]
    return Group(*parts)


def explanation(record: Record, event: str, *, parsed: ParsedArticle | None = None) -> RenderableType:
    """Why one event was coded so: its sentence, then point by point."""
    reasons = explain(record, event, parsed=parsed)
    found = next(one for one in record.events if one.id == event)
    sentence = Text()
    _append(sentence, record, found.sentence.region, _triggers_of(record, event), within=found.sentence)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="italic", overflow="fold")
    table.add_column(overflow="fold")
    for reason in reasons:
        table.add_row(*_reason(record, reason))
    rule = Text(f"reportedly codebook show {found.rule}   prints the rule", style="dim")
    return Group(Padding(sentence, (0, 0, 1, 0)), table, Text(), rule)


def _reason(record: Record, reason: Reason) -> tuple[Text, Text, Text, Text]:
    head = record.article
    words = " … ".join(" ".join(span.of(head.text, head.title).split()) for span in reason.spans)
    style = STATUS_STYLES.get(reason.value, "bold" if reason.about == "event" else "")
    quoted = f"“{_clean(words)}”" if words else ""
    return Text(reason.about), Text(_clean(reason.value), style=style), Text(quoted), Text(_clean(reason.why))


def _triggers_of(record: Record, event: str | None) -> list[tuple[Span, str, str]]:
    """Triggers with their event's id and style, in reading order."""
    found = [
        (one.trigger, one.id, f"bold {STATUS_STYLES[one.status]}")
        for one in record.events
        if event in (None, one.id)
    ]
    return sorted(found, key=lambda trigger: (trigger[0].key(), trigger[1]))


def _marked(record: Record, region: Region) -> Text:
    text = Text()
    _append(text, record, region, _triggers_of(record, None))
    text.rstrip()
    return text


def _append(
    text: Text,
    record: Record,
    region: Region,
    triggers: list[tuple[Span, str, str]],
    within: Span | None = None,
) -> None:
    """Write a region: what is said in italics, triggers in their status' colour with their events' ids behind."""
    words = record.article.text if region == "text" else record.article.title or ""
    said = [span for statement in record.statements for span in statement.content]
    spans = [*(span for span, _, _ in triggers), *said, *([within] if within else [])]
    ids_at: defaultdict[int, list[str]] = defaultdict(list)
    for span, id, _ in triggers:
        if span.region == region:
            ids_at[span.end].append(id)
    for piece, inside in cut(len(words), region, spans):
        if within and len(spans) - 1 not in inside:
            continue
        styles = [triggers[index][2] for index in inside if index < len(triggers)][:1]
        if any(len(triggers) <= index < len(triggers) + len(said) for index in inside):
            styles.append("italic")
        text.append(_clean(piece.of(words, words), lines=True), style=" ".join(styles))
        if piece.end in ids_at:
            text.append(f"[{' '.join(ids_at[piece.end])}]", style="dim")


def _events(record: Record) -> RenderableType:
    rows = event_rows(record)
    return _EventTable(rows) if rows else Text("No events found.")


class _EventTable:
    """The table of events; a narrow terminal breaks words rather than lose the last column."""

    def __init__(self, rows: Sequence[EventRow]) -> None:
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(
            box=box.SIMPLE_HEAD,
            title="Events",
            title_justify="left",
            title_style="bold",
            pad_edge=False,
            padding=(0, 1, 0, 0),
        )
        wide = options.max_width >= _WIDE
        for heading, width in _EVENT_COLUMNS:
            table.add_column(
                heading,
                overflow="fold",
                min_width=width if wide else None,
                no_wrap=heading in {"", "made", "status"},
            )
        for row in self._rows:
            table.add_row(
                Text(row.id, style="dim"),
                _clean(row.sources),
                Text(_clean(row.type), style="bold"),
                _clean(row.targets),
                _status(row.made),
                _clean(row.act),
                _status(row.status),
                row.when,
                _clean(row.where),
                _clean(row.voice),
            )
        yield table


def _statements(record: Record) -> RenderableType:
    rows = statement_rows(record)
    if not rows:
        return Text("No statements found.")
    table = Table(
        box=box.SIMPLE_HEAD, title="Statements", title_justify="left", title_style="bold", pad_edge=False
    )
    for heading in ("", "speaker", "stance", "what was said", "to", "through", "in"):
        table.add_column(heading, overflow="fold", no_wrap=heading in {"", "stance", "in"})
    for row in rows:
        content = (
            row.content if len(row.content) <= _LONGEST_CONTENT else row.content[: _LONGEST_CONTENT - 1] + "…"
        )
        shown = f"“{content}”" if row.kind == "direct" and content[:1] not in "“\"'‘«" else content
        table.add_row(
            Text(row.id, style="dim"),
            _clean(row.speaker),
            row.stance,
            Text(_clean(shown), style="italic"),
            _clean(row.addressee),
            _clean(row.medium),
            row.said_in,
        )
    return table


def _status(status: str) -> Text:
    return Text(status, style=STATUS_STYLES.get(status, ""))


def _clean(words: str, *, lines: bool = False) -> str:
    """The words without what a terminal would obey; on one line unless ``lines``."""
    shown = _CONTROL.sub("\ufffd", words.replace("\r\n", "\n"))
    return shown if lines else " ".join(shown.split())
