"""Gzip."""

from __future__ import annotations

import gzip
import io
import json
import random
import tracemalloc
from pathlib import Path

import pytest

from reportedly.article import Article
from reportedly.sources import kind_of, read_items
from reportedly.sources.gzip import read


def row(text: str) -> bytes:
    return json.dumps({"text": text}).encode() + b"\n"


def noise(seed: int) -> str:
    """A text that can't be compressed much."""
    return "".join(random.Random(seed).choices("abcdefghijklmnop qrstuvw", k=3_000))


def found(data: bytes, name: str = "x.jsonl.gz") -> list[tuple[str, str]]:
    """Where each was found, and its text or its error."""
    items = read(io.BytesIO(data), name=name, max_chars=10_000)
    return [(where, one.text if isinstance(one, Article) else str(one)) for where, one in items]


def test_the_name_below_gz_tells_the_kind() -> None:
    kind = kind_of("x.JSONL.gz")
    assert kind is not None
    assert kind.name == "gzip"
    assert found(gzip.compress(b"Aid came."), "x.TXT.gz") == [("x.TXT.gz", "Aid came.")]


def test_without_a_name_the_content_tells_the_kind() -> None:
    assert found(gzip.compress(row("Aid came.")), "standard input") == [("standard input:1", "Aid came.")]


def test_several_members_are_one_file() -> None:
    data = gzip.compress(b'{"text": "Aid') + gzip.compress(b' came."}\n') + b"\x00" * 700
    assert found(data) == [("x.jsonl.gz:1", "Aid came.")]


@pytest.mark.parametrize("harm", ["changed", "cut"])
def test_a_broken_member_is_named_and_the_articles_around_it_are_read(harm: str) -> None:
    texts = [noise(seed) for seed in range(4)]
    members = [bytearray(gzip.compress(row(text))) for text in texts]
    if harm == "changed":
        members[1][len(members[1]) // 2] ^= 0xFF
        members[1][len(members[1]) // 2 + 1] ^= 0xFF
    else:
        del members[1][len(members[1]) // 2 :]
    items = found(b"".join(members))
    assert [text for _, text in items if text in texts] == [texts[0], texts[2], texts[3]]
    assert any(
        f"R102 x.jsonl.gz, gzip member 2 at byte {len(members[0]):,}: a gzip member is broken" in text
        for _, text in items
    )


def test_a_file_that_ends_too_early_gives_what_it_has_and_tells_it() -> None:
    data = gzip.compress(row("Aid came.") + row(noise(1)))
    first, *others = found(data[:-500])
    assert first == ("x.jsonl.gz:1", "Aid came.")
    assert any("ends in the middle of a gzip member" in text for _, text in others)


def test_half_a_text_is_no_article() -> None:
    ((_, error),) = found(gzip.compress(noise(1).encode())[:-500], "x.txt.gz")
    assert "ends in the middle of a gzip member" in error


def test_a_bomb_is_named_before_it_fills_the_memory() -> None:
    bomb = gzip.compress(bytes(400 << 20), 9)
    tracemalloc.start()
    try:
        items = found(gzip.compress(row("Aid came.")) + bomb)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert items[0] == ("x.jsonl.gz:1", "Aid came.")
    assert any("R103 x.jsonl.gz, gzip member 2" in text and "as no news does" in text for _, text in items)
    assert peak < 10 << 20


def test_a_gzip_file_in_a_gzip_file_is_not_opened() -> None:
    ((_, error),) = found(gzip.compress(gzip.compress(row("Aid came."))), "x")
    assert "a gzip file inside a gzip file isn't opened" in error


def test_a_kind_that_is_given_is_the_kind_of_what_is_inside(tmp_path: Path) -> None:
    path = tmp_path / "x.dump"
    path.write_bytes(gzip.compress(row("Aid came.")))
    (item,) = read_items([path], kind="jsonl")
    assert item.article == Article(text="Aid came.")
