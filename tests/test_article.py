"""Article: what comes in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reportedly.article import Article
from reportedly.errors import ArticleError, DateError


def test_an_article_needs_a_text_or_a_title() -> None:
    with pytest.raises(ArticleError, match="the article is empty"):
        Article(text=" \n")
    assert Article(text="", title="Norway sends aid").title


def test_a_date_that_is_none_is_turned_away() -> None:
    with pytest.raises(DateError, match="'12 March' is no date"):
        Article(text="a", published="12 March")


@pytest.mark.parametrize(
    "given", ["2024-03-12", "2024-03-12T08:30", "2024-03-12T08:30:00+02:00", "2024-03-12T06:30Z"]
)
def test_dates_and_date_times_are_taken(given: str) -> None:
    assert Article(text="a", published=given).published_on == date(2024, 3, 12)


def test_the_identity_is_the_content_not_its_white_space() -> None:
    one = Article(text="Aid  came\r\nto Malawi.", outlet="A")
    assert one.identity() == Article(text="Aid came to Malawi.", outlet="A").identity()
    assert one.identity() != Article(text="Aid came to Malawi.", outlet="B").identity()
    assert one.identity().startswith("sha256:")


def test_an_id_that_is_given_is_the_identity() -> None:
    assert Article(text="a", id="x7").identity() == "x7"


def test_half_a_character_becomes_a_replacement_character() -> None:
    assert Article(text="aid \ud83d came").text == "aid \ufffd came"


def test_an_article_is_frozen() -> None:
    with pytest.raises(AttributeError):
        Article(text="a").text = "b"  # type: ignore[misc]


@pytest.mark.parametrize("field", ["text", "title", "published", "outlet", "url", "language", "id"])
def test_a_field_that_is_no_text_is_named(field: str) -> None:
    given: Any = {"text": "Norway sent aid."} | {field: 17}
    with pytest.raises(ArticleError, match=f"{field}: 17 is no string"):
        Article(**given)
