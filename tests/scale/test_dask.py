"""Coding on a Dask cluster that the test starts: the same archive, also when a worker is killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.archive import Archive
from reportedly.archive.segments import Coded, Prepared
from reportedly.article import Article
from reportedly.coder import Coder
from reportedly.errors import ArchiveError
from reportedly.record import Record
from reportedly.scale.dask import DaskStream, connected
from reportedly.scale.segment import code_segment

pytest.importorskip("distributed")

LANDS = ("Norway", "Kenya", "Peru", "Fiji", "Malawi", "Chile", "Ghana", "Nepal", "Oman", "Cuba")
ARTICLES = [
    Article(id=f"{a}-{b}", text=f"{a} sent {n} tons of food aid to {b} on Monday.", published="2024-05-02")
    for n, (a, b) in enumerate(((a, b) for a in LANDS for b in LANDS if a != b), 10)
]


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with connected("dask", workers=2) as found:
        yield found


def prepared() -> Iterator[Prepared]:
    for article in ARTICLES:
        yield Prepared(
            article=article, id=article.identity(), canonical_url=None, text_hash=article.id or "", bands=(),
            credit=None, copy_of=None, revision_of=None,
        )  # fmt: skip


def lines(coded: Iterator[Coded]) -> list[str]:
    return [one.record.to_json() if one.record else f"{one.skipped}" for one in coded]


@pytest.fixture(scope="module")
def here() -> list[str]:
    """What this process codes, read back as what comes from elsewhere is."""
    return [Record.from_json(record.to_json()).to_json() for record in Coder().code_many(ARTICLES)]


def test_a_cluster_codes_what_one_process_codes(client: Any, here: list[str]) -> None:
    assert lines(DaskStream(client, {})(prepared())) == here


def test_a_killed_worker_changes_nothing(client: Any, here: list[str]) -> None:
    pids = list(client.run(os.getpid).values())
    stream = DaskStream(client, {})(prepared())
    first = next(stream)
    os.kill(pids[0], signal.SIGKILL)
    assert lines(iter([first, *stream])) == here


def test_an_archive_filled_by_a_cluster_knows_what_it_has(client: Any, tmp_path: Path) -> None:
    few = ARTICLES[:20]
    with Archive(str(tmp_path / "desk"), create=True) as archive:
        for expected in ("added", "known"):
            found = archive.add(few, coder=Coder(), code_stream=DaskStream(client, {}))
            assert {one.outcome for one in found if one.outcome != "copy"} == {expected}


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.scale.dask.PATIENCE", 1)
    with pytest.raises(ArchiveError, match="no Dask scheduler answers"), connected("dask://127.0.0.1:9"):
        pass


def test_an_article_in_another_language_is_told_in_its_place() -> None:
    german = (
        "Die Regierung hat am Montag neue Gesetze beschlossen und der Bundestag stimmt morgen darüber ab."
    )
    first, second = code_segment([Article(text=german), ARTICLES[0]], ())
    assert first.line is None
    assert "R105" in (first.skipped or "")
    assert second.line is not None
