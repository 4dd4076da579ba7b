"""Whatever is asked, as the API's own description allows or against it: no answer is the server's fault."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from reportedly.page import create_app

_SENT = ("method", "url", "params", "json", "content", "data", "headers", "cookies")


@pytest.fixture
def raw(own_archive: Path) -> Any:
    """A client that gets an answer of 500 where the server stumbles, on an archive that may change."""
    with TestClient(
        create_app(own_archive),
        base_url="http://127.0.0.1",
        headers={"x-reportedly": "1"},
        raise_server_exceptions=False,
        follow_redirects=False,
    ) as client:
        yield client


def test_nothing_that_is_asked_is_the_servers_fault(raw: TestClient) -> None:
    schema = schemathesis.openapi.from_dict(raw.get("/api/openapi.json").json())
    asked = 0

    def ask(case: Any) -> None:
        nonlocal asked
        sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
        answer = raw.request(**{name: sent[name] for name in _SENT if name in sent})
        assert answer.status_code < 500, f"{case.method} {answer.request.url}: {answer.text[:300]}"
        asked += 1

    quiet = settings(
        max_examples=8,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for found in schema.get_all_operations():
        quiet(given(case=found.ok().as_strategy(generation_mode=GenerationMode.POSITIVE))(ask))()
        # What takes nothing can't be asked wrongly.
        with suppress(Unsatisfiable):
            quiet(given(case=found.ok().as_strategy(generation_mode=GenerationMode.NEGATIVE))(ask))()
    assert asked > 160


@pytest.mark.parametrize(
    "query",
    [
        "events?actor=%00",
        "events?text=%ED%A0%80",
        "events?text=%00",
        "happenings?text=a%00b+c",
        "search?q=%FF%FE",
        "search?q=%22%28AND+OR+NEAR%2F%2A",
        "dyad?a=%27%3BDROP+TABLE+ev%3B--&b=%00",
        "events?since=0001-01-01&until=9999-12-31",
        "dyad?a=KEN&b=PER&since=0001-01-01&until=9999-12-31&by=day",
        "search?q=9999-12",
        "search?q=0000-00-00",
        "happenings?offset=99999999999999999999",
        "article?id=%00",
        "map?place=%25%5F%27",
    ],
)
def test_strange_words_are_answered(raw: TestClient, query: str) -> None:
    assert raw.get("/api/" + query).status_code < 500


@pytest.mark.parametrize(
    "changes",
    [
        {"type": None},
        {"type": 7},
        {"type": "\x00"},
        {"sources": "Kenya"},
        {"sources": [[], {}]},
        {"time": "yesterday"},
        {"time": {"start": [], "end": 1e308}},
        {"place": {"deep": [[[[[]]]]]}},
        {"status": "never"},
        {"__class__": "x"},
        {"voice": "\ud800"},
    ],
)
def test_strange_corrections_are_answered(raw: TestClient, changes: dict[str, Any]) -> None:
    sent = {"article": "n1", "about": "event", "item": "e1", "verdict": "correct", "changes": changes}
    body = json.dumps(sent | {"by": "Ana"}).encode()
    answer = raw.post("/api/corrections", content=body, headers={"content-type": "application/json"})
    assert answer.status_code < 500, answer.text
    for path in ("review", "precision", "corrections", "gold.jsonl"):
        assert raw.get("/api/" + path).status_code == 200, path


@pytest.mark.parametrize("field", ["by", "verdict", "item"])
def test_half_a_character_is_refused(raw: TestClient, field: str) -> None:
    given = {"article": "n1", "about": "event", "item": "e1", "verdict": "accept", "by": "Ana"}
    body = json.dumps(given | {field: "\ud800"}).encode()
    answer = raw.post("/api/corrections", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert raw.get("/api/corrections").json() == []
