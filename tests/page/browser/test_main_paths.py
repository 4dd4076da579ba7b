"""What an analyst does on each page, by pointer and by keys alone."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from reportedly import Article, Coder
from reportedly.archive import Archive


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


def click_what_is_drawn(
    page: Any, name: str, *, across: tuple[float, float], down: tuple[float, float], step: int = 6
) -> None:
    """Click the first thing in this part of a drawing that takes clicks: the pointer's look tells it."""
    chart = page.get_by_role("img", name=name)
    box, look = chart.bounding_box(), chart.locator("div").first.element_handle()
    for y in range(int(box["height"] * down[0]), int(box["height"] * down[1]), step):
        for x in range(int(box["width"] * across[0]), int(box["width"] * across[1]), step):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if look.get_property("style").get_property("cursor").json_value() == "pointer":
                page.mouse.click(box["x"] + x, box["y"] + y)
                return
    raise AssertionError(f"{name}: nothing there takes clicks")


def test_a_click_on_the_network_leads_to_an_actor_or_a_dyad(visit: Any, examples_desk: str) -> None:
    page = visit(examples_desk).open("/network?since=2019-01-01")
    click_what_is_drawn(page, "Network of", across=(0.25, 0.75), down=(0.1, 0.9), step=10)
    page.wait_for_url(re.compile(r"/(actor\?who=|dyad\?a=).*since=2019-01-01"))


def test_a_click_on_the_map_leads_to_what_happened_there(visit: Any, examples_desk: str) -> None:
    page = visit(examples_desk).open("/network?view=map")
    click_what_is_drawn(page, "Map of", across=(0.5, 0.7), down=(0.2, 0.7))
    page.wait_for_url(re.compile(r"/happenings\?place="))
    page.get_by_role("listitem").first.wait_for()


def test_a_person_has_the_offices_that_articles_give_with_their_days(visit: Any, examples_desk: str) -> None:
    page = visit(examples_desk).open("/actor?who=Grace+Otieno")
    office = page.get_by_role("listitem").filter(has_text="told by articles of")
    assert "Foreign Minister" in office.first.inner_text()


def test_a_stateswoman_has_the_registrys_offices_with_their_years(
    visit: Any, serve: Any, tmp_path: Path
) -> None:
    article = Article(text="Chancellor Angela Merkel visited Ethiopia on Tuesday.", published="2016-10-11")
    with Archive(tmp_path / "desk", create=True) as archive:
        list(archive.add([article], coder=Coder()))
        archive.join()
    page = visit(serve(tmp_path / "desk")).open("/actor?who=wikidata%3AQ567")
    page.get_by_role("listitem").filter(has_text="2005-11-22 to 2021-12-08").first.wait_for()


def test_a_happening_has_its_reports_on_a_line_of_time(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/happenings?actor=PER")
    page.get_by_role("link", name="assault").first.click()
    page.get_by_role("heading", name="Reports in order of publication").wait_for()
    days = [dot.get_attribute("title") or "" for dot in page.locator(".line .dot").all()]
    assert [day.rsplit(" ", 1)[-1] for day in days] == ["Gazette", "Herald", "Bugle"]


def test_a_happening_has_its_place_on_a_map(visit: Any, examples_desk: str) -> None:
    page = visit(examples_desk).open("/happenings?place=Port+Sudan")
    page.get_by_role("link", name="aid").first.click()
    page.get_by_role("img", name="Map of 1 places: Port Sudan").wait_for()
    page.get_by_text("Port Sudan, SDN").wait_for()


def test_time_place_and_deciding_words_light_up(visit: Any, examples_desk: str) -> None:
    page = visit(examples_desk).open("/happenings?place=Gedaref")
    page.get_by_role("link", name="assault").first.click()
    page.get_by_role("listitem").filter(has_text="according to").get_by_role("link").first.click()
    page.locator("article [data-roles~=trigger]").first.wait_for()
    lit = {
        role: page.locator(f"article [data-roles~={role}]").first.inner_text()
        for role in ("trigger", "time", "place", "decides", "cue")
    }
    assert lit == {
        "trigger": "fired",
        "time": "4 March",
        "place": "Gedaref",
        "decides": "denied",
        "cue": "denied",
    }


def test_a_page_that_is_left_asks_nothing_with_the_next_ones_address(visit: Any, examples_desk: str) -> None:
    page = visit(examples_desk).open("/happenings?place=Gedaref")
    page.get_by_role("link", name="assault").first.click()
    to_article = page.get_by_role("listitem").filter(has_text="according to").get_by_role("link").first
    to_article.wait_for()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    to_article.click()
    page.locator("article [data-roles~=trigger]").first.wait_for()
    assert any("/api/article?" in url for url in asked)
    assert not any("/api/happening?" in url for url in asked)
