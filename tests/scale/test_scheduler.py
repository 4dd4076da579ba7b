"""A scheduler that dies on the way: the command says so, and goes on where it was once there is one again."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportedly.archive import Archive
from reportedly.article import Article
from reportedly.coder import Coder
from reportedly.errors import ArchiveError
from reportedly.scale.dask import DaskStream, connected

pytest.importorskip("distributed")

ARTICLES = [
    Article(id=str(n), text=f"Norway sent {n} tons of food aid to Malawi on Monday.", published="2024-05-02")
    for n in range(120)
]


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _cluster(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler and a worker of it; both are stopped at the end."""
    dask = [sys.executable, "-m", "distributed.cli"]
    scheduler = [f"{dask[-1]}.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = [
        f"{dask[-1]}.dask_worker",
        f"tcp://127.0.0.1:{port}",
        "--nthreads",
        "1",
        "--no-dashboard",
        "--death-timeout",
        "60",
    ]
    started = [
        subprocess.Popen([*dask[:2], *one], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for one in (scheduler, worker)
    ]
    try:
        yield started[0]
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_run_goes_on_after_the_scheduler_was_lost(tmp_path: Path, port: int) -> None:
    coder, address = Coder(), f"dask://127.0.0.1:{port}"
    with Archive(str(tmp_path / "desk"), create=True) as archive:
        with _cluster(port) as scheduler, connected(address) as client:
            outcomes = archive.add(ARTICLES, coder=coder, batch=16, code_stream=DaskStream(client, {}))
            next(outcomes)
            scheduler.kill()
            with pytest.raises(ArchiveError, match="scheduler was lost"):
                list(outcomes)
        kept = len(archive)
        assert 0 < kept < len(ARTICLES)
        with _cluster(port), connected(address) as client:
            again = [
                one.outcome for one in archive.add(ARTICLES, coder=coder, code_stream=DaskStream(client, {}))
            ]
        assert len(archive) == len(ARTICLES)
        assert again.count("known") >= kept
        assert not [one for one in archive.check() if one.harm]
