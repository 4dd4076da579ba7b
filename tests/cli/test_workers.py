"""What happens when a worker dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reportedly.article import Article
from reportedly.cli.coding import Chunk
from reportedly.cli.workers import code_in_processes


@contextmanager
def killer(victims: int) -> Iterator[None]:
    """Kills that many workers, each as soon as it has come up."""
    stop = threading.Event()

    def kill() -> None:
        left, seen = victims, set[int]()
        while left and not stop.is_set():
            for process in multiprocessing.active_children():
                if process.pid is not None and process.pid not in seen and left:
                    seen.add(process.pid)
                    # Younger, it still waits for what it is to do.
                    time.sleep(0.3)
                    os.kill(process.pid, signal.SIGKILL)
                    left -= 1
            time.sleep(0.02)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def chunk(*names: str) -> Chunk:
    return [(name, Article(text=f"Norway sent aid to {name}.", id=name)) for name in names]


def test_articles_of_a_crashed_worker_are_coded_by_another(capfd: pytest.CaptureFixture[str]) -> None:
    with killer(1):
        coded = list(code_in_processes(iter([chunk("a", "b")]), options={}, processes=1))
    assert [one.where for one in coded if one.line] == ["a", "b"]
    assert "was ended by SIGKILL between a and b" in capfd.readouterr().err


def test_an_article_that_crashes_two_workers_is_reported() -> None:
    with killer(2):
        (coded,) = code_in_processes(iter([chunk("a")]), options={}, processes=1)
    assert coded.line is None
    assert "R000 a: worker" in (coded.error or "")
    assert "on this article, twice" in (coded.error or "")
