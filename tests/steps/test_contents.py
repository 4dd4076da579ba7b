"""Which statements hold a span."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.record import Span, Statement
from reportedly.steps.contents import Contents

SPANS = st.builds(
    lambda start, length, region: Span(start, start + length, region),
    st.integers(0, 40),
    st.integers(0, 30),
    st.sampled_from(["text", "title"]),
)


def statement(number: int, content: list[Span]) -> Statement:
    return Statement(
        id=f"s{number}", speaker=None, speaker_span=None, cue=None, content=tuple(content), kind="indirect",
        stance="asserts", addressee=None, medium=None, said_in=None, confidence=1.0,
    )  # fmt: skip


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=12), SPANS)
def test_it_finds_what_a_look_at_each_statement_finds(contents: list[list[Span]], span: Span) -> None:
    statements = [statement(number, content) for number, content in enumerate(contents, 1)]
    wanted = [s for s in statements if any(part.contains(span) for part in s.content)]
    assert list(Contents(statements).holding(span)) == wanted
