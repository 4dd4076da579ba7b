"""An archive with its tables on an object store: here a server of S3's kind that the test starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.archive import Archive
from reportedly.article import Article
from reportedly.errors import ArchiveError
from reportedly.sources import read

pytest.importorskip("moto.server")
s3fs = pytest.importorskip("s3fs")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    given = {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ALLOW_HTTP": "true",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir(f"desk-{port}")
    yield f"s3://desk-{port}"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def test_an_archive_keeps_its_tables_on_an_object_store(bucket: str, tmp_path: Path, desk) -> None:
    news = [
        desk.news("n1", "Norway did aid Malawi on 2024-03-10."),
        desk.news("n2", "Kenya did attack Peru on 2024-03-11."),
    ]
    with Archive(tmp_path / "far", create=True, tables=f"{bucket}/desk/") as archive:
        assert [one.outcome for one in archive.add(news, coder=desk.coder())] == ["added", "added"]
        archive.join()
        archive.compact()
        assert [event["type"] for event in archive.find()] == ["AID", "ASSAULT"]
        assert archive.forget(["n2"])
        assert not [one for one in archive.check() if one.harm]
    assert not (tmp_path / "far" / "tables").exists()
    with Archive(tmp_path / "far") as again:
        assert [event["article"] for event in again.find()] == ["n1"]


def test_tables_stay_where_they_are(bucket: str, tmp_path: Path) -> None:
    Archive(tmp_path / "far", create=True, tables=f"{bucket}/desk").close()
    with pytest.raises(ArchiveError, match="has its tables at s3://desk-"):
        Archive(tmp_path / "far", create=True, tables=f"{bucket}/other")


def test_articles_are_read_from_an_object_store(bucket: str) -> None:
    s3fs.S3FileSystem().pipe(f"{bucket}/news/a.txt", b"Norway sent aid.")
    (article,) = read(f"{bucket}/news/")
    assert isinstance(article, Article)
    assert article.text == "Norway sent aid."
