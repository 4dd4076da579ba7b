"""Plain text and the choice of a kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.article import Article
from reportedly.errors import ReportedlyError
from reportedly.sources import KINDS, kind_of, read, read_items
from reportedly.sources.kinds import reader_of


def texts(found: list[Article | ReportedlyError]) -> list[str]:
    return [item.text for item in found if isinstance(item, Article)]


def test_a_text_keeps_every_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Malawi\r\n\tcafe\u0301 🙂\n".encode())
    assert texts(list(read(path))) == ["Malawi\r\n\tcafe\u0301 🙂\n"]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfMalawi")
    assert texts(list(read(path))) == ["Malawi"]


def test_a_folder_is_read_in_the_order_of_names_and_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.jsonl", ".hidden.txt", "notes.bin"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'{{"text": "{name}"}}' if name.endswith("jsonl") else name)
    assert texts(list(read(tmp_path))) == ["a/b.jsonl", "a/z.txt", "b.txt"]


def test_an_item_says_where_it_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('\n{"text": "Malawi"}\n[]\n')
    items = list(read_items([path]))
    assert [item.where for item in items] == [f"{path}:2", f"{path}:3"]
    assert items[1].error is not None


def test_a_file_without_an_ending_is_read_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text('{"text": "Malawi"}')
    (tmp_path / "plain").write_text("Malawi")
    assert texts(list(read(tmp_path / "lines"))) == texts(list(read(tmp_path / "plain"))) == ["Malawi"]


@pytest.mark.parametrize("name", list(KINDS))
def test_every_kind_has_a_reader_and_endings_of_its_own(name: str) -> None:
    assert callable(reader_of(KINDS[name]))
    assert all(kind_of(f"x{ending}") == KINDS[name] for ending in KINDS[name].endings)


def test_a_pdf_is_named_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    (fault,) = read(path)
    assert isinstance(fault, ReportedlyError)
    assert "this is a PDF" in str(fault)
