"""Whether a deed happened: the sentences of ``whether.yaml``, the status rule, the voices, odd texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.article import Article
from reportedly.record import Span, Statement
from reportedly.steps.parse import Sentence, load_parser
from reportedly.steps.whether import Factuality, factive_statements, read, status_of, voices

_GROUPS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("whether.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(case, id=f"{group}: {case['text']} [{case['word']}]")
    for group, cases in _GROUPS.items()
    for case in cases
]


def sentence_of(text: str, *, headline: bool = False) -> Sentence:
    sentence = load_parser().parse(Article(text=text)).sentences[0]
    return replace(sentence, headline=True) if headline else sentence


def read_word(sentence: Sentence, word: str) -> Factuality:
    form, _, number = word.partition(" ")
    found = [token for token in sentence.doc if token.text == form]
    return read(sentence, found[int(number or 1) - 1])


@pytest.mark.parametrize("case", _CASES)
def test_it_reads_whether_it_happened(case: dict[str, Any]):
    sentence = sentence_of(case["text"], headline=case.get("headline", False))
    found = read_word(sentence, case["word"])
    wanted = {key: case[key] for key in ("status", "polarity", "certainty", "tense") if key in case}
    assert {key: getattr(found, key) for key in wanted} == wanted


@pytest.mark.parametrize(
    "polarity, certainty, tense, ongoing, status",
    [
        ("negative", "wanted", "future", False, "wanted"),
        ("negative", "possible", "future", False, "denied"),
        ("positive", "possible", "past", False, "possible"),
        ("positive", "conditional", "future", False, "possible"),
        ("positive", "unknown", "past", False, "possible"),
        ("positive", "probable", "future", False, "planned"),
        ("positive", "probable", "past", False, "happened"),
        ("positive", "certain", "present", True, "ongoing"),
        ("positive", "certain", "present", False, "happened"),
    ],
)
def test_the_first_line_of_the_status_rule_that_fits_decides(
    polarity: Any, certainty: Any, tense: Any, ongoing: bool, status: str
):
    assert status_of(polarity, certainty, tense, ongoing=ongoing) == status


@pytest.mark.parametrize(
    "text, word, evidence",
    [
        ("Russia has not delivered helicopters.", "delivered", {"not"}),
        ("Peru might not send aid.", "send", {"might", "not"}),
        ("The council called on Chad to withdraw.", "withdraw", {"called"}),
        ("Spain has no plans to send doctors.", "send", {"no", "plans"}),
    ],
)
def test_the_evidence_is_the_words_that_decided(text: str, word: str, evidence: set[str]):
    sentence = sentence_of(text)
    found = read_word(sentence, word)
    assert {sentence.doc[i].text for i in found.evidence} == evidence
    assert list(found.evidence) == sorted(set(found.evidence))


@pytest.mark.parametrize(
    "text, word, governor",
    [
        ("Iran asked Russia to deliver helicopters.", "deliver", "asked"),
        ("Spain announced a plan to send doctors.", "send", "plan"),
        ("The council called for a ceasefire.", "ceasefire", "called"),
        ("Russia will deliver helicopters.", "deliver", None),
    ],
)
def test_the_word_that_stands_over_the_deed_is_told(text: str, word: str, governor: str | None):
    sentence = sentence_of(text)
    found = read_word(sentence, word).governor
    assert (None if found is None else sentence.doc[found].text) == governor


@pytest.mark.parametrize(
    "text",
    ["x", "!", "🚀 🚀", "not", "to to to", "No no no never not", "e\u0301 has n't", "If if", "\ud800 fled"],
)
def test_any_text_is_read(text: str):
    for sentence in load_parser().parse(Article(text=text)).sentences:
        for token in sentence.doc:
            found = read(sentence, token)
            assert all(0 <= i < len(sentence.doc) for i in found.evidence)


def test_reading_does_not_hang_on_the_order_of_reading():
    text = "Peru refused to stop bombing the border, and may not agree to talks unless Chad withdraws."
    one, two = sentence_of(text), sentence_of(text)
    forwards = [read(one, token) for token in one.doc]
    backwards = [read(two, token) for token in reversed(list(two.doc))][::-1]
    assert forwards == backwards


def statement(
    id: str, start: int, end: int, *, cue: Span | None = None, said_in: str | None = None
) -> Statement:
    return Statement(
        id=id, speaker=None, speaker_span=None, cue=cue, content=(Span(start, end),), kind="indirect",
        stance="asserts", addressee=None, medium=None, said_in=said_in, confidence=1.0,
    )  # fmt: skip


def test_the_chain_of_voices_goes_from_the_outermost_in():
    inner, outer = statement("s1", 20, 60, said_in="s2"), statement("s2", 10, 60)
    assert voices(Span(30, 35), [inner, outer]) == ("s2", "s1")


def test_what_no_statement_holds_the_article_says_itself():
    assert voices(Span(0, 5), [statement("s1", 10, 60)]) == ()


def test_a_factive_cue_leaves_the_article_as_the_voice():
    text = "The ministry acknowledged that it had bombed the site."
    parsed = load_parser().parse(Article(text=text))
    start = text.index("acknowledged")
    said = statement("s1", text.index("that"), len(text) - 1, cue=Span(start, start + len("acknowledged")))
    trigger = Span(text.index("bombed"), text.index("bombed") + 6)
    factive = factive_statements(parsed, [said])
    assert factive == {"s1"}
    assert voices(trigger, [said], factive=factive) == ()
    assert voices(trigger, [said]) == ("s1",)
