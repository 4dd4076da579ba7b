"""Sentences with their events marked in them."""

from __future__ import annotations

import pytest

from reportedly.codebook.marked import read_marked
from reportedly.errors import CodebookError


def test_marks_become_spans_of_the_plain_sentence() -> None:
    found = read_marked(
        "1 REQUEST assist happened AID wanted\t{s1 Nepal} {t1 asked} {o1,x1 India} to {a1 send} tents."
    )
    (event,) = found.events
    assert found.text == "Nepal asked India to send tents."
    assert [found.text[slice(*words)] for words in (event.trigger, event.act_trigger or (0, 0), event.act_sources[0])] == [
        "asked", "send", "India",
    ]  # fmt: skip
    assert (event.type, event.mode, event.act, event.status) == ("REQUEST", "assist", "AID", "wanted")


def test_marks_may_nest() -> None:
    found = read_marked("1 CONSULT - happened CONSULT happened\t{s1 {s1 Oman}'s envoy} {t1 met} {s1 Qatar}.")
    assert len(found.events[0].sources) == 3


def test_a_quiet_sentence_has_no_events() -> None:
    assert read_marked("none\tThe harvest was poor.").events == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("none The harvest was poor.", "no tab"),
        ("1 AID - happened AID happened\tOman {t1 sent tents.", "without its }"),
        ("1 AID - happened AID happened\tOman {t1 sent} tents.", "neither source nor target"),
        ("1 AID - happened AID happened\t{s1 Oman} sent tents.", "no trigger"),
        ("1 AID - happened AID happened\t{s2 Oman} sent tents.", "its head doesn't have"),
        ("1 AID - gladly AID happened\t{s1 Oman} {t1 sent} tents.", "'gladly'"),
        ("AID happened\t{s1 Oman} {t1 sent} tents.", "number TYPE mode"),
    ],
)
def test_a_line_that_is_wrong_is_told(line: str, fault: str) -> None:
    with pytest.raises(CodebookError, match=fault):
        read_marked(line, where="aid.give")
