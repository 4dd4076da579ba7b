"""What an analyst does on each page, by pointer and by keys alone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any


def test_a_search_leads_to_a_dyad_by_keys_alone(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/")
    page.keyboard.press("/")
    page.keyboard.type("Kenya – Peru")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kenya ↔ Peru").wait_for()


def test_the_first_key_leads_past_the_header(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_desk_shows_what_is_new_in_dispute_and_due(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/")
    page.get_by_text("5 articles of 3 outlets").wait_for()
    page.get_by_text("Did it happen?").wait_for()
    page.get_by_label("Status").select_option("denied")
    page.get_by_text("1 articles of 1 outlets").wait_for()
    assert "status=denied" in page.url


def test_a_dyads_table_narrows_its_happenings_by_keys_alone(visit: Any, told_desk: str) -> None:
    window = visit(told_desk)
    page = window.open("/dyad?a=NOR&b=MWI&by=day")
    page.get_by_role("button", name="Table").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="2024-03-02").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Happenings, 2024-03-02 to 2024-03-02").wait_for()
    assert "from=2024-03-02&till=2024-03-02" in window.query()


def test_what_is_brushed_is_kept_in_the_address(visit: Any, told_desk: str) -> None:
    window = visit(told_desk)
    page = window.open("/dyad?a=NOR&b=KEN&by=day&from=2024-01-20&till=2024-01-20")
    page.get_by_role("heading", name="Happenings, 2024-01-20 to 2024-01-20").wait_for()
    assert page.get_by_role("button", name="day", exact=True).get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="all days").click()
    page.get_by_role("heading", name="Happenings", exact=True).wait_for()
    assert "from" not in window.query()


def test_brushing_the_timeline_narrows_what_is_below(visit: Any, examples_desk: str) -> None:
    window = visit(examples_desk)
    page = window.open("/dyad?a=BLR&b=EUR")
    chart = page.get_by_role("img", name="Events between")
    box = chart.bounding_box()
    # The right handle of the slider, drawn to the middle.
    page.mouse.move(box["x"] + box["width"] - 12, box["y"] + box["height"] - 18)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 18, steps=6)
    page.mouse.up()
    page.get_by_role("button", name="all days").wait_for()
    shared = window.query()
    other = visit(examples_desk)
    other.open("/dyad" + shared)
    other.page.get_by_role("button", name="all days").wait_for()
    assert other.query() == shared


def test_a_dyad_is_saved_as_csv_and_png(visit: Any, told_desk: str) -> None:
    page = visit(told_desk, accept_downloads=True).open("/dyad?a=KEN&b=PER")
    with page.expect_download() as table:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(Path(table.value.path()).read_text(encoding="utf-8").splitlines()))
    assert [(row["period"], row["happened"], row["denied"]) for row in rows] == [("2024-03", "2", "1")]
    with page.expect_download() as picture:
        page.get_by_role("button", name="PNG").click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG\r\n")
    assert picture.value.suggested_filename.endswith(".png")


def test_an_actor_has_partners_statements_and_what_others_say(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/actor?who=KEN")
    page.get_by_role("heading", name="Kenya").wait_for()
    for name in ("Partners", "Offices and roles", "What it says", "What others say of it"):
        page.get_by_role("heading", name=name).wait_for()
    page.get_by_role("cell", name="Peru").wait_for()


def test_a_happening_shows_voices_for_and_against_and_the_spread_of_figures(
    visit: Any, told_desk: str
) -> None:
    page = visit(told_desk).open("/happenings?actor=PER")
    page.get_by_role("link", name="assault").first.click()
    page.get_by_role("heading", name="Kenya assault Peru").wait_for()
    page.get_by_text("3 to 7").wait_for()
    page.get_by_text("denies it").wait_for()
    assert page.get_by_role("listitem").filter(has_text="according to").count() == 3


def test_pointing_at_an_event_lights_its_words_and_a_click_says_why(visit: Any, told_desk: str) -> None:
    window = visit(told_desk)
    page = window.open("/article?id=n1")
    event = page.locator("button[data-event=e2]")
    event.hover()
    lit = {
        page.locator(f"article [data-roles~={role}]").first.inner_text()
        for role in ("source", "trigger", "target")
    }
    assert lit == {"Kenya", "attack", "Peru"}
    event.click()
    page.get_by_text("rule", exact=False).first.wait_for()
    assert window.query() == "?id=n1&event=e2"
    page.keyboard.press("Escape")
    assert window.query() == "?id=n1"


def test_a_statement_carries_its_speaker(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/article?id=n1&statement=s1")
    assert page.locator("article [data-roles~=voice]").inner_text() == "Fiji"


def test_the_network_and_the_map_are_filtered_and_have_a_table(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/network?until=2024-02-01&view=table")
    assert page.get_by_role("row").count() == 2
    page.get_by_role("link", name="Kenya ↔ Norway").click()
    page.get_by_role("heading", name="Kenya ↔ Norway").wait_for()
    assert "until=2024-02-01" in page.url
