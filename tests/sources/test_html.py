"""Web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.article import Article
from reportedly.errors import SourceError
from reportedly.sources import read
from reportedly.sources.html import article_of

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
