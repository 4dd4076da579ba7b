"""Feeds on the web, from a server of the tests' own."""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reportedly.article import Article
from reportedly.errors import SourceError
from reportedly.sources.fetching import Fetcher
from reportedly.sources.network import Client, is_public

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{0} came to the harbour town on Tuesday, the
governor of the region said, and those who had waited for weeks were glad of it.</p><p>More of it is expected before the
end of the month, he said.</p></article></body></html>"""


def rss(root: str, *names: str) -> str:
    items = "".join(
        f"<item><title>{name}</title><link>{root}/{name}</link><pubDate>Tue, 12 Mar 2024 10:30:00 +0000</pubDate></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>"


def fetcher(state: Path | None = None, **limits: Any) -> Fetcher:
    return Fetcher(Client(**{"allow_private": True, "pause": 0.0, "timeout": 5.0, **limits}), state=state)


def fetched(of: Fetcher, site: Any) -> list[str]:
    """Titles and errors."""
    items = list(of.articles(f"{site.root}/rss", max_chars=100_000))
    return [(one.title or "") if isinstance(one, Article) else str(one) for _, one in items]


@pytest.fixture
def courier(site: Any) -> Any:
    site.put("/rss", rss(site.root, "Aid", "Rain"), "application/rss+xml", ETag='"1"')
    site.put("/Aid", PAGE.format("Aid"))
    site.put("/Rain", PAGE.format("Rain"))
    return site


def test_the_articles_that_a_feed_links_to_are_fetched(courier: Any) -> None:
    (_, article), _ = fetcher().articles(f"{courier.root}/rss", max_chars=10_000)
    assert isinstance(article, Article)
    assert article.text.startswith("Aid came to the harbour town")
    assert (article.title, article.outlet, article.published, article.url) == (
        "Aid", "Courier", "2024-03-12T10:30:00+00:00", f"{courier.root}/Aid"
    )  # fmt: skip


def test_an_entry_that_holds_its_article_needs_no_page(site: Any) -> None:
    body = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Aid</title><link href="{site.root}/Aid"/>
        <content type="html">Aid came.</content></entry></feed>"""
    site.put("/rss", body)
    assert fetched(fetcher(), site) == ["Aid"]
    assert "/Aid" not in site.paths


def test_a_relative_link_counts_from_the_feed(courier: Any) -> None:
    courier.put("/rss", rss("", "Aid"))
    assert fetched(fetcher(), courier) == ["Aid"]


def test_nothing_private_is_reached_unless_that_is_asked_for(courier: Any) -> None:
    ((_, error),) = fetcher(allow_private=False).articles(f"{courier.root}/rss", max_chars=99)
    assert "127.0.0.1 is no public address" in str(error)
    assert courier.paths == []


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "224.0.0.1",
                "240.0.0.1", "::", "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::",
                "64:ff9b::7f00:1"]
)  # fmt: skip
def test_what_is_no_address_of_the_public_internet_is_none(address: str) -> None:
    assert not is_public(address)


def test_a_redirect_to_a_file_is_not_followed(site: Any) -> None:
    site.answers["/rss"] = (302, {"Location": "file:///etc/hosts"}, b"")
    (error,) = fetched(fetcher(), site)
    assert "no address of the web" in error


def test_redirects_end(site: Any) -> None:
    site.answers["/rss"] = (302, {"Location": "/rss"}, b"")
    (error,) = fetched(fetcher(), site)
    assert "more than 5 redirects" in error


def test_robots_txt_is_kept(courier: Any) -> None:
    courier.put(
        "/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: Reportedly\nDisallow: /Ai", "text/plain"
    )
    first, second = fetched(fetcher(), courier)
    assert "the site's robots.txt disallows it" in first
    assert second == "Rain"
    assert courier.paths == ["/robots.txt", "/rss", "/Rain"]


def test_a_server_in_trouble_is_left_alone(courier: Any) -> None:
    courier.answers["/robots.txt"] = (500, {}, b"")
    (error,) = fetched(fetcher(), courier)
    assert "robots.txt disallows it" in error


def test_between_two_requests_there_is_a_pause(courier: Any) -> None:
    fetched(fetcher(pause=0.15), courier)
    moments = [moment for moment, _ in courier.asked]
    assert len(moments) == 4
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(moments))


def test_a_server_that_asks_for_patience_gets_it(courier: Any) -> None:
    courier.answers["/Aid"] = (429, {"Retry-After": "120"}, b"")
    first, second = fetched(fetcher(), courier)
    assert "the server answered 429" in first
    assert "asks to be left alone for" in second
    assert "/Rain" not in courier.paths


def test_with_a_state_only_what_is_new_is_given(courier: Any, tmp_path: Path) -> None:
    state = tmp_path / "feeds.json"
    first = fetcher(state)
    assert fetched(first, courier) == ["Aid", "Rain"]
    first.commit()
    courier.put("/rss", rss(courier.root, "Snow", "Aid", "Rain"), "application/rss+xml", ETag='"2"')
    courier.put("/Snow", PAGE.format("Snow"))
    second = fetcher(state)
    assert fetched(second, courier) == ["Snow"]


def test_an_unchanged_feed_is_not_sent_again(courier: Any, tmp_path: Path) -> None:
    def answer(headers: dict[str, str]) -> Any:
        same = headers.get("If-None-Match") == '"1"'
        return (304, {}, b"") if same else (200, {"ETag": '"1"'}, rss(courier.root, "Aid").encode())

    courier.answers["/rss"] = answer
    first = fetcher(tmp_path / "feeds.json")
    assert fetched(first, courier) == ["Aid"]
    first.commit()
    assert fetched(fetcher(tmp_path / "feeds.json"), courier) == []


def test_what_was_not_committed_is_given_again(courier: Any, tmp_path: Path) -> None:
    assert fetched(fetcher(tmp_path / "feeds.json"), courier) == ["Aid", "Rain"]
    assert fetched(fetcher(tmp_path / "feeds.json"), courier) == ["Aid", "Rain"]


def test_an_article_that_fails_is_tried_again_a_few_times(courier: Any, tmp_path: Path) -> None:
    del courier.answers["/Aid"]
    for _ in range(5):
        one = fetcher(tmp_path / "feeds.json")
        fetched(one, courier)
        one.commit()
    assert courier.paths.count("/Rain") == 1
    assert courier.paths.count("/Aid") == 3


def test_a_slow_server_has_its_time(courier: Any) -> None:
    courier.put("/Aid", PAGE.format("Aid"), **{"X-Slow": "1"})
    first, second = fetched(fetcher(timeout=0.5), courier)
    assert "can't be fetched (no answer within 0.5 s)" in first
    assert second == "Rain"


def test_a_feed_of_endless_size_is_cut_off(site: Any) -> None:
    site.put("/rss", "<rss>" + "a" * (17 << 20))
    (error,) = fetched(fetcher(), site)
    assert "R103" in error


def test_a_packed_feed_is_unpacked_within_the_limit(site: Any) -> None:
    packed = gzip.compress(rss(site.root).encode() + b" " * (300 << 20))
    site.answers["/rss"] = (200, {"Content-Encoding": "gzip"}, packed)
    (error,) = fetched(fetcher(), site)
    assert "R103" in error
    assert "grows to more than" in error


def test_half_an_answer_is_none(courier: Any) -> None:
    courier.put("/Aid", PAGE.format("Aid"), **{"Content-Length": "9999"})
    first, _ = fetched(fetcher(), courier)
    assert "can't be fetched" in first


def test_a_state_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "feeds.json").write_text("[]")
    with pytest.raises(SourceError, match="no state of feeds"):
        fetcher(tmp_path / "feeds.json")
