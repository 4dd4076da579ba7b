"""Writers that are killed at any moment, while another writes and somebody reads.

Ten kills here; a hundred by hand: ``KILLS=100 pytest tests/archive/test_killed.py``.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from reportedly.archive import Archive

KILLS = int(os.environ.get("KILLS", "10"))
#: Articles that each pair of writers is given anew, half of them to both.
PORTION = 40


def writer(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    """A process that adds these articles and tells what is kept."""
    script = Path(__file__).with_name("killed_writer.py")
    command = [sys.executable, str(script), str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill_at(process: subprocess.Popen[str], lines: int, delay: float) -> list[str]:
    """Kill it a moment after so many articles were told; what it told before."""
    assert process.stdout is not None
    told: list[str] = []
    while len(told) < lines and (line := process.stdout.readline()):
        told.append(line.strip())
    time.sleep(delay)
    process.kill()
    # One reader from first to last: what it holds of a line, another would miss. A last line without its end was never told.
    rest = process.stdout.read()
    process.communicate()
    return told + [line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def finish(process: subprocess.Popen[str]) -> list[str]:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out.split()


def read(path: Path) -> Counter[str]:
    """What a reader sees: how many events each article has."""
    with Archive(path) as archive:
        return Counter(row["article"] for row in archive.find())


def test_no_article_that_was_told_is_lost_and_none_doubled_whenever_a_writer_is_killed(
    tmp_path: Path,
) -> None:
    chance = random.Random(11)
    desk, told = tmp_path / "desk", set[str]()
    Archive(desk, create=True).close()
    for turn in range(KILLS):
        first = turn * PORTION // 2
        killed, other = writer(desk, first, first + PORTION), None
        if turn % 3 == 0:
            other = writer(desk, first + PORTION // 2, first + PORTION)
        told.update(kill_at(killed, chance.randrange(0, PORTION, 5), chance.uniform(0, 0.12)))
        seen = read(desk)
        assert told <= set(seen)
        assert set(seen.values()) <= {1}
        if other is not None:
            told.update(finish(other))
    everything = {f"n{n}" for n in range(PORTION // 2 * (KILLS + 1))}
    told.update(finish(writer(desk, 0, len(everything))))
    assert told == everything
    assert read(desk) == Counter(everything)
    with Archive(desk) as archive:
        assert len(archive) == len(everything)
        # A batch that was broken off may be left where the other writer added its articles: it counts nowhere.
        assert [str(finding) for finding in archive.check() if finding.harm] == []
        archive.compact()
        assert [str(finding) for finding in archive.check()] == []
    assert read(desk) == Counter(everything)


def test_two_writers_and_a_reader_do_not_disturb_each_other(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    Archive(desk, create=True).close()
    writers = [writer(desk, 0, 60), writer(desk, 20, 80)]
    before = 0
    while any(process.poll() is None for process in writers):
        seen = read(desk)
        assert set(seen.values()) <= {1}
        assert len(seen) >= before
        before = len(seen)
    told = [finish(process) for process in writers]
    assert set(told[0]) | set(told[1]) == {f"n{n}" for n in range(80)} == set(read(desk))
    with Archive(desk) as archive:
        assert [str(finding) for finding in archive.check()] == []
