"""`reportedly` as a component of a spaCy pipeline, found by its entry point."""

from __future__ import annotations

from datetime import date

import pytest
import spacy


def test_a_pipeline_finds_it_without_an_import() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    doc = nlp("Peru’s foreign minister accused Fiji of spying.")
    assert [event.type for event in doc._.reportedly.events] == ["ACCUSE"]
    assert doc._.reportedly.article.text == doc.text


def test_what_is_known_of_a_text_stands_in_its_user_data() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly", config={"times": "news", "language": "any"})
    doc = nlp.make_doc("Kenya sent food aid to Malawi on Monday.")
    doc.user_data.update(published="2024-05-02", outlet="Quay News")
    record = nlp(doc)._.reportedly
    assert (record.article.outlet, record.events[0].time.start) == ("Quay News", "2024-04-29")


def test_many_texts_keep_their_order() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    texts = ["Peru accused Fiji.", "It rained.", "Kenya sent food aid to Malawi."]
    found = [[event.type for event in doc._.reportedly.events] for doc in nlp.pipe(texts)]
    assert found == [["ACCUSE"], [], ["AID"]]


def test_a_text_that_cant_be_coded_is_told_and_the_others_go_on() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    german = "Der Minister sagte am Montag, die Regierung werde das Abkommen nicht unterzeichnen."
    with pytest.warns(UserWarning, match="has no record"):
        found = [
            doc._.reportedly
            for doc in nlp.pipe(["", "Peru accused Fiji.", german, "Kenya sent food aid to Malawi.", ""])
        ]
    assert [record and record.events[0].type for record in found] == [None, "ACCUSE", None, "AID", None]


def test_a_day_of_publication_may_be_a_date() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    doc = nlp.make_doc("Kenya sent food aid to Malawi on Monday.")
    doc.user_data["published"] = date(2024, 5, 2)
    assert nlp(doc)._.reportedly.events[0].time.start == "2024-04-29"


def test_a_setting_that_isnt_there_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="events='carful': it is one of thorough, careful"):
        spacy.blank("en").add_pipe("reportedly", config={"events": "carful"})


def test_a_record_goes_along_with_its_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    doc = nlp("Peru accused Fiji.")
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.reportedly == doc._.reportedly


def test_a_pipeline_codes_in_several_processes() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    texts = ["Peru accused Fiji.", "Kenya sent food aid to Malawi."]
    found = [doc._.reportedly.events[0].type for doc in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert found == ["ACCUSE", "AID"]


def test_a_field_that_is_no_text_costs_its_own_record_only() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    odd, fine = nlp.make_doc("Peru accused Fiji."), nlp.make_doc("Peru accused Fiji.")
    odd.user_data["id"] = 17
    with pytest.warns(UserWarning, match="id: 17 is no string"):
        found = [doc._.reportedly for doc in nlp.pipe([odd, fine])]
    assert found[0] is None
    assert found[1] is not None
