"""Record: its JSON and its schema."""

from __future__ import annotations

import json
import pickle

import jsonschema
import pytest

from reportedly import Article, Coder
from reportedly.errors import RecordError
from reportedly.record import ArticleHead, MadeWith, Note, Record, Span, json_schema

HEAD = ArticleHead(title="T", published=None, outlet=None, url=None, language="en", text="Aid came.")
RECORD = Record(
    id="a",
    article=HEAD,
    made_with=MadeWith(coder="0", codebook="p", registry="d", model="m"),
    notes=(Note(code="x", text="y", span=Span(0, 1, "title")),),
)


def test_a_title_span_says_so_in_json() -> None:
    assert json.loads(RECORD.to_json())["notes"][0]["span"] == [0, 1, "title"]


def test_a_record_comes_back_from_its_json() -> None:
    assert Record.from_json(RECORD.to_json()) == RECORD


@pytest.mark.parametrize("span", ["[3, 1]", "[-1, 2]", "[1]", '[1, 2, "text"]', "[1, 2.5]", '"a"'])
def test_what_is_no_span_is_turned_away(span: str) -> None:
    line = RECORD.to_json().replace('[0,1,"title"]', span)
    with pytest.raises(RecordError, match="is no span"):
        Record.from_json(line)


def test_a_record_of_another_version_is_turned_away() -> None:
    with pytest.raises(RecordError):
        Record.from_json(RECORD.to_json().replace("record/1", "record/2"))


def test_a_missing_field_is_named() -> None:
    with pytest.raises(RecordError, match="made_with"):
        Record.from_json('{"schema":"reportedly/record/1","id":"a","article":' + json.dumps({
            "title": None, "published": None, "outlet": None, "url": None, "language": None, "text": ""}) + "}")  # fmt: skip


def test_a_coded_article_fits_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    text = "Iran asked Russia on Monday to deliver helicopters. “We will not,” the Kremlin said in Moscow."
    record = Coder().code(Article(text=text, title="Iran asks", published="2024-03-12"))
    jsonschema.validate(json.loads(record.to_json()), json_schema())


def test_a_record_and_its_spans_are_frozen_and_can_be_sent_to_another_process() -> None:
    with pytest.raises(AttributeError):
        RECORD.id = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Span(0, 1).start = 2
    assert pickle.loads(pickle.dumps(RECORD)) == RECORD
