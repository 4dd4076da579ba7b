"""Who says what: passages with their statements, and what a statement carries besides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.article import Article
from reportedly.record import Statement
from reportedly.steps.cast import ActorMention, Cast
from reportedly.steps.choosing import Chosen
from reportedly.steps.parse import ParsedArticle, Parser, Sentence, load_parser
from reportedly.steps.says import find_statements


def _nothing(sentences: Sequence[Sentence]) -> Chosen:
    return Chosen([False] * len(sentences))


PASSAGES = yaml.safe_load(Path(__file__).with_name("statements.yaml").read_text(encoding="utf-8"))["passages"]


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser()


def statements(parser: Parser, text: str, setting: str = "thorough") -> tuple[Statement, ...]:
    return find_statements(parser.parse(Article(text=text)), cast=Cast((), ()), setting=setting)


def line(statement: Statement, parsed: ParsedArticle) -> str:
    """A statement as the passages write it."""
    text, title = parsed.article.text, parsed.article.title
    speaker = statement.speaker_span.of(text, title) if statement.speaker_span else ""
    cue = statement.cue.of(text, title) if statement.cue else ""
    content = " … ".join(part.of(text, title) for part in statement.content)
    return " | ".join([speaker, cue, content, statement.kind, statement.stance])


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["about"] for p in PASSAGES])
def test_a_passage_has_these_statements_and_no_others(parser: Parser, passage: dict[str, Any]) -> None:
    parsed = parser.parse(Article(text=passage["text"], title=passage.get("title")))
    found = find_statements(parsed, cast=Cast((), ()))
    assert [line(s, parsed) for s in found] == passage["says"]
    for inner, outer in passage.get("inside", {}).items():
        assert found[inner - 1].said_in == found[outer - 1].id


def test_ids_follow_reading_order(parser: Parser) -> None:
    found = statements(parser, "The mayor said the port was open. The envoy said it was shut.")
    assert [s.id for s in found] == ["s1", "s2"]
    assert found[0].content[0] < found[1].content[0]


def test_careful_leaves_out_what_may_be_no_statement(parser: Parser) -> None:
    text = "The minister said the port was open. The party supports the treaty."
    assert len(statements(parser, text)) == 2
    assert len(statements(parser, text, "careful")) == 1


def test_the_medium_is_no_speaker(parser: Parser) -> None:
    (found,) = statements(parser, "The minister told state television that the port was open.")
    assert found.medium is not None
    assert found.medium.text == "state television"


def test_an_agency_named_by_an_apposition_is_the_medium(parser: Parser) -> None:
    (found,) = statements(parser, "The minister told the official news agency, TASS, that the port was open.")
    assert found.medium is not None
    assert found.medium.text == "TASS"


def test_a_written_statement_is_a_medium(parser: Parser) -> None:
    (found,) = statements(parser, "“The port is open,” the harbour board said in a statement.")
    assert found.medium is not None
    assert found.medium.text == "a statement"


def test_speaker_and_hearer_are_actors_of_the_cast(parser: Parser) -> None:
    parsed = parser.parse(Article(text="Norway told Malawi that aid would come."))
    cast = Cast((), (ActorMention("a1", 0, 0, 1, 0, "name"), ActorMention("a2", 0, 2, 3, 2, "name")))
    (found,) = find_statements(parsed, cast=cast)
    assert (found.speaker, found.addressee) == ("a1", "a2")


def test_who_is_resolved_to_the_noun_before_it(parser: Parser) -> None:
    parsed = parser.parse(Article(text="Brandt, who said that aid would come, left for Lima."))
    cast = Cast((), (ActorMention("a1", 0, 0, 1, 0, "name"),))
    assert [s.speaker for s in find_statements(parsed, cast=cast)] == ["a1"]


def test_a_sentence_without_syntax_has_no_statement(parser: Parser) -> None:
    parsed = parser.parse(Article(text="The mayor said the port was open."), choose=_nothing)
    assert find_statements(parsed, cast=Cast((), ())) == ()


@pytest.mark.parametrize(
    "text", ["“", "''", "said", "🙂 said “🙂”", "“” said X", ": “a”", "according to", "X:", "“A.”\r\n“B"]
)
def test_no_string_is_too_odd(parser: Parser, text: str) -> None:
    for statement in statements(parser, text):
        assert all(part.of(text) for part in statement.content)


def test_what_somebody_speaks_on_is_the_medium(parser: Parser) -> None:
    (found,) = statements(parser, "Speaking on state television, the general said that the port was open.")
    assert found.medium is not None
    assert found.medium.text == "state television"


def test_whom_a_statement_accords_with_is_no_hearer(parser: Parser) -> None:
    parsed = parser.parse(Article(text="According to Norway, aid will come."))
    (found,) = find_statements(parsed, cast=Cast((), (ActorMention("a1", 0, 2, 3, 2, "name"),)))
    assert (found.speaker, found.addressee) == ("a1", None)


@pytest.mark.parametrize("before", ["   ", "\n\n  "])
def test_a_label_begins_with_its_first_word(parser: Parser, before: str) -> None:
    text = before + "Police: two men held in Oslo"
    (found,) = statements(parser, text)
    assert found.speaker_span is not None
    assert found.speaker_span.of(text) == "Police"


@pytest.mark.parametrize(
    "text",
    [
        "   Fires burn again in the hills: police",
        "He said:\n\n   The bridge is closed. \n\nIt rained.",
        " Mayor:   We are ready now ",
    ],
)
def test_what_was_said_has_no_white_space_at_its_ends(parser: Parser, text: str) -> None:
    contents = [span.of(text) for one in statements(parser, text) for span in one.content]
    assert contents
    assert contents == [words.strip() for words in contents]
