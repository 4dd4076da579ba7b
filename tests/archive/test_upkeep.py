"""What is done to an archive as a whole: checked, repaired, compacted, forgotten from, shared, recoded, migrated."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reportedly.archive import Archive, Filter
from reportedly.archive.layout import open_layout
from reportedly.archive.repairing import repair
from reportedly.archive.store import open_table
from reportedly.archive.tables import SCHEMAS
from reportedly.errors import ArchiveError

LONG = "Norway did aid Malawi on 2024-03-11. " + " ".join(
    f"The {n}th truck of the convoy reached town number {n + 7} by dusk." for n in range(9)
)


@pytest.fixture
def told(desk):
    """Three articles, added one after the other."""
    desk.tell(("Norway did attack Malawi on 2024-03-10 killing 3.", "2024-03-11", "Gazette"))
    desk.tell(("Norway did attack Malawi on 2024-03-10 killing 7, Malawi said.", "2024-03-12", "Herald"))
    desk.tell(("Kenya will visit Peru on 2024-05-01. Zanzibarquux did aid Fiji.", "2024-03-13", "Herald"))
    return desk


def answers(archive):
    found = {"events": list(archive.find()), "happenings": list(archive.happenings())}
    found |= {"statements": list(archive.statements()), "dyads": list(archive.dyads("NOR", "MWI"))}
    return found | {"text": [row["event"] for row in archive.find(Filter(text="zanzibarquux"))]}


def on_disk(folder: Path, words: str) -> list[str]:
    """The files of a folder that hold these words, as they are or packed."""
    import pyarrow.parquet as pq

    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            holds = words in json.dumps(pq.read_table(path).to_pylist(), default=str)
        else:
            holds = path.is_file() and words.encode() in path.read_bytes()
        found += [path.name] if holds else []
    return found


def test_an_archive_that_was_only_added_to_is_clean(told):
    assert list(told.archive.check()) == []


def test_a_lost_ledger_is_made_anew(told):
    before = answers(told.archive)
    told.archive.close()
    for path in told.path.glob("ledger.sqlite*"):
        path.unlink()
    with Archive(told.path) as opened:
        assert [finding.where for finding in opened.check() if finding.harm] == [
            "ledger.sqlite",
            "ledger.sqlite",
        ]
    assert repair(open_layout(told.path)).articles == 3
    told.archive = Archive(told.path)
    assert list(told.archive.check()) == []
    assert answers(told.archive) == before
    assert told.add(told.news("n1", "Norway did attack Malawi on 2024-03-10 killing 3.", "2024-03-11")) == [
        "known"
    ]


def test_a_damaged_ledger_is_named_and_made_anew(told):
    before = answers(told.archive)
    told.archive.close()
    for path in told.path.glob("ledger.sqlite-*"):
        path.unlink()
    (told.path / "ledger.sqlite").write_bytes(b"no database at all " * 500)
    with pytest.raises(ArchiveError, match="repair"):
        Archive(told.path)
    repair(open_layout(told.path))
    told.archive = Archive(told.path)
    assert answers(told.archive) == before


def test_a_missing_file_is_named(told):
    victim = sorted((told.path / "tables" / "events").glob("*.parquet"))[0]
    victim.unlink()
    (finding,) = told.archive.check()
    assert finding.where == f"events/{victim.name}"
    assert "missing" in finding.what


def test_a_file_that_was_cut_off_is_named(told):
    victim = sorted((told.path / "tables" / "events").glob("*.parquet"))[0]
    victim.write_bytes(victim.read_bytes()[:-20])
    (finding,) = told.archive.check()
    assert "cut off" in finding.what


def test_compacting_changes_no_answer_and_leaves_few_files(told):
    before = answers(told.archive)
    done = told.archive.compact()
    assert done.after < done.before
    assert done.swept
    assert answers(told.archive) == before
    assert list(told.archive.check()) == []
    assert len(list((told.path / "tables" / "events").glob("*.parquet"))) == 1


def test_after_compacting_new_reports_join_old_happenings(told):
    told.archive.compact()
    told.tell(("Norway did attack Malawi on 2024-03-10 once more.", "2024-03-12", "Times"))
    (happening,) = told.archive.happenings(Filter(type="ASSAULT"))
    assert len(happening["reports"]) == 3
    assert list(told.archive.check()) == []


def test_compacting_leaves_files_to_a_reader_and_takes_them_the_next_time(told, monkeypatch):
    monkeypatch.setattr("reportedly.archive.compacting._PATIENCE", 0.1)
    with told.archive.snapshot() as snapshot:
        assert not told.archive.compact().swept
        assert len(list(snapshot.rows("SELECT * FROM events"))) == 4
    assert told.archive.compact().swept
    assert len(list((told.path / "tables" / "events").glob("*.parquet"))) == 1


def test_older_codings_stay_unless_only_the_latest_are_wanted(desk):
    desk.add(desk.news("a", "Norway did aid Malawi."))
    desk.add(desk.news("a", "Norway did aid Malawi."), version="2")

    def codings():
        return open_table(desk.archive.layout, "articles").to_pyarrow_table().num_rows

    desk.archive.compact()
    assert codings() == 2
    desk.archive.compact(only_latest=True)
    assert codings() == 1
    assert desk.archive.record("a").made_with.coder == "2"
    assert list(desk.archive.check()) == []


def test_a_batch_that_was_broken_off_counts_nowhere_and_goes_when_compacted(desk, monkeypatch):
    desk.add(desk.news("a", "Norway did aid Malawi."))
    with monkeypatch.context() as patched:
        import reportedly.archive.segments as segments

        real = segments.append

        def broken(layout, name, rows, *, segment):
            if name == "articles":
                raise ArchiveError("the disk is full")
            return real(layout, name, rows, segment=segment)

        patched.setattr(segments, "append", broken)
        with pytest.raises(ArchiveError, match="full"):
            desk.add(desk.news("b", "Kenya did visit Peru."))
    assert len(list(desk.archive.find())) == 1
    (finding,) = desk.archive.check()
    assert not finding.harm
    assert desk.archive.compact().dropped == 1
    assert list(desk.archive.check()) == []
    assert desk.add(desk.news("b", "Kenya did visit Peru.")) == ["added"]
    assert len(list(desk.archive.find())) == 2


def test_a_forgotten_article_leaves_nothing_on_the_disk(told):
    assert on_disk(told.path, "Zanzibarquux")
    assert told.archive.forget(["n3"])
    assert on_disk(told.path, "Zanzibarquux") == []
    assert on_disk(told.path, "zanzibarquux") == []
    assert list(told.archive.check()) == []
    assert [row["article"] for row in told.archive.find()] == ["n1", "n2"]


def test_what_was_forgotten_can_be_added_again(told):
    article = told.news("n3", "Kenya will visit Peru on 2024-05-01.", "2024-03-13")
    told.archive.forget(["n3"])
    assert told.add(article) == ["added"]
    told.archive.forget(["n3"])
    assert told.add(article) == ["added"]
    assert len(list(told.archive.find(Filter(actor="KEN")))) == 1
    assert list(told.archive.check()) == []


def test_articles_are_forgotten_by_outlet_and_by_day(told):
    assert told.archive.choose(outlet="herald") == ["n2", "n3"]
    assert told.archive.choose(until=date(2024, 3, 12)) == ["n1", "n2"]
    assert told.archive.choose(outlet="Herald", until=date(2024, 3, 12)) == ["n2"]
    assert told.archive.choose(["n3", "unknown"]) == ["n3"]


def test_a_happening_outlives_one_of_its_reports(told):
    (before,) = told.archive.happenings(Filter(type="ASSAULT"))
    told.archive.forget(["n1"])
    (after,) = told.archive.happenings(Filter(type="ASSAULT"))
    assert (after["id"], len(after["reports"]), after["killed"]) == (before["id"], 1, [7, 7])


def test_earlier_wordings_are_forgotten_too(desk):
    desk.add(desk.news("a", "Norway did aid Malawi zanzibarquux.", url="https://example.org/x"))
    desk.add(desk.news("b", "Norway did aid Kenya.", url="https://example.org/x"))
    desk.archive.forget(desk.archive.choose(["b"]))
    assert on_disk(desk.path, "zanzibarquux") == []


def test_the_first_copy_of_a_forgotten_article_becomes_the_original(desk):
    desk.add(desk.news("a", LONG), desk.news("b", LONG + " Rain."), desk.news("c", LONG + " Snow."))
    desk.archive.forget(["a"])
    with desk.archive.snapshot() as snapshot:
        found = {row["article"]: row["copy_of"] for row in snapshot.rows("SELECT * FROM articles")}
    assert found == {"b": None, "c": "b"}
    (happening,) = desk.archive.happenings()
    assert [report["copy_of"] for report in happening["reports"]] == [None, "b"]


def test_a_shared_copy_has_no_texts_but_all_answers(told, tmp_path):
    out = tmp_path / "shared"
    assert told.archive.share(out, quotes=4) == 3
    assert on_disk(out, "killing 7, Malawi said") == []
    with Archive(out) as copy:
        assert list(copy.check()) == []
        ours, theirs = list(told.archive.happenings()), list(copy.happenings())
        assert [row["id"] for row in theirs] == [row["id"] for row in ours]
        assert [row["trigger"] for row in copy.find()] == [row["trigger"] for row in told.archive.find()]
        with pytest.raises(ArchiveError, match="without texts"):
            copy.record("n1")


def test_a_shared_copy_can_leave_all_quotes_out(told, tmp_path):
    told.archive.share(tmp_path / "shared", quotes=0)
    with Archive(tmp_path / "shared") as copy:
        assert {row["words"] + row["trigger_words"] for row in copy.find()} == {""}
        assert {row["words"] for row in copy.statements()} == {""}


def test_sharing_never_writes_over_a_folder(told, tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine").write_text("")
    with pytest.raises(ArchiveError, match="already"):
        told.archive.share(tmp_path / "x")


def test_recoding_codes_all_that_another_coder_coded(told):
    before = len(list(told.archive.find()))
    assert [o.outcome for o in told.archive.recode(coder=told.coder("2"))] == ["added"] * 3
    told.archive.join()
    assert {told.archive.record(id).made_with.coder for id in ("n1", "n2", "n3")} == {"2"}
    assert len(list(told.archive.find())) == before
    assert list(told.archive.recode(coder=told.coder("2"))) == []
    assert list(told.archive.check()) == []


def test_recoded_copies_stay_copies_of_the_same_original(desk):
    desk.add(desk.news("a", LONG), desk.news("b", LONG))
    list(desk.archive.recode(coder=desk.coder("2")))
    with desk.archive.snapshot() as snapshot:
        found = {row["article"]: row["copy_of"] for row in snapshot.rows("SELECT * FROM articles")}
    assert found == {"a": None, "b": "a"}


def test_words_that_come_back_count_again(desk):
    for text in ("Norway did aid Malawi.", "Norway did aid Kenya.", "Norway did aid Malawi."):
        desk.add(desk.news("a", text))
    assert [row["whom"][0]["name"] for row in desk.archive.find()] == ["Malawi"]


def test_a_newer_format_is_refused_and_an_older_one_brought_up(told):
    import pyarrow as pa
    from deltalake import write_deltalake

    before = answers(told.archive)
    told.archive.close()
    # As format 1 had it: no parties, no figures, happenings in the ledger alone.
    layout = told.archive.layout
    for name in ("events", "pairs"):
        rows = open_table(layout, name).to_pyarrow_table()
        new = {"happening", "started", "killed", "injured", "size", "published", "credit", "copy_of"}
        old = pa.table({column: rows[column] for column in rows.column_names if column not in new})
        write_deltalake(layout.table(name), old, mode="overwrite", schema_mode="overwrite")
    import shutil

    for name in ("parties", "joined"):
        shutil.rmtree(layout.table(name))
    layout.marker.write_text('{"format": 1}')
    with pytest.raises(ArchiveError, match="repair"):
        Archive(told.path)
    assert repair(layout).migrated == 1
    told.archive = Archive(told.path)
    assert answers(told.archive) == before
    assert list(told.archive.check()) == []
    layout.marker.write_text('{"format": 99}')
    with pytest.raises(ArchiveError, match="upgrade"):
        Archive(told.path)
    layout.marker.write_text('{"format": 2}')


def test_the_tables_are_those_that_the_document_lists():
    assert set(SCHEMAS) >= {"articles", "statements", "events", "actors", "places", "times", "corrections"}


def test_on_a_disk_that_cant_be_written_an_archive_is_read_and_not_added_to(told, tiny, monkeypatch):
    told.archive.close()
    monkeypatch.setattr("reportedly.archive.ledger_file.os.access", lambda path, mode: False)
    with Archive(told.path) as archive:
        assert list(archive.find())
        with pytest.raises(ArchiveError, match=r"can't be written: .*readonly"):
            list(archive.add([told.news("new", "Norway did aid Fiji.")], coder=tiny()))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit on Windows")
def test_a_disk_that_is_full_is_told_and_what_was_kept_stays(told):
    code = """
import resource, signal, sys
from reportedly.archive import Archive
from reportedly.article import Article
from reportedly.errors import ArchiveError
sys.path.insert(0, sys.argv[2])
from conftest import TinyCoder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file of this process may grow no further, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
articles = (Article(id=f"x{n}", text=f"Norway did aid Fiji. Note {n}. " + f"word{n} " * 300) for n in range(5_000))
try:
    with Archive(sys.argv[1]) as archive:
        for outcome in archive.add(articles, coder=TinyCoder("1"), batch=50): pass
except ArchiveError as error: print(error)
"""
    told.archive.close()
    here = str(Path(__file__).parent)
    ran = subprocess.run([sys.executable, "-c", code, str(told.path), here], capture_output=True, text=True)
    assert "can't be written" in ran.stdout, ran.stderr
    with Archive(told.path) as archive:
        assert not any(finding.harm for finding in archive.check())
        assert {row["article"] for row in archive.find()} >= {"n1"}
