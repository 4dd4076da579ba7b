"""No bytes make a reader fail: whatever a file holds becomes articles and errors that say where."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.sources.answers import answer_of
from reportedly.sources.kinds import KINDS, kind_by_content, reader_of
from reportedly.sources.robots import robots_of

PAGE = b"<html><body><article><p>Aid came to the harbour town on Tuesday, the governor said.</p></article></body></html>"
ROW = b'{"text": "Aid came.", "published": "2024-03-12"}\n'
FEED = (b"<?xml version='1.0'?><rss version='2.0'><channel><title>C</title><item><title>Aid</title>"
        b"<description>Aid &amp; rain came.</description></item></channel></rss>")  # fmt: skip
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
    len(PAGE) + 44, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
)  # fmt: skip


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", ROW * 3)
        archive.writestr("b.txt.gz", gzip.compress(b"Rain fell."))
    return stream.getvalue()


def parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"text": ["Aid came.", "Rain fell."] * 9}), stream, row_group_size=6)
    return stream.getvalue()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "text": lambda: b"Aid came.",
    "html": lambda: PAGE,
    "jsonl": lambda: ROW * 3,
    "csv": lambda: b'id,text\n1,"Aid ""came"".\nToday."\n2,Rain fell.\n',
    "feed": lambda: FEED,
    "gzip": lambda: gzip.compress(ROW) + gzip.compress(ROW),
    "zip": zipped,
    "warc": lambda: WARC + gzip.compress(WARC),
    "parquet": parquet,
}
#: A place to change, and what to put there; several of them.
HARM = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 40)), min_size=1, max_size=5)


def harmed(data: bytes, harm: list[tuple[float, bytes, int]]) -> bytes:
    for at, put, removed in harm:
        place = int(at * len(data))
        data = data[:place] + put + data[place + removed :]
    return data


def check(kind: str, data: bytes) -> None:
    found = list(reader_of(KINDS[kind])(io.BytesIO(data), name="x", max_chars=2_000))
    assert found or kind == "warc"
    for where, one in found:
        assert where.startswith("x")
        assert isinstance(one, Article | ReportedlyError)


def test_every_kind_has_a_sample_that_is_known_by_its_content() -> None:
    assert SAMPLES.keys() == KINDS.keys()
    for name, sample in SAMPLES.items():
        known = kind_by_content(sample()[:512]).name
        # CSV begins like any text.
        assert known == name or (name, known) == ("csv", "text")
        check(name, sample())


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(harm=HARM)
def test_a_harmed_file_is_read_or_told(kind: str, harm: list[tuple[float, bytes, int]]) -> None:
    check(kind, harmed(SAMPLES[kind](), harm))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_told(kind: str, data: bytes) -> None:
    check(kind, data)
    check(kind, SAMPLES[kind]()[:40] + data)


@given(text=st.text(alphabet="ab/*$%: \n#", max_size=80), path=st.text(max_size=20))
def test_any_robots_txt_is_read(text: str, path: str) -> None:
    rules = f"User-agent: *\nDisallow: {text}\nAllow: {path}\n{text}"
    assert robots_of(rules, agent="reportedly").allows(f"/{path}") in {True, False}


@given(data=st.binary(max_size=200), head=st.sampled_from([b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
       b"HTTP/1.1 200 OK\nContent-Encoding: gzip, deflate\n\n"]))  # fmt: skip
def test_any_answer_is_read_or_told(data: bytes, head: bytes) -> None:
    with suppress(ReportedlyError):
        answer_of(head + data, where="x", most=1_000)
