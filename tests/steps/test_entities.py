"""Entities of many sentences at once: those that spaCy's own recogniser finds."""

from collections.abc import Iterable
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.steps.entities import EntitiesAtOnce
from reportedly.steps.parse import DEFAULT_MODEL

SENTENCES = (
    "Prime Minister Anna Lind of Norway met 40 delegates from the African Union in Addis Ababa on 3 May 2024.",
    "Oslo",
    "",
    " \n ",
    "It rained.",
    "The Bank of Japan bought 2.5 billion dollars of bonds. The European Commission did not.",
    "the north bank of the Blue Nile , the Suez Canal Authority",
    "Reuters and Agence France-Presse",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(DEFAULT_MODEL)


def _entities(docs: Iterable[Doc]) -> list[list[tuple[int, int, str]]]:
    return [[(one.start, one.end, one.label_) for one in doc.ents] for doc in docs]


def _ner(nlp: Language) -> Any:
    return nlp.get_pipe("ner")


def _parsed(nlp: Language) -> list[Doc]:
    with nlp.select_pipes(disable="ner"):
        return list(nlp.pipe(SENTENCES))


def test_the_entities_are_those_of_the_recogniser(nlp: Language) -> None:
    found = _entities(EntitiesAtOnce(_ner(nlp)).pipe(_parsed(nlp)))
    assert found == _entities(_ner(nlp).pipe(_parsed(nlp)))
    assert sum(map(len, found)) > 8


def test_no_entity_goes_on_over_the_end_of_a_sentence(nlp: Language) -> None:
    doc = nlp.make_doc("Bank of Japan")
    for token in doc:
        token.is_sent_start = True
    assert all(len(one) == 1 for one in EntitiesAtOnce(_ner(nlp))(doc).ents)


def test_all_other_words_are_outside(nlp: Language) -> None:
    doc = EntitiesAtOnce(_ner(nlp))(nlp.make_doc("Norway sent aid."))
    assert [token.ent_iob_ for token in doc] == ["B", "O", "O", "O"]


def test_a_search_that_is_not_greedy_is_left_to_spacy(nlp: Language) -> None:
    ner = spacy.blank("en").add_pipe("beam_ner")
    assert not EntitiesAtOnce.can_stand_for(ner)
    assert not EntitiesAtOnce.can_stand_for(nlp.get_pipe("tagger"))
