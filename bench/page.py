"""How fast the page answers: its API with many clients at once, each page in a browser, and both while articles are added."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import httpx

from bench.machine import describe

CLIENTS, ROUNDS = 20, 3
_REPORTEDLY = str(Path(sys.executable).with_name("reportedly"))
#: What a page asks when it is opened, with filters as an analyst sets them.
QUESTIONS = (
    "desk", "desk?since={y}-01-01", "desk?actor={a}&status=happened", "disputes?limit=6", "promises?outcome=open&order=due&limit=6",
    "dyad?a={a}&b={b}", "dyad?a={a}&b={b}&by=week", "happenings?a={a}&b={b}&limit=25", "happenings?a={a}&b={b}&since={y}-03-01&until={y}-06-30",
    "dyad.csv?a={a}&b={b}", "actor?who={a}", "happenings?actor={a}", "events?actor={a}&told_by_others=true", "statements?actor={a}",
    "happening?id={happening}", "article?id={article}", "network", "network?since={y}-01-01&level=actor", "map", "map?type=ASSAULT",
    "search?q={a}", "search?q=minister+killing", "search?q={y}-05", "happenings?text=killing+people&status=denied", "happenings?offset=2000",
    "review", "review?about=statement&order=doubtful", "precision", "articles?actor={b}",
)  # fmt: skip


def measure(archive: Path, *, browser: str, adding: Path | None) -> Iterator[str]:
    """Lines of the report, as they come.

    Args:
        archive: what is served; only read, unless something is added.
        browser: a Chromium, or nothing to leave pages out.
        adding: a folder or file of articles that `reportedly add` adds to a copy meanwhile.
    """
    yield describe()
    with tempfile.TemporaryDirectory() as folder:
        if adding:
            archive = Path(shutil.copytree(archive, Path(folder) / "desk"))
        with served(archive) as address:
            named = _named(address)
            _wait_for_digest(address)
            yield from _answers(address, named, "each asks what nobody asked before", own=True)
            yield from _answers(address, named, "all ask the same", own=False)
            if adding:
                command = [_REPORTEDLY, "add", str(archive), str(adding)]
                with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as added:
                    yield from _answers(
                        address, named, "all ask the same while `reportedly add` runs", own=False
                    )
                    told = added.communicate()[1].decode().strip().splitlines()
                    yield f"add ended with {added.returncode}: {told[-1] if told else ''}"
            if browser:
                yield from _pages(address, named, browser)


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of an archive that is served meanwhile."""
    command = [_REPORTEDLY, "serve", str(archive), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        threading.Thread(target=server.stderr.read, daemon=True).start()
        try:
            yield line.split(" is at ")[1].strip().rstrip("/")
        finally:
            server.terminate()


def _named(address: str) -> dict[str, str]:
    """What the questions are asked about: the busiest dyad, its largest happening, an article."""
    desk = httpx.get(address + "/api/desk", timeout=120).json()
    dyad, happening = desk["dyads"][0], max(desk["latest"], key=lambda one: one["reports"])
    return {
        "a": dyad["a"], "b": dyad["b"], "happening": happening["id"], "article": quote(happening["article"], safe=""),
        "y": desk["counts"]["last"][:4],
    }  # fmt: skip


def _answers(address: str, named: dict[str, str], when: str, *, own: bool) -> Iterator[str]:
    """What 20 clients wait that ask one question after the other.

    Args:
        own: every client narrows its questions by a day of its own, so that no answer that was kept helps.
    """
    taken: defaultdict[str, list[float]] = defaultdict(list)
    failed: list[str] = []

    def client(number: int) -> None:
        with httpx.Client(base_url=address + "/api/", timeout=60) as asks:
            for round in range(ROUNDS):
                for at in range(len(QUESTIONS)):
                    question = QUESTIONS[(at + number * 7) % len(QUESTIONS)].format_map(named)
                    if own and "until" not in question and "id=" not in question:
                        day = date(2024, 1, 1) + timedelta(days=number * ROUNDS + round)
                        question += f"{'&' if '?' in question else '?'}until={day}"
                    started = time.perf_counter()
                    answer = asks.get(question)
                    taken[question.split("?")[0]].append(time.perf_counter() - started)
                    if answer.status_code != 200:
                        failed.append(f"{answer.status_code} {question}")

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, range(CLIENTS)))
    everything = sorted(one for some in taken.values() for one in some)
    yield (
        f"API, {CLIENTS} clients, {len(everything):,} requests, {when}: median {median(everything) * 1000:.0f} ms, "
        f"95 % within {everything[int(len(everything) * 0.95)] * 1000:.0f} ms, {len(failed)} failed"
    )
    slowest = sorted(taken, key=lambda path: -median(taken[path]))[:6]
    yield "  slowest medians: " + ", ".join(f"{path} {median(taken[path]) * 1000:.0f} ms" for path in slowest)
    for words in sorted(set(failed))[:5]:
        yield f"  failed: {words}"


def _wait_for_digest(address: str) -> None:
    started = time.monotonic()
    while (
        not httpx.get(address + "/api/disputes", timeout=60).json()["ready"]
        and time.monotonic() - started < 600
    ):
        time.sleep(1)


PAGES = (
    "/", "/dyad?a={a}&b={b}", "/actor?who={a}", "/happening?id={happening}", "/happenings", "/happenings?view=disputes",
    "/happenings?view=promises", "/article?id={article}", "/network", "/network?view=map", "/review",
)  # fmt: skip


def _pages(address: str, named: dict[str, str], browser: str) -> Iterator[str]:
    """Each page in a new browser window, until it has drawn what it asked for."""
    from playwright.sync_api import expect, sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=flags)
        for pattern in PAGES:
            path, seconds, size = pattern.format_map(named), [], 0
            for _ in range(5):
                context = started.new_context(viewport={"width": 1280, "height": 900})
                page = context.new_page()
                bodies: list[Any] = []
                page.on("response", lambda answer, bodies=bodies: bodies.append(answer))
                begun = time.perf_counter()
                page.goto(address + path)
                page.locator("main h1").first.wait_for()
                expect(page.locator("main p[role=status]", has_text="Reading")).to_have_count(0)
                expect(page.locator("main [aria-busy=true]")).to_have_count(0)
                seconds.append(time.perf_counter() - begun)
                size = sum(
                    len(gzip.compress(one.body(), 6)) for one in bodies if one.url.endswith((".js", ".css"))
                )
                context.close()
            yield f"page {pattern}: {median(seconds):.2f} s until usable, {size / 1000:.0f} kB of scripts and styles"
        started.close()


def chromium() -> str:
    """The browser of this machine, or nothing."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
