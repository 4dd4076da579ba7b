"""What an article holds is text on every page, whatever it looks like."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

EVIL = '<script>window.hit=1</script><svg onload=window.hit=1><img src=x onerror=window.hit=1>" onmouseover="window.hit=1'


def test_no_article_runs_anything(visit: Any, serve: Any, told_archive: Path, tmp_path: Path) -> None:
    tiny = sys.modules["tiny_desk"]
    desk = tiny.Desk(tmp_path / "evil")
    desk.add(
        tiny.Desk.news(
            "<b>evil",
            f"Kenya did attack Peru on 2024-03-05 {EVIL}, Fiji said. {EVIL}",
            outlet=EVIL,
            title=EVIL,
            url="javascript:window.hit=1",
        )
    )
    happening = next(iter(desk.archive.happenings()))["id"]
    desk.archive.close()
    window = visit(serve(tmp_path / "evil"))
    for path in ("/", "/dyad?a=KEN&b=PER", "/actor?who=KEN", f"/happening?id={happening}", "/article?id=%3Cb%3Eevil&event=e1",
                 "/review", f"/happenings?text={quote(EVIL)}", f"/actor?who={quote(EVIL)}&since=%3Csvg%2Fonload%3Dhit%3E"):  # fmt: skip
        window.page.goto(window.address + path)
        window.page.wait_for_load_state("networkidle")
        assert window.page.evaluate("window.hit === undefined"), path
        assert (
            window.page.locator(
                "main svg[onload], main script, main img[onerror], a[href^=javascript]"
            ).count()
            == 0
        )
    # The last names nobody, and no day: the browser notes the refusals.
    window.wrong = [words for words in window.wrong if "40" not in words and "42" not in words]
