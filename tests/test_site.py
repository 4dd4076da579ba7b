"""The documents as a site: reference made from the code, every page in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="signatures read otherwise in another Python")
def test_the_python_page_is_made_from_the_docstrings() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "reportedly.cli.python_reference"], check=True, capture_output=True, encoding="utf-8"
    )  # fmt: skip
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert page == made.stdout, "python -m reportedly.cli.python_reference > docs/python.md"


def test_every_public_class_and_function_says_what_it_is() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    entries = page.split("\n### ")[1:]
    assert len(entries) > 50
    assert [entry.partition("\n")[0] for entry in entries if not any(line[:1].isupper() for line in entry.splitlines()[2:])] == []  # fmt: skip


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="the extra docs isn't installed")
    if not (ROOT / "mkdocs.yml").exists():
        pytest.skip("the site's configuration isn't here")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert (built.returncode, built.stdout + built.stderr) == (0, "")
    start = (tmp_path / "site" / "start.html").read_text(encoding="utf-8")
    assert 'href="http' not in start.replace('href="https://squidfunk.github.io/mkdocs-material/"', "")
