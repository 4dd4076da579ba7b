"""Parts of speech and lemmas by tables."""

import pytest
import spacy
from spacy.tokens import Doc

from reportedly.article import Article
from reportedly.steps.forms import Forms
from reportedly.steps.parse import load_parser


def _read(text: str) -> list[tuple[str, str, str]]:
    (sentence,) = load_parser().parse(Article(text=text)).sentences
    return [(token.text, token.pos_, token.lemma_) for token in sentence.doc]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Oslo has sent food.", ("has", "AUX", "have")),
        ("Oslo has a port.", ("has", "VERB", "have")),
        ("The talks were held in Oslo.", ("were", "AUX", "be")),
        ("He said that Oslo would pay.", ("that", "SCONJ", "that")),
        ("Oslo did not pay.", ("not", "PART", "not")),
        ("The ministries denied it.", ("ministries", "NOUN", "ministry")),
        ("Oslo wants to pay.", ("to", "PART", "to")),
        ("Norway paid.", ("Norway", "PROPN", "Norway")),
    ],
)
def test_a_word_has_its_part_and_its_lemma(text: str, word: tuple[str, str, str]) -> None:
    assert word in _read(text)


@pytest.mark.parametrize(("verb", "tag", "lemma"), [("leaving", "VBG", "be"), ("left", "VBN", "have")])
def test_is_and_has_are_told_apart_by_the_verb(verb: str, tag: str, lemma: str) -> None:
    """One form, one tag and one label, but not one lemma."""
    nlp = load_parser().nlp
    doc = Doc(
        nlp.vocab,
        words=["He", "'s", verb],
        tags=["PRP", "VBZ", tag],
        heads=[2, 2, 2],
        deps=["nsubj", "aux", "ROOT"],
    )
    assert nlp.get_pipe("reportedly_forms")(doc)[1].lemma_ == lemma


def test_a_table_that_is_full_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.steps.forms._REMEMBERED", 2)
    forms, nlp = Forms(), spacy.blank("en")
    for text in ("one two three", "four five six", "seven"):
        forms(nlp.make_doc(text))
    assert len(forms._known) == 1
