"""Noun phrases of speakers."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from reportedly.steps.speakers import noun_phrase


def test_a_head_before_a_dash_with_nothing_after_it_is_the_phrase() -> None:
    doc = Doc(
        Vocab(),
        ["Rome", "—", "!"],
        heads=[0, 0, 0],
        deps=["ROOT", "punct", "punct"],
        pos=["PROPN", "PUNCT", "PUNCT"],
    )
    doc[2].lex.is_punct = True
    assert noun_phrase(doc[0]) == (0, 1)
