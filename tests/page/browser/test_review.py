"""Judging by keys alone: events, statements and actors; precision and gold that come of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest


def judge(page: Any, key: str, told: str) -> None:
    page.keyboard.press(key)
    page.get_by_role("status").filter(has_text=told).wait_for(state="attached")


@pytest.mark.parametrize(
    ("about", "field", "right"),
    [("event", "place", "Nairobi"), ("statement", "speaker", "Malawi"), ("actor", "role", "bystander")],
)
def test_accept_correct_and_reject_by_keys_alone(
    visit: Any, own_desk: tuple[str, Path], about: str, field: str, right: str
) -> None:
    address, _ = own_desk
    window = visit(address)
    page = window.open(f"/review?about={about}")
    page.get_by_role("button", name="Accept").wait_for()
    # Who judges is asked first, and Enter leads on from there.
    page.keyboard.press("a")
    page.get_by_text("Say who you are first").wait_for()
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    judge(page, "a", "accepted.")
    page.keyboard.press("c")
    form = page.get_by_role("form", name=f"Correct this {about}")
    form.locator(":focus").wait_for()
    for _ in range(12):
        if (
            page.evaluate("document.activeElement.closest('label')?.innerText.trim().split('\\n')[0]")
            == field
        ):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type(right)
    judge(page, "Enter", "corrected.")
    judge(page, "r", "rejected.")
    kept = httpx.get(address + "/api/corrections").json()
    assert [(one["about"], one["verdict"], one["by"]) for one in kept] == [
        (about, verdict, "Ana") for verdict in ("reject", "correct", "accept")
    ]
    assert kept[1]["changes"] == {field: right}
    assert all(one["at"] for one in kept)


def test_stopping_and_going_back_judge_nothing(visit: Any, own_desk: tuple[str, Path]) -> None:
    address, _ = own_desk
    page = visit(address).open("/review")
    page.get_by_role("button", name="Accept").wait_for()
    for key in ("c", "Escape", "j", "k"):
        page.keyboard.press(key)
    assert page.get_by_role("form", name="Correct this event").count() == 0
    assert httpx.get(address + "/api/corrections").json() == []


def test_precision_has_an_interval_and_gold_is_measured(visit: Any, own_desk: tuple[str, Path]) -> None:
    address, _ = own_desk
    given = {"article": "n1", "about": "event", "verdict": "accept", "by": "Ana"}
    for item, verdict in (("e1", "accept"), ("e2", "reject")):
        sent = given | {"item": item, "verdict": verdict}
        assert httpx.post(address + "/api/corrections", json=sent, headers={"x-reportedly": "1"}).is_success
    page = visit(address, accept_downloads=True).open("/review")
    step = page.get_by_role("row").filter(has_text="does")
    assert "1 of 2" in step.inner_text()
    # Wilson's interval of one in two.
    assert "9–91" in step.inner_text()
    page.get_by_role("columnheader", name="By type of event").wait_for()
    with page.expect_download() as gold:
        page.get_by_role("link", name="export as gold").click()
    (line,) = Path(gold.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(json.loads(line)["judged"]) == 2
