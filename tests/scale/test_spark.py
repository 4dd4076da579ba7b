"""Coding on Spark, where it is installed: the same records as in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from reportedly.archive import Archive
from reportedly.archive.segments import Prepared
from reportedly.article import Article
from reportedly.coder import Coder
from reportedly.errors import ArchiveError
from reportedly.record import Record
from reportedly.scale.spark import SparkStream, session

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

ARTICLES = [
    Article(id=str(n), text=f"{a} sent {n} tons of food aid to {b} on Monday.", published="2024-05-02")
    for n, (a, b) in enumerate([("Norway", "Malawi"), ("Kenya", "Nepal"), ("Peru", "Fiji")] * 12)
]
GERMAN = "Die Regierung hat am Montag neue Gesetze beschlossen und der Bundestag stimmt morgen darüber ab."


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with session("spark", workers=2) as found:
        yield found


def _prepared(articles: list[Article]) -> Iterator[Prepared]:
    for article in articles:
        yield Prepared(
            article=article, id=article.identity(), canonical_url=None, text_hash=article.identity(), bands=(),
            credit=None, copy_of=None, revision_of=None,
        )  # fmt: skip


def test_spark_codes_what_one_process_codes(spark: Any) -> None:
    here = [Record.from_json(record.to_json()).to_json() for record in Coder().code_many(ARTICLES)]
    found = [one.record.to_json() for one in SparkStream(spark, {})(_prepared(ARTICLES)) if one.record]
    assert found == here


def test_an_article_in_another_language_is_told_in_its_place(spark: Any) -> None:
    first, second = SparkStream(spark, {})(_prepared([Article(text=GERMAN), ARTICLES[0]]))
    assert "R105" in (first.skipped or "")
    assert second.record is not None


def test_an_archive_filled_by_spark_knows_what_it_has(spark: Any, tmp_path: Any) -> None:
    with Archive(str(tmp_path / "desk"), create=True) as archive:
        for expected in ("added", "known"):
            found = archive.add(ARTICLES[:3], coder=Coder(), code_stream=SparkStream(spark, {}))
            assert {one.outcome for one in found if one.outcome != "copy"} == {expected}


def test_options_that_make_no_coder_are_told(spark: Any) -> None:
    with pytest.raises(ArchiveError, match="Spark gave up"):
        list(SparkStream(spark, {"codebook": "nowhere"})(_prepared(ARTICLES[:1])))
