"""A real browser on real pages: Debian's Chromium, a served archive of the examples, one of a few plain sentences."""

from __future__ import annotations

import importlib.util
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
import uvicorn

from reportedly.page import create_app

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip(
            "no Chromium on this machine: install it (Debian: apt-get install chromium), or name it in CHROMIUM"
        )
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("the package playwright isn't installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield started
        started.close()


class Visitor:
    """A browser window that keeps what went wrong in it."""

    def __init__(
        self, browser: Any, address: str, *, width: int = 1280, scheme: str = "light", **more: Any
    ) -> None:
        self.address = address
        self.wrong: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", **more
        )
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.page.on("console", lambda said: self._note(said.type in {"error", "warning"}, said.text))
        self.page.on("pageerror", lambda error: self._note(True, str(error)))
        self.page.on(
            "response", lambda answer: self._note(answer.status >= 400, f"{answer.status} {answer.url}")
        )

    def _note(self, bad: bool, words: str) -> None:
        if bad:
            self.wrong.append(words)

    def open(self, path: str) -> Any:
        """Open an address, and wait until it shows what it has."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        self.page.locator("main h1, main p").first.wait_for()
        from playwright.sync_api import expect

        # The page's own policy forbids evaluating conditions in it; these are asked from outside.
        expect(self.page.locator("main p[role=status]", has_text="…")).to_have_count(0)
        expect(self.page.locator("main [aria-busy=true]")).to_have_count(0)

    def query(self) -> str:
        """The address's query as it is now."""
        return str(self.page.evaluate("location.search"))


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visitor]]:
    """Opens windows; in the end none may have told of an error."""
    opened: list[Visitor] = []

    def open_window(address: str, **more: Any) -> Visitor:
        opened.append(Visitor(browser, address, **more))
        return opened[-1]

    yield open_window
    wrong = [words for one in opened for words in one.wrong]
    for one in opened:
        one.context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serves an archive on this machine; returns its address."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(path: Path, **more: Any) -> str:
        config = uvicorn.Config(create_app(path, **more), host="127.0.0.1", port=0, log_level="warning")
        listening = config.bind_socket()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        servers.append((server, thread))
        end = time.monotonic() + 10
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for server, _ in servers:
        server.should_exit = True
    for _, thread in servers:
        thread.join(timeout=5)


@pytest.fixture(scope="session")
def examples_desk(browser: Any, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an archive made from the examples."""
    from reportedly import Coder
    from reportedly.archive import Archive
    from reportedly.article import Article
    from reportedly.sources import read

    folder = Path(__file__).parents[3] / "examples"
    found = [item for path in sorted(folder.iterdir()) for item in read(path)]
    path = tmp_path_factory.mktemp("examples") / "desk"
    with Archive(path, create=True) as archive:
        for _ in archive.add((item for item in found if isinstance(item, Article)), coder=Coder()):
            pass
        archive.join()
    return serve(path)


@pytest.fixture(scope="session")
def large_desk(browser: Any, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of 200 thousand invented events: those of LARGE_DESK, which takes minutes to make, or made now."""
    named = os.environ.get("LARGE_DESK")
    path = Path(named) if named else tmp_path_factory.mktemp("large") / "desk"
    if not named:
        from bench.desk_archive import make

        make(path, events=200_000, say=print)
    address = serve(path)
    end = time.monotonic() + 600
    # Disputes and promises are counted once after the start; the page says so meanwhile.
    while not httpx.get(address + "/api/disputes", timeout=60).json()["ready"] and time.monotonic() < end:
        time.sleep(1)
    return address


@pytest.fixture(scope="session")
def told_desk(browser: Any, serve: Callable[..., str], told_archive: Path) -> str:
    """The address of the archive of a few sentences; only read in tests."""
    return serve(told_archive)


@pytest.fixture
def own_desk(browser: Any, serve: Callable[..., str], told_archive: Path, tmp_path: Path) -> tuple[str, Path]:
    """The address and folder of a copy that a test may change."""
    path = Path(copytree(told_archive, tmp_path / "desk"))
    return serve(path), path
