"""Which actors of a sentence are the parties of a deed."""

from __future__ import annotations

import pytest

from reportedly import Article, Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def sides(coder: Coder, text: str, type: str) -> tuple[list[str], list[str]]:
    record = coder.code(Article(text=text, published="2024-05-02"))
    event = next(event for event in record.events if type in (event.type, event.act))
    return tuple([text[a.span.start : a.span.end] for a in side] for side in (event.sources, event.targets))  # type: ignore[return-value]


def test_what_is_moved_is_no_party_but_where_it_is_moved_from(coder: Coder) -> None:
    assert sides(coder, "The United States withdrew its forces from Niger.", "RETREAT")[1] == ["Niger"]


def test_the_one_who_is_hit_stands_behind_a_nominal_deed(coder: Coder) -> None:
    text = "Saudi Arabia carried out an air strike against Houthi rebels near Saada."
    assert sides(coder, text, "ASSAULT") == (["Saudi Arabia"], ["Houthi rebels"])


def test_the_voice_that_reports_a_deed_is_no_party_to_it(coder: Coder) -> None:
    text = "Turkey arrested two Greek officers at the border, a Bulgarian minister said."
    assert sides(coder, text, "COERCE") == (["Turkey"], ["two Greek officers"])


def test_in_the_passive_the_agent_is_the_source(coder: Coder) -> None:
    text = "The Kenyan ambassador was expelled by Somalia on Tuesday."
    assert sides(coder, text, "SANCTION") == (["Somalia"], ["The Kenyan ambassador"])


def test_no_actor_is_on_both_sides(coder: Coder) -> None:
    text = "Japan accused China of sending ships, and China accused Japan of lying about Japan."
    for event in coder.code(Article(text=text)).events:
        assert not {a.actor for a in event.sources} & {a.actor for a in event.targets}
