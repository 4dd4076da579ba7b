"""Every group of cues and of signatures carries an example, and the example reads as its group says."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from reportedly.article import Article
from reportedly.language.factuality import load_factuality
from reportedly.steps.cast import Cast
from reportedly.steps.parse import load_parser
from reportedly.steps.says import THRESHOLDS, find_statements
from reportedly.steps.whether import read

#: What a deed is by the outcome that its governing word has where that is affirmed.
STATUS = {
    "own": {"happened", "planned", "wanted"},
    "reversed": {"denied"},
    "happened": {"happened"},
    "denied": {"denied"},
    "planned": {"planned"},
    "expected": {"planned"},
    "probable": {"happened"},
    "unlikely": {"denied"},
    "possible": {"possible"},
    "wanted": {"wanted"},
    "unknown": {"possible"},
}


def groups(name: str, *parts: str) -> list[Any]:
    text = files("reportedly.language").joinpath("en", name).read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return [
        pytest.param(part, group, id=f"{part}: {group['group']}") for part in parts for group in data[part]
    ]


@pytest.mark.parametrize("part, group", groups("cues.yaml", "verbs", "nouns", "adjectives", "adverbs"))
def test_the_example_of_a_group_of_cues_is_such_a_statement(part: str, group: dict[str, Any]) -> None:
    parsed = load_parser().parse(Article(text=group["example"]))
    if max(group["takes"].values()) / 100 < THRESHOLDS["thorough"]:
        pytest.skip("too unsure to stand alone")
    found = find_statements(parsed, cast=Cast((), ()))
    lemmas = {token.text: token.lemma_ for sentence in parsed.sentences for token in sentence.doc}
    words = set(group["words"])
    cued = [
        statement.stance
        for statement in found
        if statement.cue is not None
        and any(
            word in words or lemmas.get(word) in words or word.lower() in words
            for word in statement.cue.of(group["example"]).split()
        )
    ]
    assert group["stance"] in cued


@pytest.mark.parametrize("part, group", groups("factuality.yaml", "verbs", "nouns", "adjectives"))
def test_the_example_of_a_signature_reads_as_its_outcome(part: str, group: dict[str, Any]) -> None:
    sentence = load_parser().parse(Article(text=group["example"])).sentences[0]
    table = getattr(load_factuality(), part)
    forms = {
        token.i
        for token in sentence.doc
        if set(group["takes"]) & set(table.get(token.lower_, ()))
        or any(set(group["takes"]) & set(table.get(f"{token.lower_} {c.lower_}", ())) for c in token.children)
    }
    assert forms, "no word of the group in it"
    below = [
        read(sentence, token).status
        for token in sentence.doc
        if any(above.i in forms for above in token.ancestors) and token.pos_ in {"VERB", "NOUN"}
    ]
    below += [read(sentence, sentence.doc[i].head).status for i in forms]
    below += [
        read(sentence, child).status for i in forms for child in sentence.doc[i].head.children if child.i != i
    ]
    assert STATUS[group["affirmed"]].intersection(below)
