"""Every page opens in a real browser, wide and narrow, light and dark, without an error and for everybody."""

from __future__ import annotations

import gzip
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import httpx
import pytest

_LOOK = "axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations)"
#: Width, colours, and whether axe looks too: it sees each width and both colours once.
_WAYS = ((1280, "light", True), (1280, "dark", False), (400, "light", False), (400, "dark", True))


def pages_of(address: str) -> list[str]:
    """An address of each page and view, with what this archive has."""
    desk = httpx.get(address + "/api/desk").json()
    happening = max(desk["latest"], key=lambda one: one["reports"])["id"]
    article = quote(desk["articles"][0]["article"], safe="")
    a, b = desk["dyads"][0]["a"], desk["dyads"][0]["b"]
    return [
        "/", f"/dyad?a={a}&b={b}", f"/dyad?a={a}&b={b}&view=table", f"/actor?who={a}", f"/happening?id={happening}",
        "/happenings?view=disputes", "/happenings?view=promises", "/happenings?view=statements",
        f"/article?id={article}&event=e1", "/network", "/network?view=map", "/network?view=table", "/review",
    ]  # fmt: skip


def test_every_page_opens_and_is_usable_by_everybody(visit: Any, examples_desk: str) -> None:
    check_every_page(visit, examples_desk)


@pytest.mark.slow
def test_so_does_every_page_of_200_thousand_events(visit: Any, large_desk: str) -> None:
    check_every_page(visit, large_desk)


@pytest.mark.slow
def test_a_search_leads_to_a_dyad_of_200_thousand_events_by_keys_alone(visit: Any, large_desk: str) -> None:
    page = visit(large_desk).open("/")
    page.keyboard.press("/")
    page.keyboard.type("Iran – Russia")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Iran ↔ Russia").wait_for()
    page.get_by_role("button", name="Table").focus()
    page.keyboard.press("Enter")
    page.get_by_role("row").nth(2).wait_for()


def check_every_page(visit: Any, address: str) -> None:
    """Open each page in all ways; fails where one is too wide, not for everybody, or tells of an error."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    window = visit(address)
    found: list[str] = []
    for path in pages_of(address):
        page = window.open(path)
        page.evaluate(axe)
        assert page.title().endswith("reportedly")
        for width, scheme, looked_at in _WAYS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.locator(f"html[data-theme={scheme}]").wait_for()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} at {width}"
            found += [
                f"{path} at {width}, {scheme}: {one['id']} ({one['impact']}): {one['nodes'][0]['html'][:120]}"
                for one in (page.evaluate(_LOOK) if looked_at else [])
                if one["impact"] in {"serious", "critical"}
            ]
    assert found == []


def test_pages_follow_links_without_loading_anew(visit: Any, told_desk: str) -> None:
    page = visit(told_desk).open("/")
    page.evaluate("window.loadedOnce = true")
    page.get_by_role("link", name="Kenya ↔ Peru").click()
    page.get_by_role("heading", name="Kenya ↔ Peru").wait_for()
    page.get_by_role("link", name="Network & map").click()
    page.get_by_role("heading", name="Network and map").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Kenya ↔ Peru").wait_for()
    assert page.evaluate("window.loadedOnce")


def test_the_colours_stay_as_they_were_chosen(visit: Any, told_desk: str) -> None:
    window = visit(told_desk, scheme="light")
    page = window.open("/")
    page.get_by_label("Colours").select_option("dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 26)"
    window.open("/network")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_page_is_light_to_load(visit: Any, told_desk: str) -> None:
    window = visit(told_desk)
    loaded: list[Any] = []
    window.page.on("response", lambda answer: loaded.append(answer))
    window.open("/dyad?a=KEN&b=PER")
    # With the charts, which the desk itself doesn't load.
    files_loaded = [answer.body() for answer in loaded if answer.url.endswith((".js", ".css"))]
    assert len(files_loaded) > 2
    assert sum(len(gzip.compress(body, 6)) for body in files_loaded) <= 350_000


def test_an_unknown_address_of_an_item_is_told_in_words(visit: Any, told_desk: str) -> None:
    window = visit(told_desk)
    page = window.open("/happening?id=hnone")
    page.get_by_text("the archive has no such happening").wait_for()
    # The browser itself notes the 404 that is the point here.
    window.wrong.clear()
