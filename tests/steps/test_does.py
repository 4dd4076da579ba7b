"""The two layers of an event: what the words make of a deed, and the deed itself."""

from __future__ import annotations

import pytest

from reportedly import Article, Coder
from reportedly.record import Event, Record


def record_of(text: str) -> Record:
    return Coder(language="any").code(Article(text=text, published="2021-10-19"))


def layers(event: Event, text: str) -> str:
    """Type, trigger, made > act, its trigger, status: as the record's page lists them."""
    below = event.act_trigger.of(text) if event.act_trigger else "-"
    return f"{event.type}, {event.trigger.of(text)}, {event.made} > {event.act}, {below}, {event.status}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Russia delivered helicopters to Iran.",
            "AID, delivered, happened > AID, -, happened",
        ),
        ("Russia has not delivered helicopters.", "AID, delivered, denied > AID, -, denied"),
        ("Russia will deliver helicopters.", "AGREE, deliver, happened > AID, -, planned"),
        (
            "Russia promised to deliver helicopters by June.",
            "AGREE, promised, happened > AID, deliver, planned",
        ),
        pytest.param(
            "Russia has not promised helicopters.",
            "AGREE, promised, denied > AID, -, denied",
            marks=pytest.mark.xfail(reason="a thing that is promised names no deed"),
        ),
        ("Russia will not deliver helicopters.", "REJECT, deliver, happened > AID, -, denied"),
        ("Russia refused to deliver helicopters.", "REJECT, refused, happened > AID, deliver, denied"),
        ("Iran asked Russia to deliver helicopters.", "REQUEST, asked, happened > AID, deliver, wanted"),
        ("Iran may ask Russia to deliver helicopters.", "REQUEST, ask, possible > AID, deliver, wanted"),
        ("Iran threatened to close the strait.", "THREATEN, threatened, happened > COERCE, close, planned"),
        (
            "If Iran closes the strait, prices will rise.",
            "COERCE, closes, possible > COERCE, -, possible",
        ),
        (
            "Iran offered Oman talks after Kuwait closed its border.",
            "COERCE, closed, happened > COERCE, -, happened",
        ),
        ("Iran rejected the proposal.", "REJECT, rejected, happened > REJECT, -, happened"),
        ("Iran accused Israel of bombing the site.", "ACCUSE, accused, happened > ACCUSE, -, happened"),
        ("Iran accused Israel of bombing the site.", "ASSAULT, bombing, happened > ASSAULT, -, happened"),
        ("Iran denied that it had bombed the site.", "ASSAULT, bombed, denied > ASSAULT, -, denied"),
    ],
)
def test_what_the_words_make_of_a_deed(text: str, wanted: str) -> None:
    assert wanted in [layers(event, text) for event in record_of(text).events]


def parties(record: Record, type: str) -> tuple[list[str], list[str]]:
    text = record.article.text
    (event,) = [one for one in record.events if one.type == type]
    return [one.span.of(text) for one in event.sources], [one.span.of(text) for one in event.targets]


@pytest.mark.parametrize(
    ("text", "type", "sources", "targets"),
    [
        ("Kenyan troops were attacked by Somali rebels.", "ASSAULT", ["Somali rebels"], ["Kenyan troops"]),
        ("Chad's rejection of Libya's offer surprised envoys.", "REJECT", ["Chad"], ["Libya"]),
        ("Talks between Ghana and Togo began on Monday.", "CONSULT", ["Ghana", "Togo"], []),
        ("Norway, which accused Russia of spying, closed the case.", "ACCUSE", ["Norway"], ["Russia"]),
        ("Police arrested and deported the Cuban envoy.", "COERCE", ["Police"], ["the Cuban envoy"]),
        ("The army was accused by Amnesty International.", "ACCUSE", ["Amnesty International"], ["The army"]),
        ("Iran signed a treaty with Oman.", "SUPPORT", ["Iran"], ["Oman"]),
        (
            "Two soldiers killed in clash on Chad border\n\nMore was not known.",
            "ASSAULT",
            [],
            ["Two soldiers"],
        ),
        (
            "Four rebels were killed and two Kenyan soldiers wounded when a mine exploded.",
            "ASSAULT",
            [],
            ["two Kenyan soldiers"],
        ),
    ],
)
def test_frames_bind_source_and_target(text: str, type: str, sources: list[str], targets: list[str]) -> None:
    found = [
        ([one.span.of(text) for one in event.sources], [one.span.of(text) for one in event.targets])
        for event in record_of(text).events
        if event.type == type
    ]
    assert (sources, targets) in found


def test_a_request_turns_parties_round_for_the_deed() -> None:
    record = record_of("Iran asked Russia to deliver helicopters.")
    (event,) = record.events
    assert event.act_sources is not None
    assert event.act_targets is not None
    assert [one.actor for one in event.act_sources] == [one.actor for one in event.targets]
    assert [one.actor for one in event.act_targets] == [one.actor for one in event.sources]


@pytest.mark.parametrize(
    "text",
    [
        "Brazil beat Argentina two to one in a heated final.",
        "Heavy rain battered northern Vietnam on Sunday.",
        "The novel follows a French painter who falls in love.",
        "Shares of the Dutch bank rose after its results.",
        "The museum in Cairo shows coins of the Roman era.",
        "Kenya's population grew by three percent.",
    ],
)
def test_quiet_sentences_give_no_event(text: str) -> None:
    assert record_of(text).events == ()


def test_an_event_names_its_rule_and_what_weighed() -> None:
    (event,) = record_of("Kenyan police arrested four lawmakers in Nairobi.").events
    assert event.rule == "plover.coerce.arrest"
    assert event.cameo == "173"
    assert event.quad == 4
    assert 0 <= event.confidence <= 1


def test_money_in_aid_is_one_event() -> None:
    (event,) = record_of("The European Union will send 2 million euros in aid to Malawi.").events
    assert (event.type, event.act) == ("AGREE", "AID")
