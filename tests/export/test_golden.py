"""Each format against its golden file. After reading what changed: ``python tests/export/test_golden.py`` writes them anew."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reportedly.errors import MissingExtra
from reportedly.export import FORMATS, LeftOut, Told, write

GOLDEN = Path(__file__).parent / "golden"
#: Bytes that a library's version decides; read back in its own test instead.
_NOT_TEXT = {"parquet"}


def exported(name: str, material: list[Told]) -> tuple[bytes, str]:
    """What a format makes of the material, and its account of what was left out."""
    out, account = io.BytesIO(), io.StringIO()
    write(
        name,
        material,
        out,
        left_out=LeftOut(account, made=FORMATS[name].made, of=FORMATS[name].of, tells=FORMATS[name].tells),
    )
    return out.getvalue(), account.getvalue()


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in _NOT_TEXT])
def test_a_format_is_written_as_its_golden_file(name: str, material: list[Told]) -> None:
    written, account = exported(name, material)
    assert written.decode() == (GOLDEN / f"{name}.{FORMATS[name].ending}").read_bytes().decode()
    assert account == (GOLDEN / f"{name}.left-out.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_of_nothing(name: str) -> None:
    try:
        written, account = exported(name, [])
    except MissingExtra as error:
        pytest.skip(str(error))
    assert isinstance(written, bytes)
    assert account.count("\n") == 1


def test_every_event_is_written_or_told_as_left_out(material: list[Told]) -> None:
    events = sum(len(told.events) for told in material)
    for name, format in FORMATS.items():
        if format.of == "events" and name not in _NOT_TEXT:
            account = LeftOut(made=format.made)
            write(name, material, io.BytesIO(), left_out=account)
            assert account.written + sum(account.why.values()) == events, name


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).parent))
    import conftest

    for name in FORMATS.keys() - _NOT_TEXT:
        written, account = exported(name, conftest.as_an_archive_tells())
        (GOLDEN / f"{name}.{FORMATS[name].ending}").write_bytes(written)
        (GOLDEN / f"{name}.left-out.jsonl").write_text(account, encoding="utf-8")
