"""`reportedly export` on an archive and on records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import reportedly
from reportedly.export import write


def export(*arguments: str) -> Result:
    return CliRunner().invoke(reportedly, ["export", *arguments], catch_exceptions=False)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_an_archive_and_its_records_give_the_same_events(
    archive: Path, records_file: Path, tmp_path: Path
) -> None:
    for source, name in ((archive, "a.csv"), (records_file, "b.csv")):
        done = export(str(source), "--as", "csv", "--out", str(tmp_path / name))
        assert done.exit_code == 0, done.output
        assert done.stderr == f"9 events written to {tmp_path / name}\n"
    first, second = rows(tmp_path / "a.csv"), rows(tmp_path / "b.csv")
    for row in first + second:
        row.pop("happening")
    assert first == second


@pytest.mark.parametrize("options, events", [
    (["--type", "ASSAULT"], {"talks-1 e3", "talks-1 e4", "raid-2 e1"}),
    (["--voice", "KEN"], {"talks-1 e3"}),
    (["--between", "FJI", "KEN"], {"talks-1 e3", "raid-2 e1"}),
    (["--since", "2024-03-13"], {"raid-2 e1", "raid-2 e2"}),
    (["--text", "blamed"], {"raid-2 e1", "raid-2 e2"}),
    (["--status", "planned"], {"march-3 e2"}),
    (["--dated-only", "--outlet", "harbour courier", "--actor", "NOR"], {"talks-1 e1", "talks-1 e2"}),
])  # fmt: skip
def test_a_filter_keeps_the_same_of_both(
    archive: Path, records_file: Path, tmp_path: Path, options: list[str], events: set[str]
) -> None:
    for source in (archive, records_file):
        out = tmp_path / "events.csv"
        export(str(source), "--as", "csv", "--out", str(out), *options)
        assert {f"{row['article']} {row['event']}" for row in rows(out)} == events, source


def test_an_account_stands_beside(records_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    export(str(records_file), "--as", "csv", "--out", str(out))
    account = (tmp_path / "events.csv.left-out.jsonl").read_text(encoding="utf-8")
    assert json.loads(account) == {"rule": "all events, by any voice"}


def test_a_line_that_is_no_record_is_told_and_the_rest_goes_on(records_file: Path, tmp_path: Path) -> None:
    with records_file.open("a", encoding="utf-8") as stream:
        stream.write('{"schema": "reportedly/record/1"}\n')
    done = export(str(records_file), "--as", "csv", "--out", str(tmp_path / "events.csv"))
    assert done.exit_code == 1
    assert "records.jsonl:4" in done.stderr
    assert len(rows(tmp_path / "events.csv")) == 9


def test_what_holds_no_records_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Peru asked Fiji for talks.", encoding="utf-8")
    done = CliRunner().invoke(
        reportedly, ["export", str(article), "--as", "csv", "--out", str(tmp_path / "out.csv")]
    )
    assert "holds no records" in str(done.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]


def test_a_folder_that_isnt_there_is_named_with_the_file(records_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "events.csv"
    done = CliRunner().invoke(reportedly, ["export", str(records_file), "--as", "csv", "--out", str(out)])
    assert f" {out}: can't be written" in str(done.exception)


def test_parquet_comes_back_with_lists_and_days(records_file: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    export(str(records_file), "--as", "parquet", "--out", str(tmp_path / "events.parquet"))
    found = pq.read_table(tmp_path / "events.parquet").to_pylist()
    assert found[0]["sources"] == ["Kari Lund", "Ana Rojas"]
    assert str(found[0]["day"]) == "2024-03-11"
    assert found[7]["day"] is None


def test_an_event_that_didnt_take_place_is_told_where_a_format_cant_tell_it(
    records_file: Path, tmp_path: Path
) -> None:
    export(str(records_file), "--as", "icews", "--all-events", "--out", str(tmp_path / "all.tab"))
    account = (tmp_path / "all.tab.left-out.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line).get("lost", {}).get("made") for line in account} >= {"possible"}


def test_statements_arent_filtered_by_what_only_events_have(records_file: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        reportedly,
        ["export", str(records_file), "--as", "claims", "--type", "AID", "--out", str(tmp_path / "claims")],
    )
    assert done.exit_code == 2
    assert "--as claims holds statements, which have none of --type" in done.stderr


def test_a_format_that_isnt_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="'gdelt' is no format; there are csv, parquet, gdelt-events"):
        write("gdelt", [], io.BytesIO())
