"""The pictures of the page that the documents show: an archive of the examples, in light and dark, wide and narrow."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.page import served

#: File, address, width, colours, what must be there.
PICTURES = (
    ("desk", "/", 1280, "light", "text=Did it happen?"),
    ("desk-dark", "/", 1280, "dark", "text=Did it happen?"),
    ("article", "/article?id={article}&event=e8", 1280, "light", "article [data-roles~=trigger]"),
    ("dyad", "/dyad?a=BLR&b=EUR", 1280, "light", "main canvas"),
    ("network", "/network", 1280, "light", "main canvas"),
    ("map", "/network?view=map", 1280, "dark", "main canvas"),
    ("review-narrow", "/review", 400, "light", "main h1"),
)


def take(examples: Path, out: Path, *, browser: str) -> Iterator[str]:
    """Write the pictures; yields the name of each.

    Args:
        examples: articles, of which an archive is made.
        out: the folder of pictures.
        browser: a Chromium.
    """
    from playwright.sync_api import expect, sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Path(folder) / "desk"
        command = str(Path(sys.executable).with_name("reportedly"))
        subprocess.run([command, "add", str(desk), str(examples)], check=True, capture_output=True)
        window = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        with served(desk) as address:
            for name, path, width, colours, there in PICTURES:
                page = window.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
                page.goto(address + path.format(article=_grain(address)))
                page.locator(there).first.wait_for()
                expect(page.locator("main [aria-busy=true]")).to_have_count(0)
                page.screenshot(path=out / f"{name}.png")
                page.close()
                yield f"{name}.png"
        window.close()


def _grain(address: str) -> str:
    """The id of the example on grain, which has events of every status."""
    import httpx

    found = httpx.get(address + "/api/articles", params={"text": "grain corridor"}).json()["rows"]
    return str(found[0]["article"])
