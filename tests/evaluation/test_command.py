"""`reportedly evaluate` on gold records, on judgements and on an archive's corrections."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.archive import Archive
from reportedly.archive.corrections import correct
from reportedly.archive.judged import gold
from reportedly.article import Article
from reportedly.cli import reportedly
from reportedly.errors import ArchiveError, RecordError, SourceError
from reportedly.record import MadeWith, Record

TEXTS = {f"n{at}": "Norway aided Malawi. Kenya raided Peru (Fiji said). Oman met Chad." for at in range(4)}
Told = Callable[..., Record]


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(reportedly, ["evaluate", *map(str, arguments)], catch_exceptions=False)


def measured(*arguments: object) -> dict[str, Any]:
    done = evaluate(*arguments, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def score(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["scores"] if one["name"] == name)


def write(path: Path, records: Iterable[Record]) -> Path:
    path.write_text("".join(one.to_json() + "\n" for one in records), encoding="utf-8")
    return path


@pytest.fixture
def files(told: Told, tmp_path: Path) -> dict[str, Path]:
    """Gold, a coding that has all, and an older one that misses meetings and takes raids for aid."""
    right = [told(id, text) for id, text in TEXTS.items()]
    worse = [told(id, text, skip="met", raided={"type": "AID"}) for id, text in TEXTS.items()]
    return {
        "gold": write(tmp_path / "gold.jsonl", right), "new": write(tmp_path / "new.jsonl", right),
        "old": write(tmp_path / "old.jsonl", worse),
    }  # fmt: skip


class ByHand:
    """A coder that knows these records."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = {one.id: one for one in records}
        self.made_with = MadeWith(coder="0", codebook="plover", registry="default", model="by-hand")

    def check(self, article: Article) -> Article:
        return article

    def code_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        return (self.records[article.identity()] for article in articles)


@pytest.fixture
def desk(told: Told, tmp_path: Path) -> Path:
    """An archive in which one event was accepted, one corrected, one rejected."""
    coder = ByHand([told(id, text, raided={"type": "AID"}) for id, text in TEXTS.items()])
    with Archive(tmp_path / "desk", create=True) as archive:
        articles = [
            Article(id=id, text=text, published="2024-03-12", outlet="Gazette") for id, text in TEXTS.items()
        ]
        for _ in archive.add(articles, coder=coder):
            pass
        correct(archive, article="n0", about="event", item="e1", verdict="accept", by="Ana")
        correct(archive, article="n0", about="event", item="e2", verdict="correct", changes={"type": "ASSAULT"}, by="Ana")  # fmt: skip
        correct(archive, article="n1", about="event", item="e3", verdict="reject", by="Ana")
    return tmp_path / "desk"


def test_records_are_measured_on_gold(files: dict[str, Path]) -> None:
    found = measured(files["gold"], files["old"])
    assert found["articles"] == 4
    does = score(found, "does")
    assert (does["right"], does["wrong"], does["missing"]) == (4, 4, 8)
    assert (does["precision"], round(does["recall"], 3)) == (0.5, 0.333)
    assert found["calibration"]["error"] == 0.25


def test_two_codings_are_compared_article_by_article(files: dict[str, Path]) -> None:
    gain = measured(files["gold"], files["new"], "--against", files["old"])["against"][0]
    assert (gain["name"], gain["first"], gain["second"], gain["p"]) == ("does", pytest.approx(0.4), 1.0, 0.0)


def test_the_text_has_tables_the_comparison_and_the_curve(files: dict[str, Path]) -> None:
    printed = evaluate(files["gold"], files["old"], "--against", files["new"]).stdout
    for part in (
        "4 articles",
        "By step",
        "By type",
        "95 % interval",
        "expected calibration error: 0.2500 over 8 events",
    ):
        assert part in printed
    assert "does         0.500 (0.50–0.50)   0.333 (0.33–0.33)" in printed


def test_the_curve_is_drawn(files: dict[str, Path], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    evaluate(files["gold"], files["old"], "--png", tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")


def test_an_archive_is_measured_on_its_corrections(desk: Path) -> None:
    found = measured(desk)
    assert found["articles"] == 2
    does = score(found, "does")
    # Right: what was accepted. Wrong: the rejected and the corrected. Missing: what the corrected one should be.
    assert (does["right"], does["wrong"], does["missing"]) == (1, 2, 1)
    assert score(found, "ASSAULT")["missing"] == 1


def test_other_codings_are_compared_on_an_archives_corrections(desk: Path, files: dict[str, Path]) -> None:
    found = measured(desk, files["new"], "--against", files["old"])
    assert score(found, "ASSAULT")["f1"] == 1.0
    assert {one["name"]: one["gain"] for one in found["against"]}["ASSAULT"] == 1.0


def test_judgements_of_the_page_are_gold(desk: Path, tmp_path: Path) -> None:
    with Archive(desk) as archive, archive.snapshot() as snapshot:
        lines = [json.dumps(line, default=str) for line in gold(snapshot)]
    (tmp_path / "judged.jsonl").write_text("\n".join(lines), encoding="utf-8")
    records = [json.loads(line)["record"] for line in lines]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert measured(tmp_path / "judged.jsonl", tmp_path / "own.jsonl")["scores"] == measured(desk)["scores"]


def test_gold_without_records_is_coded_now(told: Told, tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [told("n1", "Norway aided Malawi.")])
    does = score(measured(path), "does")
    assert (does["right"], does["wrong"], does["missing"]) == (1, 0, 0)


def test_an_article_without_a_record_is_told_and_counts_as_missing(
    told: Told, files: dict[str, Path], tmp_path: Path
) -> None:
    done = evaluate(files["gold"], write(tmp_path / "one.jsonl", [told("n0", TEXTS["n0"])]))
    assert "3 of 4 articles of the gold have no record" in done.stderr


def test_what_is_no_gold_is_refused(desk: Path, files: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "odd.jsonl").write_text('{"schema": "reportedly/judged/1", "record": 3}\n')
    for path, error, words in (
        (tmp_path / "none.jsonl", SourceError, "can't be read"), (tmp_path / "empty.jsonl", SourceError, "no gold"),
        (tmp_path / "odd.jsonl", RecordError, "odd.jsonl:1"),
    ):  # fmt: skip
        with pytest.raises(error, match=words):
            evaluate(path)
    twice = tmp_path / "twice.jsonl"
    twice.write_text(files["gold"].read_text() * 2)
    with pytest.raises(RecordError, match="same article"):
        evaluate(twice)


def test_an_archive_without_corrections_is_refused(tmp_path: Path) -> None:
    Archive(tmp_path / "bare", create=True).close()
    with pytest.raises(ArchiveError, match="no corrections"):
        evaluate(tmp_path / "bare")


def test_options_of_the_coder_are_refused_where_nothing_is_coded(files: dict[str, Path], desk: Path) -> None:
    told = evaluate(files["gold"], files["new"], "--events", "careful")
    assert told.exit_code == 2
    assert "the records are there, so --events would change nothing" in told.stderr
    assert "archive recode" in evaluate(desk, "--codebook", "mine").stderr
