"""Zip."""

from __future__ import annotations

import gzip
import io
import os
import threading
import zipfile

from reportedly.article import Article
from reportedly.sources.zip import read


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def found(data: bytes) -> list[tuple[str, str]]:
    """Where each was found, and its text or its error."""
    items = read(io.BytesIO(data), name="x.zip", max_chars=10_000)
    return [(where, one.text if isinstance(one, Article) else str(one)) for where, one in items]


def test_each_member_is_read_by_its_name_and_others_are_left() -> None:
    data = zipped(
        {"a/one.txt": b"Aid came.", "logo.png": b"\x89PNG", "__MACOSX/a/._one.txt": b"x",
         "two.jsonl.gz": gzip.compress(b'{"text": "Rain fell."}\n')}
    )  # fmt: skip
    assert found(data) == [("x.zip/a/one.txt", "Aid came."), ("x.zip/two.jsonl.gz:1", "Rain fell.")]


def test_a_broken_member_is_named_and_the_rest_goes_on() -> None:
    first = os.urandom(3_000).hex().encode()
    data = bytearray(zipped({"one.txt": first, "two.txt": b"Rain fell."}))
    data[1_000] ^= 0xFF
    broken, whole = found(bytes(data))
    assert broken[0] == "x.zip/one.txt"
    assert "R102 x.zip/one.txt: is broken in the zip" in broken[1]
    assert whole == ("x.zip/two.txt", "Rain fell.")


def test_a_bomb_is_named_and_the_rest_goes_on() -> None:
    data = zipped({"bomb.jsonl": bytes(200 << 20), "two.txt": b"Rain fell."})
    *bomb, whole = found(data)
    assert "R103 x.zip/bomb.jsonl: grows to more than" in bomb[-1][1]
    assert whole == ("x.zip/two.txt", "Rain fell.")


def test_a_zip_in_a_zip_is_not_opened() -> None:
    ((_, error),) = found(zipped({"inner.zip": zipped({"one.txt": b"Aid came."})}))
    assert "x.zip/inner.zip: a zip inside a zip isn't opened" in error


def test_what_is_no_zip_or_holds_nothing_is_told() -> None:
    ((_, error),) = found(b"PK\x03\x04 and no more")
    assert "R102 x.zip: no zip" in error
    ((_, error),) = found(zipped({"logo.png": b"x"}))
    assert "the zip holds no article" in error


def test_a_zip_may_come_through_a_pipe() -> None:
    data = zipped({"one.txt": b"Aid came."})
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as sink, os.fdopen(reading, "rb") as pipe:
        thread = threading.Thread(target=lambda: (sink.write(data), sink.close()))
        thread.start()
        items = list(read(pipe, name="-", max_chars=99))
        thread.join()
    assert [one for _, one in items] == [Article(text="Aid came.")]
