"""Web pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reportedly.article import Article
from reportedly.errors import SourceError
from reportedly.sources import read
from reportedly.sources.html import article_of
from reportedly.sources.html import read as read_page

EXAMPLE = Path(__file__).parents[2] / "examples" / "sanctions.html"


@pytest.fixture(scope="module")
def article() -> Article:
    (found,) = read(EXAMPLE)
    assert isinstance(found, Article)
    return found


def test_a_page_gives_its_title_date_outlet_and_address(article: Article) -> None:
    assert article.title == "EU readies sanctions on Belarus over detained sailors"
    assert (article.published, article.outlet) == ("2023-11-08", "Baltic Ledger")
    assert article.url == "https://ledger.example/world/2023/11/08/sanctions-sailors"


def test_only_the_main_text_of_a_page_is_read(article: Article) -> None:
    assert article.text.startswith("The European Union will impose new sanctions")
    assert article.text.endswith("in Vienna on 15 November.")
    assert "cookies" not in article.text


def test_a_date_in_the_text_is_not_taken_for_the_date_of_publication() -> None:
    body = "<p>Norway sent food aid to Malawi on 2 May 2019, the ministry said in a statement.</p>" * 5
    found = article_of(f"<html><body><article><h1>Aid</h1>{body}</article></body></html>", where="x")
    assert found.published is None


def test_a_page_without_an_article_is_told() -> None:
    with pytest.raises(SourceError, match="the page holds no article"):
        article_of("<html><body></body></html>", where="x.html")


def test_a_page_in_an_older_encoding_is_read_by_the_charset_that_it_names(tmp_path: Path) -> None:
    body = "<p>The café in Košice closed on Monday, its owner said in a long statement to the press.</p>" * 4
    page = f'<html><head><meta charset="iso-8859-2"></head><body><article>{body}</article></body></html>'
    path = tmp_path / "old.html"
    path.write_bytes(page.encode("iso-8859-2"))
    (found,) = read(path)
    assert isinstance(found, Article)
    assert "café in Košice" in found.text


def test_a_page_of_a_hundred_megabytes_is_named_and_never_held_whole() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            count = min(size, (100 << 20) - self.given)
            self.given += count
            return b"<p>" + b"a" * (count - 3)

    stream = Endless()
    ((where, error),) = read_page(stream, name="x.html", max_chars=1_000_000)  # type: ignore[arg-type]  # reads like one
    assert where == "x.html"
    assert "R103 x.html: the file has more than 4,000,000 bytes" in str(error)
    assert stream.given < 5_000_000
