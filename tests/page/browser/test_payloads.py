"""What an article holds is text on every page, whatever it looks like."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from reportedly.record import Span

EVIL = '<script>window.hit=1</script><svg onload=window.hit=1><img src=x onerror=window.hit=1>" onmouseover="window.hit=1'


def evil_coder() -> Any:
    """A coder whose actors, roles and quotes hold the payload too."""

    class Evil(sys.modules["tiny_desk"].TinyCoder):  # type: ignore[name-defined,misc]
        def _code(self, article: Any) -> Any:
            record = super()._code(article)
            actors = [one if one.country else replace(one, name=EVIL, role=EVIL) for one in record.actors]
            whole = (Span(0, len(article.text)),)
            said = [replace(one, content=whole) for one in record.statements]
            return replace(record, actors=tuple(actors), statements=tuple(said))

    return Evil()


def test_no_article_runs_anything(visit: Any, serve: Any, told_archive: Path, tmp_path: Path) -> None:
    tiny = sys.modules["tiny_desk"]
    desk = tiny.Desk(tmp_path / "evil")
    news = tiny.Desk.news(
        "<b>evil",
        f"Kenya did attack Peru on 2024-03-05 {EVIL}, Fiji said. Guild did blame Peru, Guild said. {EVIL}",
        outlet=EVIL,
        title=EVIL,
        url="javascript:window.hit=1",
    )
    assert [one.outcome for one in desk.archive.add([news], coder=evil_coder())] == ["added"]
    desk.archive.join()
    happening = next(iter(desk.archive.happenings()))["id"]
    desk.archive.close()
    window = visit(serve(tmp_path / "evil"))
    named = quote(EVIL)
    for path in ("/", "/dyad?a=KEN&b=PER", f"/dyad?a={named}&b=PER", "/actor?who=KEN", f"/actor?who={named}", f"/happening?id={happening}",
                 "/article?id=%3Cb%3Eevil&event=e1", "/article?id=%3Cb%3Eevil&statement=s1", "/network?level=actor", "/network?level=actor&view=table",
                 "/review", "/review?about=statement", "/review?about=actor", "/happenings?view=statements", f"/happenings?text={named}",
                 f"/actor?who={named}&since=%3Csvg%2Fonload%3Dhit%3E"):  # fmt: skip
        window.page.goto(window.address + path)
        window.page.wait_for_load_state("networkidle")
        assert window.page.evaluate("window.hit === undefined"), path
        assert (
            window.page.locator(
                "main svg[onload], main script, main img[onerror], a[href^=javascript], main [onmouseover]"
            ).count()
            == 0
        )
    # The payload was there to be run: it is read as a name.
    window.open("/happenings?view=statements")
    assert EVIL[:30] in window.page.locator("main").inner_text()
    # One address has no day: the browser notes the refusals.
    window.wrong = [words for words in window.wrong if "40" not in words and "42" not in words]
