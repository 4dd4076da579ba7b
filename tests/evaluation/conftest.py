"""Records written in a few words: ``Norway aided Malawi. Kenya raided Peru.``, each sentence an event."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from reportedly import record as r

TYPES = {"aided": "AID", "raided": "ASSAULT", "met": "CONSULT"}
_SENTENCE = re.compile(
    r"(?P<source>\w+) (?P<verb>aided|raided|met) (?P<target>\w+)(?: \((?P<speaker>\w+) said\))?\."
)
NO_TIME = r.EventTime(
    start=None, end=None, precision=None, span=None, not_before=None, not_after=None, basis="unknown"
)
MADE_WITH = r.MadeWith(coder="0", codebook="plover", registry="default", model="by-hand")


def told(id: str, text: str, *, skip: str = "", **changes: Any) -> r.Record:
    """The record of a text.

    Args:
        skip: verbs that the coder misses.
        changes: verb -> fields of its event that come out otherwise.
    """
    actors: dict[str, r.Actor] = {}
    events: list[r.Event] = []
    statements: list[r.Statement] = []

    def party(match: re.Match[str], group: str) -> r.Argument:
        name, span = match[group], r.Span(*match.span(group))
        actors.setdefault(name, r.Actor(
            id=f"a{len(actors) + 1}", name=name, kind="country", registry=None, country=None, sectors=(), role=None,
            mentions=(r.Mention(span=span, how="name"),),
        ))  # fmt: skip
        return r.Argument(actor=actors[name].id, span=span)

    for match in _SENTENCE.finditer(text):
        if match["verb"] in skip.split():
            continue
        said_by: tuple[str, ...] = ()
        if match["speaker"]:
            speaker = party(match, "speaker")
            said_by = (f"s{len(statements) + 1}",)
            statements.append(r.Statement(
                id=said_by[0], speaker=speaker.actor, speaker_span=speaker.span, cue=None,
                content=(r.Span(match.start(), match.end("target")),), kind="indirect", stance="asserts", addressee=None,
                medium=None, said_in=None, confidence=0.9,
            ))  # fmt: skip
        fields = {
            "type": TYPES[match["verb"]], "sources": (party(match, "source"),), "targets": (party(match, "target"),),
            "made": "happened", "status": "happened", "confidence": 0.75, "time": NO_TIME, "said_by": said_by,
        }  # fmt: skip
        events.append(r.Event(
            id=f"e{len(events) + 1}", mode=None, trigger=r.Span(*match.span("verb")), act=str(fields["type"]),
            act_trigger=None, act_sources=None, act_targets=None, act_time=None, polarity="positive", certainty="certain",
            tense="past", evidence=(), cameo=None, contexts=(), quad=None, score=None, sentence=r.Span(*match.span()),
            place=None, killed=None, injured=None, size=None, rule="test",
            **(fields | changes.get(match["verb"], {})),
        ))  # fmt: skip
    head = r.ArticleHead(
        title=None, published="2024-03-12", outlet="Gazette", url=None, language="en", text=text
    )
    return r.Record(id=id, article=head, actors=tuple(actors.values()), statements=tuple(statements),
                    events=tuple(events), made_with=MADE_WITH)  # fmt: skip


@pytest.fixture(scope="session", name="told")
def _told() -> Callable[..., r.Record]:
    return told
