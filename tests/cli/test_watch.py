"""`watch`, on a server of the tests' own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.cli.watch import command


@pytest.fixture
def feed() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A feed's address, and its entries: titles and texts."""
    entries: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            items = "".join(
                f"<item><title>{title}</title><link>http://courier.example/{title}</link><description>x</description>"
                f"<content:encoded>{text}</content:encoded><pubDate>Tue, 12 Mar 2024 10:30:00 +0000</pubDate></item>"
                for title, text in entries
            )
            body = (
                "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
                f"<title>Courier</title>{items}</channel></rss>"
            ).encode()
            self.send_response(200 if self.path == "/rss" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/rss", entries
    server.shutdown()
    server.server_close()


def watched(*arguments: str) -> tuple[Result, list[dict[str, Any]]]:
    done = CliRunner().invoke(command, [*arguments, "--once", "--allow-private"])
    return done, [json.loads(line) for line in done.stdout.splitlines()]


def test_only_happenings_that_are_new_and_pass_the_filter_are_printed(
    feed: tuple[str, list[tuple[str, str]]], tmp_path: Path
) -> None:
    url, entries = feed
    desk = str(tmp_path / "desk")
    entries.append(
        ("Aid", "Norway sent food aid to Malawi on Monday. Kenya arrested three fishermen on Sunday.")
    )
    done, rows = watched(url, desk, "--actor", "NOR")
    assert done.exit_code == 0, done.output
    assert [row["type"] for row in rows] == ["AID"]
    assert watched(url, desk)[1] == []
    entries.insert(0, ("Visit", "Ghana sent food aid to Togo on Friday."))
    entries.append(("More", "Norway sent food aid to Malawi on Monday, the Courier said."))
    _, rows = watched(url, desk, "--type", "AID")
    assert [[party["name"] for party in row["sources"]] for row in rows] == [["Ghana"]]


def test_a_feed_that_can_not_be_read_is_told(feed: tuple[str, list[tuple[str, str]]], tmp_path: Path) -> None:
    done, rows = watched(feed[0].replace("/rss", "/other"), str(tmp_path / "desk"))
    assert done.exit_code == 1
    assert rows == []
    assert "the server answered 404" in done.stderr


def test_a_feed_is_an_address(tmp_path: Path) -> None:
    done, _ = watched("news.rss", str(tmp_path / "desk"))
    assert done.exit_code == 2
    assert not (tmp_path / "desk").exists()
