"""A record as a data frame and in a notebook."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from reportedly import record as r
from reportedly.event_frames import to_arrow
from reportedly.event_table import COLUMNS, last_day_of

TEXT = "Peru <script>accused</script> Fiji, Kenya said. “No.”"
NOT_SAID = r.EventTime(start=None, end=None, precision=None, span=None, not_before=None, not_after=None, basis="unknown")  # fmt: skip


def actor(id: str, name: str, start: int) -> r.Actor:
    mention = r.Mention(span=r.Span(start, start + len(name)), how="name")
    return r.Actor(id=id, name=name, kind="country", registry=None, country=None, sectors=(), role=None, mentions=(mention,))  # fmt: skip


RECORD = r.Record(
    id="one",
    article=r.ArticleHead(title=None, published="2024-05-02", outlet="Quay & Co", url=None, language="en", text=TEXT),
    actors=(actor("a1", "Peru", 0), actor("a2", "Fiji", 30), actor("a3", "Kenya", 36)),
    statements=(
        r.Statement(id="s1", speaker="a3", speaker_span=r.Span(36, 41), cue=r.Span(42, 46), content=(r.Span(0, 34),),
                    kind="indirect", stance="asserts", addressee=None, medium=None, said_in=None, confidence=0.9),
    ),
    events=(
        r.Event(id="e1", type="ACCUSE", mode=None, trigger=r.Span(13, 20), sources=(r.Argument(actor="a1", span=r.Span(0, 4)),),
                targets=(r.Argument(actor="a2", span=r.Span(30, 34)),), time=NOT_SAID, made="happened", act="ACCUSE",
                act_trigger=None, act_sources=None, act_targets=None, act_time=None, polarity="positive", certainty="certain",
                tense="past", status="happened", evidence=(), cameo="112", contexts=(), quad=3, score=-3.0,
                sentence=r.Span(0, 47), place=None, said_by=("s1",), killed=None, injured=None, size=None, rule="x", confidence=0.7),
    ),
    made_with=r.MadeWith(coder="0", codebook="p", registry="d", model="m"),
)  # fmt: skip


def test_each_frame_has_the_columns_of_the_event_table() -> None:
    for frame in (RECORD.to_pandas(), RECORD.to_polars()):
        assert list(frame.columns) == list(COLUMNS)
    assert RECORD.to_arrow().column_names == list(COLUMNS)


def test_a_list_stays_a_list_and_an_unknown_number_unknown() -> None:
    row = RECORD.to_pandas().iloc[0]
    assert (list(row.sources), list(row.voices), row.quad) == (["Peru"], ["Kenya"], 3)
    polars = RECORD.to_polars()
    assert polars["killed"].to_list() == [None]
    assert str(RECORD.to_pandas().dtypes["killed"]) == "Int64"


def test_many_records_become_one_table() -> None:
    assert to_arrow([RECORD, RECORD]).num_rows == 2
    assert to_arrow([]).num_rows == 0


def test_a_notebook_shows_the_marked_text_and_runs_nothing_of_it() -> None:
    shown = RECORD._repr_html_()
    assert "<script>" not in shown
    assert 'title="ACCUSE, happened">accused</span>' in shown
    assert "Quay &amp; Co" in shown
    assert "<td" in shown


def test_records_need_no_table_package_until_one_is_asked_for() -> None:
    code = "import sys, reportedly.record; sys.exit(any(m in sys.modules for m in ('pyarrow', 'pandas', 'polars')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match="polars"):
        RECORD.to_polars()


@pytest.mark.parametrize("end, last", [
    ("2024-04-01", "2024-03-31"), ("2024-03-13", "2024-03-12"), ("2024-03-12T11:00", "2024-03-12"),
    ("2024-03-13T00:00", "2024-03-12"), (None, None),
])  # fmt: skip
def test_an_interval_s_last_day_is_the_one_before_its_end(end: str | None, last: str | None) -> None:
    time = msgspec.structs.replace(NOT_SAID, start="2024-03-01", end=end)
    found = last_day_of(msgspec.structs.replace(RECORD.events[0], time=time))
    assert (found and found.isoformat()) == last
