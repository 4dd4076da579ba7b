"""What stands in quotation marks: typed pairs, paragraph by paragraph, and quotations that go on over paragraphs.

Marks are paired by their kind and by what stands beside them, never by counting: one missing mark spoils its own
paragraph and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Quotation", "quotations"]

_MARK = re.compile("``|''|[\"“”„«»‘’'‚‹›]")
_OPENING = {
    "“": '”“"',
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"”',
    "``": "''",
    "''": "''",
    "‘": "’",
    "'": "'’",
    "‚": "‘’",
    "‹": "›",
}
_CLOSERS = {
    opening: frozenset({"''"} if closing == "''" else closing) for opening, closing in _OPENING.items()
}
#: Marks whose form says whether they open or close.
_ONE_WAY = frozenset({"“", "„", "«", "»", "‹"})
#: A quotation in single marks is a phrase; farther away stands an apostrophe.
LONGEST_IN_SINGLE_MARKS = 1500
_SINGLE = frozenset("‘'‚‹")
#: Words that begin with an apostrophe.
_CLIPPED = re.compile(r"(?:tis|twas|em|til|cause|round|n|\d\ds?)\b", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{—–-/:,;=.…") | {""}
_LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, in code points of their region.

    Args:
        start: the opening mark.
        end: one past the closing mark; where none is, the paragraph's end.
        closed: whether the closing mark is there.
    """

    start: int
    end: int
    closed: bool


def quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The outermost quotations of the paragraph ``text[start:end]``, in reading order.

    Double marks that nobody closes run to the paragraph's end, as the first paragraphs of a long quotation do; single
    ones are taken for apostrophes then. A quotation inside a quotation is a part of it.

    >>> text = 'He said: "We won’t go." Then: ‘It’s the workers’ choice.’'
    >>> [text[q.start:q.end] for q in quotations(text, 0, len(text))]
    ['"We won’t go."', '‘It’s the workers’ choice.’']
    """
    found = []
    marks = list(_MARK.finditer(text, start, end))
    at = 0
    while at < len(marks):
        mark = marks[at]
        closing = _closing(text, marks, at, start, end) if _opens(text, mark, start, end) else None
        if closing is None:
            at += 1
            continue
        if closing < len(marks):
            found.append(Quotation(mark.start(), marks[closing].end(), True))
        else:
            found.append(Quotation(mark.start(), start + len(text[start:end].rstrip()), False))
        at = closing + 1
    return tuple(found)


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    kind = mark.group()
    if kind not in _OPENING:
        return False
    before = text[mark.start() - 1] if mark.start() > start else ""
    after = text[mark.end()] if mark.end() < end else ""
    if not after or after.isspace():
        return False
    free = before.isspace() or before in _BEFORE_OPENING or before in "\"“'‘"
    if kind in {"“", "„", "«", "``"}:
        return True
    if kind in {'"', "»", "”", "''"}:
        return free
    return free and not _CLIPPED.match(text, mark.end())


def _closes(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else ""
    return not before.isspace() and not _LETTERS.match(after)


def _closing(text: str, marks: list[re.Match[str]], opening: int, start: int, end: int) -> int | None:
    """Index of the mark that closes; ``len(marks)`` where a double mark stays open, None where it quotes nothing."""
    kind = marks[opening].group()
    single = kind in _SINGLE
    closers = _CLOSERS[kind]
    inner = 0
    owner = None
    for at in range(opening + 1, len(marks)):
        mark = marks[at]
        sign = mark.group()
        if single and mark.start() - marks[opening].start() > LONGEST_IN_SINGLE_MARKS:
            break
        closes_low = kind == "„" and sign == "“" and not text[mark.start() - 1].isspace()
        if sign == "“" and kind != "“" and not single and not closes_low:
            inner += _opens(text, mark, start, end)
        elif sign == "”" and inner:
            inner -= 1
        elif sign in closers:
            if sign == "“" and text[mark.start() - 1].isspace():
                continue
            if (kind not in _ONE_WAY or sign == '"') and not _closes(text, mark, start, end):
                continue
            if single and _may_own(text, mark, end):
                owner = at if owner is None else owner
                continue
            return at
    return owner if single else len(marks)


def _may_own(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether the mark may be the apostrophe of a plural owner: *the workers’ choice*."""
    return (
        text[mark.start() - 1] in "sSxz"
        and re.match(r" [a-z]", text[mark.end() : min(mark.end() + 2, end)]) is not None
    )


def words_of(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words of a stretch; marks and punctuation are none."""
    return re.finditer(r"\w+(?:['’.\-]\w+)*", text[start:end])
