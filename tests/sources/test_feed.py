"""RSS and Atom."""

from __future__ import annotations

import io
import sys
import time

import pytest

from reportedly.article import Article
from reportedly.errors import MissingExtra, ReportedlyError
from reportedly.sources.feed import read

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Courier</title>
<item><title>Aid &amp; rain</title><link>https://courier.example/1</link><pubDate>Tue, 12 Mar 2024 10:30:00 +0200</pubDate>
<description>Aid came.</description>
<content:encoded><![CDATA[<p>Aid <b>came</b> on Monday.</p><script>x()</script><p>Rain fell.</p>]]></content:encoded></item>
<item><title>Snow</title><link>https://courier.example/2</link><description>Snow fell.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Aid</title>
<link href="https://courier.example/1"/><updated>2024-03-12T10:30:00Z</updated>
<content type="html">&lt;p&gt;Aid came.&lt;/p&gt;</content></entry></feed>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
{}]><rss version="2.0"><channel><title>x</title><item><title>&j;</title><description>&j;</description></item></channel></rss>""".format(
    "\n".join(f'<!ENTITY {to} "{f"&{of};" * 10}">' for of, to in zip("abcdefghi", "bcdefghij"))
)


def found(data: str | bytes) -> list[tuple[str, Article | ReportedlyError]]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(raw), name="x.rss", max_chars=10_000))


def test_an_entry_is_an_article_with_the_feed_as_its_outlet() -> None:
    assert found(RSS) == [
        ("x.rss:1", Article(text="Aid came on Monday.\n\nRain fell.", title="Aid & rain", outlet="Harbour Courier",
                            url="https://courier.example/1", published="2024-03-12T10:30:00+02:00")),
        ("x.rss:2", Article(text="Snow fell.", title="Snow", outlet="Harbour Courier", url="https://courier.example/2")),
    ]  # fmt: skip


def test_atom_is_read_too() -> None:
    ((_, article),) = found(ATOM)
    assert article == Article(text="Aid came.", title="Aid", outlet="Courier", url="https://courier.example/1",
                              published="2024-03-12T10:30:00+00:00")  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_named_at_once(encoding: str) -> None:
    before = time.perf_counter()
    ((where, error),) = found(BOMB.encode(encoding))
    assert time.perf_counter() - before < 1
    assert where == "x.rss"
    assert "R102 x.rss: the feed declares entities" in str(error)


def test_of_a_feed_that_breaks_off_the_whole_entries_count_and_the_break_is_told() -> None:
    (_, whole), (where, error) = found(RSS[: RSS.index("fell.</description>")])
    assert isinstance(whole, Article)
    assert whole.title == "Aid & rain"
    assert where == "x.rss"
    assert "R102 x.rss: the feed is broken (" in str(error)


def test_an_entry_without_text_is_told() -> None:
    items = found(RSS.replace("<description>Snow fell.</description>", ""))
    assert "x.rss:2: the entry holds no text" in str(items[1][1])


def test_what_is_no_feed_is_told() -> None:
    assert "R102 x.rss: no feed" in str(found("<html><body>Aid came.</body></html>")[0][1])
    assert "the file is empty" in str(found(" ")[0][1])


def test_without_feedparser_the_pip_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    ((_, error),) = found(RSS)
    assert isinstance(error, MissingExtra)
    assert "pip install 'reportedly[archive]'" in str(error)
