"""An archive of a few sentences in the tiny language of the archive's tests, and its page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from reportedly.page import create_app


def _tiny() -> Any:
    """The archive tests' conftest, which holds the tiny coder."""
    path = Path(__file__).parents[1] / "archive" / "conftest.py"
    spec = spec_from_file_location("tiny_desk", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["tiny_desk"] = module
    spec.loader.exec_module(module)
    return module


TOLD = (
    (
        "Norway did aid Malawi on 2024-03-02. Kenya did attack Peru on 2024-03-05 killing 3, Fiji said.",
        "2024-03-06",
    ),
    ("Kenya did attack Peru on 2024-03-05 killing 7, Peru said.", "2024-03-07", "Herald"),
    ("Kenya didn't attack Peru on 2024-03-05, Kenya said.", "2024-03-08", "Bugle"),
    ("Norway will visit Malawi, Norway said.", "2024-03-09"),
    ("Norway did blame Kenya on 2024-01-20.", "2024-01-21"),
)


@pytest.fixture(scope="session")
def told_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive; tests that change it work on a copy."""
    desk = _tiny().Desk(tmp_path_factory.mktemp("page") / "desk")
    desk.tell(*TOLD)
    desk.archive.close()
    return Path(desk.path)


def client_of(path: Path, **more: Any) -> TestClient:
    return TestClient(
        create_app(path, **more),
        base_url="http://127.0.0.1",
        headers={"x-reportedly": "1"},
        follow_redirects=False,
    )


@pytest.fixture(scope="session")
def page(told_archive: Path) -> Iterator[TestClient]:
    with client_of(told_archive) as client:
        yield client


@pytest.fixture
def own_archive(told_archive: Path, tmp_path: Path) -> Path:
    from shutil import copytree

    return Path(copytree(told_archive, tmp_path / "desk"))


@pytest.fixture
def own_page(own_archive: Path) -> Iterator[TestClient]:
    with client_of(own_archive) as client:
        yield client
