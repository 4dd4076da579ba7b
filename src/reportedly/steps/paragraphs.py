"""Paragraphs: stretches of a text that sentences never cross, with the dateline as one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Paragraph", "dateline_at", "paragraphs"]

#: A paragraph longer than this many characters is read in pieces, so that memory stays bounded.
LONGEST_PIECE = 20_000

_TERMINAL = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DASH = r"(?:--|[-—–]|(?<=\)):)"
#: Where and by whom a report was written: "KABUL, Afghanistan (AP) -- ", "Quito (EFE) - ", "Dakar, 3 May, APS - ".
_DATELINE = re.compile(
    rf"""[\s"“]*(?:
      [A-Z][A-Z.'’-]+(?:[ ][A-Z][A-Z.'’-]*){{0,3}}              # a town in capitals
        (?:,\s(?:[A-Z][\w.]+\s?){{1,3}}|,\s{_MONTH}\s\d{{1,2}}|,\s\d{{1,2}}\s{_MONTH}){{0,3}}
        \s?(?:\([^()\n]{{2,40}}\))?\s?{_DASH}
    | [A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]*){{0,3}}               # a town, and an agency in brackets
        (?:,\s(?:[A-Z][\w.]+\s?){{1,3}})?\s?\([A-Z][^()\n]{{1,30}}\)\s?{_DASH}
    | [A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]*){{0,2}}               # a town, a date, an agency
        ,\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,\s[A-Z][A-Za-z]+|\s?\([A-Z]\w+\))?\s?{_DASH}
    )\s+(?=["“‘'A-Z\d])""",
    re.VERBOSE,
)
#: A dateline is no longer than this.
_LONGEST_DATELINE = 80


@dataclass(frozen=True)
class Paragraph:
    """A stretch of a region that sentences never cross."""

    start: int
    end: int
    headline: bool


def paragraphs(text: str) -> list[Paragraph]:
    """Cut a text at its line breaks, but not where lines are merely wrapped.

    A dateline stands alone, so that it is not read as the subject of the report. A single line break parts paragraphs
    unless the next line goes on in lower case or the text is wrapped at a fixed width; blank lines always do.

    >>> [(p.start, p.end) for p in paragraphs("Oslo sends aid\\nNorway sent aid.\\nIt came.")]
    [(0, 14), (15, 31), (32, 40)]
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+", text)]
    lines = [(start, end) for start, end in lines if text[start:end].strip()]
    wrapped = _is_wrapped(text, lines)
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined:
            before_start, before_end = joined[-1]
            gap = text[before_end:start]
            blank = len(re.findall(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", gap)) > 1
            first = text[start:end].lstrip()[:1]
            last_line = text[before_start:before_end].rsplit("\n", 1)[-1]
            goes_on = first.islower() or (wrapped and len(last_line) >= 50)
            if not blank and goes_on:
                joined[-1] = (before_start, end)
                continue
        joined.append((start, end))
    found: list[Paragraph] = []
    for number, (start, end) in enumerate(joined):
        headline = (
            number == 0
            and len(joined) > 1
            and end - start <= 200
            and not _TERMINAL.search(text[start:end].rstrip())
        )
        opening = None if headline else dateline_at(text, start, min(end, start + _LONGEST_DATELINE))
        if opening is not None:
            found.append(Paragraph(start, opening, False))
            start = opening
        found.extend(Paragraph(a, b, headline) for a, b in _pieces(text, start, end))
    return found


def dateline_at(text: str, start: int, end: int | None = None) -> int | None:
    """Where the dateline that begins at ``start`` ends, before ``end``; None where none begins.

    >>> dateline_at("KABUL, Afghanistan (AP) -- Two men were detained.", 0)
    27
    """
    found = _DATELINE.match(text, start, len(text) if end is None else end)
    return found.end() if found else None


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the line breaks come from a fixed width: most lines that go on in the next are 50-100 wide."""
    if len(lines) < 4:
        return False
    lengths = [end - start for start, end in lines]
    open_ended = [
        length
        for (start, end), length in zip(lines, lengths)
        if not _TERMINAL.search(text[start:end].rstrip())
    ]
    return (
        max(lengths) <= 100
        and len(open_ended) * 2 > len(lines)
        and min(sorted(open_ended)[1:], default=0) >= 50
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        cut = text.rfind(". ", start + LONGEST_PIECE // 2, limit) + 1 or text.rfind(" ", start + 1, limit)
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, end
