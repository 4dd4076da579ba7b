"""Progress on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")


def test_a_terminal_sees_progress_and_a_pipe_only_records(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Norway sent aid to Malawi.")
    ours, theirs = pty.openpty()
    run = [sys.executable, "-c", "from reportedly.cli import main; main()", "code", str(path)]
    process = subprocess.Popen(
        run, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    told = b""
    try:
        while data := os.read(ours, 4096):
            told += data
    except OSError:
        pass  # Linux says so when the other end is closed.
    output, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert output.startswith(b'{"schema"')
    assert output.count(b"\n") == 1
    assert b"articles" in told
