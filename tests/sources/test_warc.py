"""WARC."""

from __future__ import annotations

import gzip
import io

import pytest

from reportedly.article import Article
from reportedly.sources.warc import read

PAGE = """<html><head><title>{0}</title><meta property="article:published_time" content="2024-03-12">
</head><body><article><h1>{0}</h1><p>{0} came to the harbour town on Tuesday, the governor of the region said, and
those who had waited for weeks were glad of it.</p><p>More of it is expected before the end of the month, he
said.</p></article></body></html>"""


def record(number: int, body: str, *, kind: str = "response", http: str = "HTTP/1.1 200 OK", media: str = "text/html",
           encoding: str = "") -> bytes:  # fmt: skip
    data = body.encode()
    if encoding:
        data = gzip.compress(data)
    content = "application/http; msgtype=response" if kind == "response" else media
    if kind == "response":
        data = f"{http}\r\nContent-Type: {media}\r\nContent-Encoding: {encoding}\r\n\r\n".encode() + data
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://www.courier.example/{number}\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n\r\n"


def found(data: bytes, max_chars: int = 100_000) -> list[tuple[str, str]]:
    """Where each was found, and its title or its error."""
    items = read(io.BytesIO(data), name="x.warc", max_chars=max_chars)
    return [(where, one.title or one.text if isinstance(one, Article) else str(one)) for where, one in items]


THINGS = ("Aid", "Rain", "Snow")
RECORDS = [record(number, PAGE.format(thing)) for number, thing in enumerate(THINGS, 1)]


def test_a_page_has_the_address_and_the_outlet_of_its_record() -> None:
    ((where, article),) = read(io.BytesIO(RECORDS[0]), name="x", max_chars=10_000)
    assert isinstance(article, Article)
    assert (where, article.url, article.outlet) == ("x:1", "http://www.courier.example/1", "courier.example")
    assert (article.title, article.published) == ("Aid", "2024-03-12")


def test_records_that_hold_no_article_are_passed_over() -> None:
    data = (
        record(1, "software: x", kind="warcinfo", media="application/warc-fields")
        + record(2, "GET / HTTP/1.1", kind="request")
        + record(3, PAGE.format("Moved"), http="HTTP/1.1 301 Moved")
        + record(4, "x", media="image/png")
        + RECORDS[0]
    )
    assert found(data) == [("x.warc:5", "Aid")]


def test_a_plain_text_record_is_an_article() -> None:
    assert found(record(1, "Aid came.", kind="conversion", media="text/plain")) == [("x.warc:1", "Aid came.")]


def test_content_encodings_are_undone() -> None:
    assert found(record(1, PAGE.format("Aid"), encoding="gzip")) == [("x.warc:1", "Aid")]


@pytest.mark.parametrize("compressed", [False, True])
def test_a_member_a_record_and_a_plain_file_are_the_same(compressed: bool) -> None:
    data = b"".join(map(gzip.compress, RECORDS)) if compressed else b"".join(RECORDS)
    assert found(data) == [("x.warc:1", "Aid"), ("x.warc:2", "Rain"), ("x.warc:3", "Snow")]


def test_a_file_that_ends_too_early_gives_what_it_has_and_tells_it() -> None:
    first, second, error = found(b"".join(RECORDS)[:-300])
    assert (first[1], second[1]) == ("Aid", "Rain")
    assert error[0] == "x.warc:3"
    assert "R102 x.warc:3: the record ends after" in error[1]


def test_a_compressed_file_that_ends_too_early_gives_what_it_has_and_tells_it() -> None:
    items = found(b"".join(map(gzip.compress, RECORDS))[:-100])
    assert [text for _, text in items[:2]] == ["Aid", "Rain"]
    assert any("gzip member 3" in text and "ends in the middle" in text for _, text in items)


@pytest.mark.parametrize(
    "broken",
    [RECORDS[1][:-400], RECORDS[1].replace(b"Content-Length: ", b"Content-Length: 9"),
     RECORDS[1].replace(b"Content-Length: ", b"Length: "), RECORDS[1].replace(b"WARC/1.0", b"")],
    ids=["cut", "too long", "no length", "no version"],
)  # fmt: skip
def test_behind_a_broken_record_the_next_is_found(broken: bytes) -> None:
    items = found(RECORDS[0] + broken + RECORDS[2])
    texts = [text for _, text in items]
    assert texts[0] == "Aid"
    assert texts[-1] == "Snow"
    assert any(text.startswith("R102 x.warc") for text in texts)


def test_behind_a_broken_member_the_next_is_found() -> None:
    members = [bytearray(gzip.compress(one)) for one in RECORDS]
    members[1][100:110] = bytes(10)
    texts = [text for _, text in found(b"".join(members))]
    assert texts[0] == "Aid"
    assert texts[-1] == "Snow"
    assert any("R102 x.warc, gzip member 2 at byte" in text for text in texts)


def test_a_record_beyond_the_limit_is_named_and_passed_over() -> None:
    first, second = found(record(1, "a" * 5_000) + RECORDS[0], max_chars=1_000)
    assert "R103 x.warc:1: the record has" in first[1]
    assert second[1] == "Aid"


def test_what_is_no_warc_is_told() -> None:
    assert "no WARC record" in found(b"\x00\x01 something else\n")[-1][1]
