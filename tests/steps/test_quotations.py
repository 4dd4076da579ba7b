"""Quotation marks: typed pairs, apostrophes told apart, open quotations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.steps.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("He said: “We stay.”", ["“We stay.”"]),
        ('He said: "We stay."', ['"We stay."']),
        ("He said: ''We stay.''", ["''We stay.''"]),
        ("He said: «We stay.»", ["«We stay.»"]),
        ("He said: „We stay.“", ["„We stay.“"]),
        ("‘It’s ours,’ he said.", ["‘It’s ours,’"]),
        ("“She said ‘no’ twice,” he said.", ["“She said ‘no’ twice,”"]),
        ('“Mixed marks," he said. "Again."', ['“Mixed marks,"', '"Again."']),
        ("The dogs’ tails and the ’90s", []),
        ("rock 'n' roll isn't dead", []),
        ("A 6' 2\" man", []),
    ],
)
def test_marks_pair_by_their_kind(text: str, wanted: list[str]) -> None:
    assert quoted(text) == wanted


def test_an_open_mark_runs_to_the_end() -> None:
    (found,) = quotations("“We stay. We have food.  ", 0, 25)
    assert not found.closed
    assert found.end == 23


@given(st.text(alphabet="ab .,“”\"'‘’«»„\n"))
def test_quotations_never_overlap(text: str) -> None:
    found = quotations(text, 0, len(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
