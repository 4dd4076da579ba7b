"""Marked sentences: examples and training sentences with their events written into them.

A line holds the events, a tab, and the sentence::

    1 REQUEST assist happened AID wanted<TAB>{s1 Nepal} {t1 asked} {o1 India} to {a1 send} helicopters.

An event is ``number TYPE mode made ACT status``, several are parted by ``;``, ``-`` stands for no mode. ``{…}`` marks
words: s source, o target, t trigger, a the act's trigger, x its source, y its target, each with the event's number;
words of several roles carry all of them (``{s1,x2 Iran}``), and marks may nest. ``none`` tells that there is no event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from reportedly.errors import CodebookError
from reportedly.record import Status

__all__ = ["MarkedEvent", "MarkedSentence", "read_marked"]

Words = tuple[int, int]

_ROLES = {
    "s": "sources",
    "o": "targets",
    "t": "trigger",
    "a": "act_trigger",
    "x": "act_sources",
    "y": "act_targets",
}
_SINGLE = frozenset({"trigger", "act_trigger"})
_MARK = re.compile(r"(\{(?:[sotaxy]\d,?)+ |\})")
_FATES = frozenset(get_args(Status))


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """An event as it is wanted; spans count code points of the sentence."""

    type: str
    mode: str | None
    made: str
    act: str
    status: str
    trigger: Words
    act_trigger: Words | None = None
    sources: tuple[Words, ...] = ()
    targets: tuple[Words, ...] = ()
    act_sources: tuple[Words, ...] = ()
    act_targets: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence without its marks, and its events."""

    text: str
    events: tuple[MarkedEvent, ...]


def read_marked(line: str, *, where: str = "") -> MarkedSentence:
    r"""The sentence of one line.

    Args:
        line: events, a tab, the marked sentence.
        where: file and line, or rule, for the message.

    Raises:
        CodebookError: it can't be read.

    >>> found = read_marked("1 AID - happened AID happened\t{s1 Oman} {t1 sent} tents to {o1 Yemen}.")
    >>> found.text, found.events[0].targets
    ('Oman sent tents to Yemen.', ((19, 24),))
    """
    header, tab, marked = line.rstrip("\n").partition("\t")
    if not tab:
        raise _wrong("has no tab between events and sentence", where)
    text, marks = _unmark(marked, where)
    if text != text.strip() or "  " in text:
        raise _wrong("has stray blanks", where)
    heads = _read_header(header, where)
    many: dict[tuple[int, str], list[Words]] = {}
    for letter, number, words in marks:
        role = _ROLES[letter]
        if number not in heads:
            raise _wrong(f"marks event {number}, which its head doesn't have", where)
        if role in _SINGLE and (number, role) in many:
            raise _wrong(f"gives event {number} two {role.replace('_', ' ')}s", where)
        many.setdefault((number, role), []).append(words)
    return MarkedSentence(text, tuple(_event(number, heads[number], many, where) for number in sorted(heads)))


def _event(
    number: int, head: dict[str, str | None], many: dict[tuple[int, str], list[Words]], where: str
) -> MarkedEvent:
    spans = {role: tuple(many.get((number, role), ())) for role in _ROLES.values()}
    if not spans["trigger"]:
        raise _wrong(f"gives event {number} no trigger", where)
    if not spans["sources"] and not spans["targets"]:
        raise _wrong(f"gives event {number} neither source nor target", where)
    return MarkedEvent(
        type=str(head["type"]),
        mode=head["mode"],
        made=str(head["made"]),
        act=str(head["act"]),
        status=str(head["status"]),
        trigger=spans["trigger"][0],
        act_trigger=next(iter(spans["act_trigger"]), None),
        sources=spans["sources"],
        targets=spans["targets"],
        act_sources=spans["act_sources"],
        act_targets=spans["act_targets"],
    )


def _unmark(marked: str, where: str) -> tuple[str, list[tuple[str, int, Words]]]:
    """The plain text, and role letter, event's number and words of each mark."""
    text = ""
    found: list[tuple[str, int, Words]] = []
    opened: list[tuple[list[str], int]] = []
    for part in _MARK.split(marked):
        if part.startswith("{") and part.endswith(" "):
            opened.append((part[1:-1].split(","), len(text)))
        elif part == "}":
            if not opened:
                raise _wrong("has a } without its {", where)
            labels, start = opened.pop()
            found += [(label[0], int(label[1:]), (start, len(text))) for label in labels if label]
        else:
            text += part
    if opened:
        raise _wrong("has a { without its }", where)
    if "{" in text or "}" in text:
        raise _wrong("has a brace that is no mark", where)
    return text, found


def _read_header(header: str, where: str) -> dict[int, dict[str, str | None]]:
    """Number -> the event without its words."""
    events: dict[int, dict[str, str | None]] = {}
    if header.strip() == "none":
        return events
    for entry in header.split(";"):
        fields = entry.split()
        if len(fields) != 6 or not fields[0].isdigit():
            raise _wrong(f"has an event {entry.strip()!r}, not number TYPE mode made ACT status", where)
        number, type, mode, made, act, status = fields
        for fate in (made, status):
            if fate not in _FATES:
                raise _wrong(f"says {fate!r}, which is none of {', '.join(sorted(_FATES))}", where)
        events[int(number)] = {
            "type": type, "mode": None if mode == "-" else mode, "made": made, "act": act, "status": status,
        }  # fmt: skip
    return events


def _wrong(what: str, where: str) -> CodebookError:
    return CodebookError(f"a marked sentence {what}", where=where)
