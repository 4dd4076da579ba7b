"""`doctor`: whether the installation is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly import installation
from reportedly.cli import reportedly


def test_the_parser_model_is_the_official_one_file_by_file() -> None:
    table = installation.model_table()
    assert len(table) == 22
    assert installation.model_files() == table


def test_doctor_finds_nothing_to_mend() -> None:
    done = CliRunner().invoke(reportedly, ["doctor"])
    assert done.exit_code == 0
    assert "all 22 files are those of en_core_web_sm 3.8.0" in done.output
    assert "FAULT" not in done.output


def test_doctor_names_a_changed_file_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {**installation.model_table(), "ner/model": "0" * 64}
    monkeypatch.setattr(installation, "model_files", lambda: changed)
    done = CliRunner().invoke(reportedly, ["doctor"])
    assert done.exit_code == 1
    assert "FAULT parser model: differs from en_core_web_sm 3.8.0 in ner/model" in done.output


def test_doctor_names_the_pip_command_of_an_absent_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    version = installation._version
    monkeypatch.setattr(installation, "_version", lambda name: None if name == "duckdb" else version(name))
    done = CliRunner().invoke(reportedly, ["doctor"])
    assert done.exit_code == 0
    assert "-     extra archive: lacks duckdb; pip install 'reportedly[archive]'" in done.output


def test_data_files_are_held_against_the_wheels_hashes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"reportedly")
    assert installation._wheel_hash(tmp_path / "a", "sha256") == "qPirFtZHaHe913vT8HQ5WCNbal0md1-3d6jH9pvVMXk"
