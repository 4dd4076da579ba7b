"""Forms embedded once: what is read stays what the whole model reads."""

import spacy
from spacy.tokens import Doc

from reportedly.steps.embedding import embed_each_form_once
from reportedly.steps.parse import DEFAULT_MODEL, load_parser

_TEXTS = (
    "Norway sent food aid to Malawi on Monday.",
    "The minister of Peru said that the food had not come, and that Norway would be asked for more.",
    "",
    "Rain.",
)


def test_forms_embedded_once_read_as_before() -> None:
    plain, cut = spacy.load(DEFAULT_MODEL), spacy.load(DEFAULT_MODEL)
    embed_each_form_once(cut)

    def read(nlp: spacy.language.Language) -> list[list[tuple[str, str, int, str]]]:
        return [[(t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc] for doc in nlp.pipe(_TEXTS)]

    assert read(cut) == read(plain)


def test_what_a_sentence_is_read_as_does_not_hang_on_its_batch() -> None:
    nlp = load_parser().nlp

    def words(text: str) -> Doc:
        return nlp.make_doc(text)

    alone = [[(t.dep_, t.head.i, t.ent_type_) for t in next(nlp.pipe([words(text)]))] for text in _TEXTS]
    together = [
        [(t.dep_, t.head.i, t.ent_type_) for t in doc] for doc in nlp.pipe([words(t) for t in _TEXTS * 3])
    ]
    assert together == alone * 3


def test_a_pipeline_without_such_models_is_left_alone() -> None:
    blank = spacy.blank("en")
    embed_each_form_once(blank)
    assert [t.text for t in blank("Rain fell.")] == ["Rain", "fell", "."]
