"""`reportedly codebook new`, `suggest` and `diff`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from reportedly import Article, Coder
from reportedly.cli.codebook import command
from reportedly.codebook import Rule, load_codebook
from reportedly.differing import differences
from reportedly.errors import CodebookError, RecordError
from reportedly.examples import Outcome
from reportedly.suggesting import suggest

TEXTS = (
    "Turkey offloaded drones to Mali. Poland offloaded tents to Chad on Monday. The ship offloaded a cargo.",
    "Norway will send tents to Malawi. Kenya sent medicine to Peru.",
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of records without events, so that nothing hangs on what the model finds in them."""
    coder = Coder(language="any")
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    coded = (coder.code(Article(id=f"n{at}", text=text)) for at, text in enumerate(TEXTS))
    path.write_text("".join(replace(one, events=()).to_json() + "\n" for one in coded), encoding="utf-8")
    return path


@pytest.fixture
def gifts(tmp_path: Path) -> Path:
    """A codebook that takes announced aid for support; it needs no training."""
    path = tmp_path / "gifts.yaml"
    path.write_text("name: gifts\nversion: '1'\nextends: plover\nfoldings:\n  planned: {AID: SUPPORT}\n")
    return path


def test_a_new_codebook_says_what_is_missing_and_then_is_right(tmp_path: Path) -> None:
    book = tmp_path / "trade"
    done = run("new", book, "--type", "ARMS_TRANSFER")
    assert sorted(path.name for path in book.iterdir()) == ["arms_transfer.yaml", "codebook.yaml"]
    assert f"wrote {book / 'arms_transfer.yaml'}" in done.output
    checked = run("check", book)
    assert checked.exit_code == 1
    assert "arms_transfer.first: has no verb, noun or adjective" in checked.output
    assert "arms_transfer.first: has no example" in checked.output
    kind = book / "arms_transfer.yaml"
    text = kind.read_text().replace('verbs: "" ', "verbs: sell ")
    kind.write_text(text.replace('example: ""      #', "example:"))
    assert run("check", book).exit_code == 0


def test_a_type_that_is_inherited_is_told(tmp_path: Path) -> None:
    book = tmp_path / "trade"
    assert "AID is a type of plover already" in run("new", book, "--type", "AID").output
    assert load_codebook(str(book)).types["AID"] == load_codebook().types["AID"]


def test_a_type_is_added_later_and_nothing_is_overwritten(tmp_path: Path) -> None:
    run("new", tmp_path / "trade")
    run("new", tmp_path / "trade", "--type", "WATER_DISPUTE")
    assert (tmp_path / "trade" / "water_dispute.yaml").exists()
    with pytest.raises(CodebookError, match="there already"):
        run("new", tmp_path / "trade", "--type", "WATER_DISPUTE")
    with pytest.raises(CodebookError, match="there already"):
        run("new", tmp_path / "trade")


@pytest.mark.parametrize("arguments, words", [
    (["Trade!"], "no name of a codebook"), (["trade", "--type", "arms"], "no name of a type"),
    (["trade", "--extends", "cameo"], "can't be extended"),
])  # fmt: skip
def test_what_is_no_name_is_refused(tmp_path: Path, arguments: list[str], words: str) -> None:
    with pytest.raises(CodebookError, match=words):
        run("new", tmp_path / arguments[0], *arguments[1:])
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_no_rule_codes_is_suggested_with_its_sentences(records: Path) -> None:
    done = run("suggest", records, "aid", "--near", "0.2", "--sentences", "3")
    line = next(line for line in done.stdout.splitlines() if "offload" in line)
    assert line.split()[1:3] == ["verbs:", "offload"]
    assert "drone" in line
    assert "Poland [offloaded] tents to Chad on Monday." in done.stdout


def test_what_a_rule_codes_already_isnt_suggested(records: Path) -> None:
    assert "verbs: send" not in run("suggest", records, "AID", "--near", "0", "--claimed").stdout


def test_the_most_frequent_come_first(records: Path) -> None:
    from reportedly.cli.loading import records_of

    coded = [one for one in records_of(str(records)) if not isinstance(one, str)]
    found = suggest(load_codebook(), "AID", coded, near=0.2, claimed=True)
    assert [one.times for one in found] == sorted((one.times for one in found), reverse=True)


def test_a_type_that_isnt_there_or_has_no_example_is_told(tmp_path: Path, records: Path) -> None:
    with pytest.raises(CodebookError, match="has no type 'GIFT'"):
        run("suggest", records, "GIFT")
    run("new", tmp_path / "bare", "--type", "GIFT")
    with pytest.raises(CodebookError, match="has no example of GIFT"):
        run("suggest", records, "GIFT", "--codebook", tmp_path / "bare")


def test_two_codebooks_part_where_the_second_says_so(gifts: Path, records: Path) -> None:
    done = run("diff", "plover", gifts, records)
    assert done.stdout.splitlines() == [
        "Norway will send tents to Malawi.",
        "  - AGREE happened, AID planned | send | Norway > Malawi",
        "  + SUPPORT happened, AID planned | send | Norway > Malawi",
        "",
        "    1  AGREE → SUPPORT",
    ]
    assert done.stderr == "1 differences in 2 articles\n"


def test_only_one_type_or_no_sentences_can_be_asked_for(gifts: Path, records: Path) -> None:
    assert run("diff", "plover", gifts, records, "--type", "ASSAULT").stdout == ""
    assert run("diff", "plover", gifts, records, "--limit", "0").stdout.split("\n")[0] == "… and 1 more"


def test_a_codebook_doesnt_part_from_itself() -> None:
    book = load_codebook()
    assert list(differences(book, book, [Article(id=text, text=text) for text in TEXTS])) == []


def test_a_broken_record_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"schema": "reportedly/record/1"}\n')
    with pytest.raises(RecordError, match=r"r\.jsonl:1"):
        run("diff", "plover", "plover", tmp_path / "r.jsonl")


def test_of_inherited_examples_only_lost_ones_are_told(gifts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missed_by = {"plover": {"aid.give"}, str(gifts): {"aid.give", "coerce.arrest"}}

    def outcomes(named: str, rules: list[Rule]) -> list[Outcome]:
        return [Outcome(rule, rule.example, (), ()) for rule in rules if rule.id in missed_by[named]]

    monkeypatch.setattr("reportedly.cli.codebook._outcomes", outcomes)
    result = run("test", gifts)
    assert result.exit_code == 1
    assert "inherited, lost: coerce.arrest" in result.output
    assert "aid.give" not in result.output
    assert "188 of 190 inherited examples are coded as they say (189 by plover); 1 lost" in result.output


def test_an_untrained_codebook_that_fails_is_told_to_be_trained(tmp_path: Path) -> None:
    book = tmp_path / "parades.yaml"
    book.write_text(
        "name: parades\nversion: '1'\nextends: plover\ntypes:\n  PARADE:\n    about: parades\n    covers: parades\n"
        "    excludes: ''\n    quad: 1\n    score: 1\n    cameo: '010'\n    rules:\n      march:\n        verbs: goose_step\n"
        "        example: '{s1 Chile} {t1 parades} for {o1 Peru}.'\n",
        encoding="utf-8",
    )
    result = run("test", book)
    assert result.exit_code == 1
    assert "0 of 1 examples of its own are coded as they say" in result.output
    assert f"`reportedly codebook train {book}`" in result.output


def test_a_codebook_written_on_since_it_was_trained_is_told(gifts: Path) -> None:
    weights = gifts / "weights.bin" if gifts.is_dir() else gifts.with_suffix(".weights")
    weights.write_bytes(b"")
    for path, seconds in ((weights, 1), (gifts, 2)):
        os.utime(path, (seconds, seconds))
    assert "it was changed since it was trained" in run("check", gifts).output
