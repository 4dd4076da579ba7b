"""How much of the inputs has been read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from reportedly.sources.meter import Meter
from reportedly.sources.reading import meter_of, read_items


def test_when_all_is_read_the_meter_says_so_whatever_was_broken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway sent aid.")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Peru accused Fiji."}\n' * 500)[:-9])
    (tmp_path / "c.parquet").write_bytes(b"no table at all")
    meter = meter_of([tmp_path])
    assert meter is not None
    assert len(list(read_items([tmp_path], meter=meter))) > 400
    assert meter.read == meter.total


def test_a_large_file_is_measured_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Peru accused Fiji of spying on its fishing fleet."}\n' * 20_000)
    meter = Meter([path])
    items = read_items([path], meter=meter)
    for _ in range(100):
        next(items)
    assert 0 < meter.read < meter.total / 2


@pytest.mark.parametrize("input", ["-", "https://example.org/feed.xml", "s3://bucket/news/"])
def test_what_lies_elsewhere_has_no_size_beforehand(input: str, tmp_path: Path) -> None:
    assert meter_of([str(tmp_path), input]) is None
