"""Files on remote file systems, here fsspec's own in memory."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from reportedly.article import Article
from reportedly.errors import MissingExtra, ReportedlyError
from reportedly.sources import read

fsspec = pytest.importorskip("fsspec")

LINE = b'{"id": "a", "text": "Norway sent aid."}\n'


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    yield system
    system.rm("/news", recursive=True)


def _read(address: str) -> list[str]:
    return [found.text if isinstance(found, Article) else str(found) for found in read(address)]


def test_a_stored_file_is_read(memory: Any) -> None:
    memory.pipe("/news/a.jsonl.gz", gzip.compress(LINE))
    assert _read("memory://news/a.jsonl.gz") == ["Norway sent aid."]


def test_a_folder_s_files_come_in_the_order_of_their_names(memory: Any) -> None:
    memory.pipe("/news/2024/b.txt", b"Kenya sent aid.")
    memory.pipe("/news/2024/a.txt", b"Norway sent aid.")
    memory.pipe("/news/2024/picture.png", b"\x89PNG")
    assert _read("memory://news/") == ["Norway sent aid.", "Kenya sent aid."]


def test_what_isn_t_there_is_told_and_the_rest_goes_on(memory: Any) -> None:
    memory.pipe("/news/a.txt", b"Norway sent aid.")
    (missing,) = _read("memory://news/b.txt")
    assert "memory://news/b.txt: there is no such file" in missing


def test_a_folder_without_articles_is_told(memory: Any) -> None:
    memory.pipe("/news/picture.png", b"\x89PNG")
    (told,) = _read("memory://news")
    assert "the folder holds no article" in told


def test_an_unknown_file_system_is_told() -> None:
    (told,) = _read("ftpx://desk/news.txt")
    assert "there is no file system ftpx://" in told


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(_: str) -> None:
        raise ImportError

    monkeypatch.setattr("fsspec.core.url_to_fs", without)
    (told,) = read("s3://desk/news.txt")
    assert isinstance(told, MissingExtra)
    assert isinstance(told, ReportedlyError)
    assert "pip install s3fs" in str(told)
