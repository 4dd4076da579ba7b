"""What holds for any text at all.

A few cases here; a hundred thousand by hand: ``CASES=100000 pytest tests/test_properties.py -k any_text``.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import Article, Coder
from reportedly.record import Argument, Event, Record

CASES = int(os.environ.get("CASES", "150"))
#: Words that make the steps work, among whatever else a text may hold.
WORDS = st.sampled_from(
    ["Iran", "Russia", "said", "“", "”", '"', "will", "not", "deliver", "helicopters", "on Monday", "denied", "that", "he",
     "President", "Tamar Abashidze", "killed", "12", "people", "in", "Moscow", ",", ".", ". ", "\r\n", "\n\n", "🙂", "👨‍👩‍👧",
     "e\u0301", "\u200b", "\u202e", "\x00", "\x1b[1m", "\ud83d", "’s", "according to", "the two countries", "since 2019",
     "may", "if", "vowed to", "—", "(", ")", "'", "NATO", "U.S.", "attack", "last week"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=40).map(" ".join),
    st.lists(WORDS, max_size=25).map("".join),
)
DATES = st.one_of(st.none(), st.dates().map(str), st.datetimes().map(lambda moment: moment.isoformat()))


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder(language="any")


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, title=st.one_of(st.none(), TEXTS), published=DATES)
def test_any_text_is_coded_and_every_span_selects_words_of_it(
    coder: Coder, text: str, title: str | None, published: str | None
) -> None:
    if not text.strip() and not (title or "").strip():
        return
    article = Article(text=text, title=title, published=published)
    record = coder.code(article)
    assert record.article.text == article.text
    for span in record.spans():
        region = record.article.text if span.region == "text" else record.article.title or ""
        assert 0 <= span.start < span.end <= len(region)
        words = span.of(record.article.text, record.article.title)
        assert words == words.strip(), f"{words!r} has white space at its ends"
    assert Record.from_json(record.to_json()) == record
    check_references(record)


def check_references(record: Record) -> None:
    """Ids and indices lead to what they name."""
    actors = {actor.id for actor in record.actors}
    statements = {statement.id for statement in record.statements}
    assert len(actors) == len(record.actors)
    assert len(statements) == len(record.statements)
    assert len({event.id for event in record.events}) == len(record.events)
    for statement in record.statements:
        assert statement.speaker is None or statement.speaker in actors
        assert statement.said_in is None or statement.said_in in statements - {statement.id}
    for event in record.events:
        assert all(argument.actor in actors for argument in arguments_of(event))
        assert set(event.said_by) <= statements
        assert event.place is None or 0 <= event.place < len(record.places)
        assert 0 <= event.confidence <= 1


def arguments_of(event: Event) -> list[Argument]:
    return [*event.sources, *event.targets, *(event.act_sources or ()), *(event.act_targets or ())]


_HASH = """
import hashlib, sys
from reportedly import Article, Coder
from reportedly.sources import read
made = hashlib.sha256()
for article in read("examples"):
    made.update(Coder().code(article).to_json().encode())
print(made.hexdigest())
"""


def test_the_same_input_makes_the_same_bytes_in_two_processes(request: pytest.FixtureRequest) -> None:
    root = request.config.rootpath
    hashes = [
        subprocess.run(
            [sys.executable, "-c", _HASH],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert hashes[0] == hashes[1]
    assert len(hashes[0].strip()) == len(hashlib.sha256().hexdigest())


def test_how_articles_are_batched_changes_nothing(coder: Coder) -> None:
    articles = [
        Article(text=f"Iran asked Russia to deliver {n} helicopters. “No,” he said.") for n in range(5)
    ]
    together = [record.to_json() for record in coder.code_many(articles)]
    assert together == [coder.code(article).to_json() for article in articles]
    assert [json.loads(line)["article"]["text"] for line in together] == [
        article.text for article in articles
    ]
