"""`reportedly archive`: the whole way through, with the real coder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import reportedly
from reportedly.errors import ReportedlyError

NEWS = '{{"id": "{id}", "text": "{text}", "published": "2024-03-12", "outlet": "{outlet}"}}\n'


def run(*command: str, code: int = 0) -> str:
    """What a command prints, standard error included."""
    done = CliRunner().invoke(reportedly, command)
    if isinstance(done.exception, ReportedlyError):
        assert code == 1
        return f"{done.output}{done.exception}"
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "news.jsonl").write_text(
        NEWS.format(id="a", text="Norway sent food aid to Malawi on Monday.", outlet="Gazette")
        + NEWS.format(id="b", text="Kenya accused Peru of shelling a village.", outlet="Herald")
        + NEWS.format(id="c", text="Fiji will send aid to Peru by June.", outlet="Herald")
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        run("add", "desk", "news.jsonl")
        yield folder


def test_an_archive_lives_through_its_upkeep(desk: Path) -> None:
    assert run("archive", "check", "desk") == "desk: clean\n"
    assert "files" in run("archive", "compact", "desk")
    assert "3 codings" in run("archive", "repair", "desk")
    assert "0 of 3 articles coded anew" in run("archive", "recode", "desk")
    assert "3 of 3" in run("archive", "recode", "desk", "--statements", "careful")
    assert "3 articles without" in run("archive", "share", "desk", "shared")
    assert run("archive", "check", "shared") == "shared: clean\n"
    assert run("archive", "forget", "desk", "--outlet", "Herald", "--dry-run") == "b\nc\n"
    assert "2 articles forgotten, 1 left" in run("archive", "forget", "desk", "b", "c")
    assert run("archive", "check", "desk") == "desk: clean\n"


def test_forgetting_nothing_in_particular_is_wrong_usage(desk: Path) -> None:
    assert "say what to forget" in run("archive", "forget", "desk", code=2)


def test_an_unknown_article_is_named(desk: Path) -> None:
    assert "'zz' isn't there" in run("archive", "forget", "desk", "zz", code=1)


def test_no_archive_is_named(desk: Path) -> None:
    for command in (["check"], ["repair"], ["compact"], ["recode"]):
        assert "R401 nothing: is no archive" in run("archive", *command, "nothing", code=1)


def test_a_filter_of_events_is_refused_for_statements(desk: Path) -> None:
    told = run("find", "desk", "--statements", "--type", "AID", "--dated-only", code=2)
    assert "statements have none of --type, --dated-only" in told


@pytest.mark.parametrize("view, asked", [
    (["find", "desk", "--type", "AIDD"], "type 'AIDD'"), (["dyads", "desk", "NOR", "Malawia"], "actor 'Malawia'"),
    (["happenings", "desk", "--outlet", "Gazete"], "outlet 'Gazete'"), (["network", "desk", "--actor", "Kenia"], "actor 'Kenia'"),
    (["find", "desk", "--statements", "--voice", "Perú"], "voice 'Perú'"),
])  # fmt: skip
def test_a_name_that_nothing_has_is_told(desk: Path, view: list[str], asked: str) -> None:
    assert run(*view) == f"reportedly: nothing in the archive has {asked}\n"


def test_names_that_are_there_and_dont_meet_are_no_mistake(desk: Path) -> None:
    assert run("find", "desk", "--actor", "Norway", "--until", "2001-01-01") == ""


def test_articles_without_a_date_are_told(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Norway sent food aid to Malawi on Monday.")
    told = run("add", str(tmp_path / "desk"), str(tmp_path / "note.txt"))
    assert "1 of those read have no date" in told


def test_parquet_into_a_folder_that_isnt_there_is_told(desk: Path) -> None:
    told = run("find", "desk", "--format", "parquet", "--out", "nowhere/events.parquet", code=1)
    assert "nowhere/events.parquet: can't be written" in told
