"""What is drawn to be reviewed, and what comes back judged."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.archive.corrections import correct, judgements
from reportedly.archive.filters import Filter
from reportedly.archive.sampling import quotas, sample
from reportedly.cli import reportedly


@pytest.fixture
def told(desk: Any) -> Any:
    """Forty reports of aid, four attacks, one visit."""
    texts = [f"Norway did aid Malawi on 2024-03-{1 + n % 28:02}. Note {n}." for n in range(40)]
    texts += [f"Kenya did attack Peru on 2024-02-{1 + n:02}, Fiji said. Note {n}." for n in range(4)]
    desk.add(*(desk.news(f"n{at}", text) for at, text in enumerate([*texts, "Fiji did visit Peru."])))
    return desk


def drawn(desk: Any, number: int, **how: Any) -> list[dict[str, Any]]:
    with desk.archive.snapshot() as snapshot:
        return list(sample(snapshot, number, **how))


def per(rows: list[dict[str, Any]], column: str) -> dict[str, int]:
    return {name: sum(row[column] == name for row in rows) for name in sorted({row[column] for row in rows})}


def test_small_strata_are_taken_whole_and_the_rest_goes_to_the_large() -> None:
    assert quotas({"a": 100, "b": 1, "c": 5}, 30) == {"a": 24, "b": 1, "c": 5}
    assert quotas({"a": 3}, 30) == {"a": 3}
    assert quotas({}, 30) == {}


def test_by_type_each_type_has_the_same_number_as_far_as_there_are(told: Any) -> None:
    assert per(drawn(told, 12, by="type"), "type") == {"AID": 7, "ASSAULT": 4, "CONSULT": 1}


def test_weights_add_up_to_the_archive(told: Any) -> None:
    assert sum(row["weight"] for row in drawn(told, 12, by="type")) == pytest.approx(45, abs=0.01)


def test_without_strata_all_events_are_drawn_alike(told: Any) -> None:
    rows = drawn(told, 20)
    assert len(rows) == 20
    assert per(rows, "type")["AID"] >= 14


def test_a_larger_draw_holds_the_smaller_and_another_seed_gives_another(told: Any) -> None:
    def ids(number: int, seed: int = 0) -> set[str]:
        return {row["article"] for row in drawn(told, number, by="type", seed=seed)}

    assert ids(9) < ids(15)
    assert ids(9) == ids(9)
    assert ids(9) != ids(9, seed=1)


def test_a_filter_narrows_the_draw(told: Any) -> None:
    assert per(drawn(told, 50, by="status", keep=Filter(actor="KEN")), "type") == {"ASSAULT": 4}


def test_what_was_judged_isnt_drawn_again(told: Any) -> None:
    correct(told.archive, article="n44", about="event", item="e1", verdict="accept", by="Ana")
    assert "CONSULT" not in per(drawn(told, 50, by="type"), "type")
    assert "CONSULT" in per(drawn(told, 50, by="type", again=True), "type")


def test_copies_of_an_article_arent_drawn(desk: Any) -> None:
    text = "Norway did aid Malawi on 2024-03-11. " + " ".join(
        f"Truck {n} reached town {n + 7}." for n in range(30)
    )
    desk.add(desk.news("n1", text), desk.news("n2", text + " ", outlet="Herald"))
    assert len(drawn(desk, 50)) == 1


def test_nothing_is_drawn_of_nothing(desk: Any) -> None:
    assert drawn(desk, 50, by="type") == []


def run(*arguments: object) -> Result:
    return CliRunner().invoke(reportedly, [*map(str, arguments)], catch_exceptions=False)


def filled(sheet: Path, *verdicts: dict[str, str]) -> None:
    with sheet.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row, verdict in zip(rows, verdicts):
        row.update(verdict)
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_sheet_is_drawn_filled_in_taken_in_and_measured(told: Any, tmp_path: Path) -> None:
    sheet = tmp_path / "review.csv"
    assert run("sample", told.path, "-n", "6", "--by", "type", "--out", sheet).exit_code == 0
    filled(
        sheet,
        {"verdict": "accept"},
        {"verdict": "Reject"},
        {"right type": "SUPPORT", "right targets": "Peru; Fiji"},
    )
    done = run("judge", told.path, sheet, "--by", "Ana")
    assert (done.exit_code, done.stderr) == (0, "3 judgements taken in, 3 rows left open\n")
    with told.archive.snapshot() as snapshot:
        kept = sorted(judgements(snapshot), key=lambda one: one.verdict)
    assert [one.verdict for one in kept] == ["accept", "correct", "reject"]
    assert kept[1].changes == {"type": "SUPPORT", "targets": ["Peru", "Fiji"]}
    assert "does         0.333" in run("evaluate", told.path).stdout


def test_a_row_that_isnt_right_is_told_and_the_rest_goes_in(told: Any, tmp_path: Path) -> None:
    sheet = tmp_path / "review.csv"
    run("sample", told.path, "-n", "3", "--out", sheet)
    filled(sheet, {"verdict": "maybe"}, {"event": "e9", "verdict": "accept"}, {"verdict": "accept"})
    done = run("judge", told.path, sheet, "--by", "Ana")
    assert done.exit_code == 1
    assert "review.csv:2" in done.stderr
    assert "1 judgements taken in, 2 refused" in done.stderr


def test_a_file_that_is_no_sheet_is_refused(told: Any, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    done = CliRunner().invoke(reportedly, ["judge", str(told.path), str(tmp_path / "odd.csv"), "--by", "Ana"])
    assert "has no columns article, event and verdict" in str(done.exception)


def test_a_sheet_that_is_older_than_the_coding_is_refused_row_by_row(desk: Any, tmp_path: Path) -> None:
    desk.add(desk.news("n1", "Norway did aid Malawi on 2024-03-12. Kenya did attack Peru on 2024-03-11."))
    sheet = tmp_path / "review.csv"
    run("sample", desk.path, "--out", sheet)
    filled(sheet, {"verdict": "accept"}, {"verdict": "accept"})
    desk.add(desk.news("n1", "Kenya did attack Peru on 2024-03-11."), version="2")
    done = run("judge", desk.path, sheet, "--by", "Ana")
    assert "e1 of 'n1' now stands on 'attack', not on 'aid'" in done.stderr
    assert "0 judgements taken in, 2 refused" in done.stderr


def test_a_type_that_isnt_there_is_refused(told: Any, tmp_path: Path) -> None:
    sheet = tmp_path / "review.csv"
    run("sample", told.path, "-n", "3", "--out", sheet)
    filled(sheet, {"right type": "AIDD"}, {"right type": "AID"})
    done = run("judge", told.path, sheet, "--by", "Ana")
    assert "'AIDD' is no type here" in done.stderr
    assert "1 judgements taken in, 1 rows left open, 1 refused" in done.stderr


def test_a_filled_sheet_isnt_written_over_unasked(told: Any, tmp_path: Path) -> None:
    sheet = tmp_path / "review.csv"
    run("sample", told.path, "-n", "3", "--out", sheet)
    filled(sheet, {"verdict": "accept"})
    kept = sheet.read_text(encoding="utf-8")
    refused = CliRunner().invoke(reportedly, ["sample", str(told.path), "--out", str(sheet)])
    assert "is there already" in str(refused.exception)
    assert sheet.read_text(encoding="utf-8") == kept
    assert run("sample", told.path, "--out", sheet, "--overwrite").exit_code == 0


def test_day_place_and_voice_can_be_put_right_or_taken_away(told: Any, tmp_path: Path) -> None:
    sheet = tmp_path / "review.csv"
    run("sample", told.path, "-n", "3", "--out", sheet)
    filled(
        sheet, {"right day": "2024-03-05", "right place": "-"}, {"right targets": "-"}, {"right day": "soon"}
    )
    done = run("judge", told.path, sheet, "--by", "Ana")
    assert "2 judgements taken in, 1 refused" in done.stderr
    assert "right day: 'soon' is no day" in done.stderr
    with told.archive.snapshot() as snapshot:
        changes = [dict(one.changes) for one in judgements(snapshot)]
    day = {"start": "2024-03-05", "end": "2024-03-06"}
    assert {"place": None, "time": day} in changes
    assert {"targets": []} in changes


def test_a_row_isnt_judged_onto_another_event_of_the_same_trigger(desk: Any, tmp_path: Path) -> None:
    desk.add(desk.news("n1", "Kenya did attack Peru on 2024-03-11."))
    sheet = tmp_path / "review.csv"
    run("sample", desk.path, "--out", sheet)
    filled(sheet, {"verdict": "accept"})
    desk.add(desk.news("n1", "Fiji did attack Malawi on 2024-03-11."), version="2")
    assert "0 judgements taken in, 1 refused" in run("judge", desk.path, sheet, "--by", "Ana").stderr
