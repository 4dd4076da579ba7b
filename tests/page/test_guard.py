"""What no request gets past: other hosts, forgery, oversize, strange paths, missing tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from reportedly.page import create_app
from reportedly.page.guard import LARGEST_BODY, LONGEST_QUERY, Guard

TOKEN = "a-token-of-many-letters"
JUDGEMENT = {"article": "n1", "about": "event", "item": "e1", "verdict": "accept", "by": "Ana"}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8710", "", "[::2]", "10.0.0.9"]
)
def test_another_host_name_is_refused(page: Any, host: str) -> None:
    assert page.get("/api/desk", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8710", "127.0.0.1:1", "[::1]:8710", "LOCALHOST"])
def test_this_machines_names_are_taken(page: Any, host: str) -> None:
    assert page.get("/api/precision", headers={"host": host}).status_code == 200


def test_every_answer_says_that_no_foreign_script_runs(page: Any) -> None:
    for path in ("/", "/api/desk", "/nowhere", "/assets/../guard.py"):
        headers = page.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "x-reportedly": "1"},
        {"sec-fetch-site": "cross-site", "x-reportedly": "1"},
        {"origin": "null", "x-reportedly": "1"},
        {"sec-fetch-site": "same-site", "x-reportedly": "1"},
    ],
)
def test_another_sites_change_is_refused(own_page: Any, headers: dict[str, str]) -> None:
    assert own_page.post("/api/corrections", json=JUDGEMENT, headers=headers).status_code == 403
    assert own_page.get("/api/corrections").json() == []


def test_a_change_needs_the_pages_own_header(told_archive: Path) -> None:
    with TestClient(create_app(told_archive), base_url="http://127.0.0.1") as bare:
        assert bare.post("/api/corrections", json=JUDGEMENT).status_code == 403
        assert bare.post("/api/corrections", data=JUDGEMENT).status_code == 403


def test_a_large_body_is_refused_before_it_is_read(own_page: Any) -> None:
    assert own_page.post("/api/corrections", content=b"x" * (LARGEST_BODY + 1)).status_code == 413


def test_a_long_query_is_refused(page: Any) -> None:
    assert page.get("/api/search", params={"q": "x" * (LONGEST_QUERY + 1)}).status_code == 414
    assert page.get("/api/events", params={"actor": "x" * 301}).status_code == 422
    assert page.get("/api/events", params={"limit": 1_000_000}).status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../app.py",
        "/assets/..%2f..%2fapp.py",
        "/assets/%2e%2e/app.py",
        "/..%5capp.py",
        "//etc/passwd",
        "/assets//etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_page(page: Any, path: str) -> None:
    answer = page.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.fixture
def shared(told_archive: Path) -> Any:
    with TestClient(
        create_app(told_archive, hosts=(), token=TOKEN),
        base_url="http://desk.example",
        follow_redirects=False,
    ) as client:
        yield client


def test_another_machine_needs_the_token(shared: Any) -> None:
    assert shared.get("/api/desk").status_code == 401
    assert shared.get("/").status_code == 401
    assert shared.get("/", params={"token": "a-token-of-many-lettery"}).status_code == 401
    assert shared.get("/api/desk", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_in_the_address_becomes_a_cookie(shared: Any) -> None:
    sent_on = shared.get("/dyad", params={"a": "KEN", "token": TOKEN, "b": "PER"})
    assert sent_on.status_code == 303
    assert sent_on.headers["location"] == "/dyad?a=KEN&b=PER"
    assert "HttpOnly" in sent_on.headers["set-cookie"]
    assert "SameSite=Strict" in sent_on.headers["set-cookie"]
    assert shared.get("/api/desk").status_code == 200


def test_the_token_sends_nobody_elsewhere(shared: Any) -> None:
    for path in ("//evil.example/", "/%0d%0aset-cookie:x=y", "/\\evil.example"):
        sent_on = shared.get("http://desk.example" + path, params={"token": TOKEN})
        assert sent_on.headers["location"].startswith("/")
        assert not sent_on.headers["location"].startswith(("//", "/\\"))
        assert "\r" not in sent_on.headers["location"]


def test_any_host_without_a_token_is_no_setting() -> None:
    with pytest.raises(ValueError, match="without a token"):
        Guard(lambda *_: None, hosts=(), token=None)  # type: ignore[arg-type,return-value]
