"""What an archive answers: events, statements, dyads, the network, happenings, disputes and promises."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.archive import Filter


def test_events_are_found_by_actor_day_type_status_and_words(desk):
    desk.tell(
        ("Norway did aid Malawi on 2024-03-10.", "2024-03-12"),
        ("Kenya will visit Peru on 2024-05-01.", "2024-03-13"),
        ("Fiji didn't attack Peru, Fiji said.", "2024-03-14", "Herald"),
    )

    def who(**keep):
        return [row["who"][0]["name"] for row in desk.archive.find(Filter(**keep))]

    assert who() == ["Norway", "Kenya", "Fiji"]
    assert who(actor="PER") == ["Kenya", "Fiji"]
    assert who(between=("PER", "Fiji")) == ["Fiji"]
    assert who(since=date(2024, 3, 13), until=date(2024, 3, 13)) == ["Kenya"]
    assert who(type="aid") == ["Norway"]
    assert who(status="denied") == ["Fiji"]
    assert who(voice="FJI") == ["Fiji"]
    assert who(voice="article") == ["Norway", "Kenya"]
    assert who(outlet="herald") == ["Fiji"]
    assert who(text="visit") == ["Kenya"]
    assert who(dated_only=True) == ["Norway"]


def test_a_found_event_tells_its_happening(desk):
    desk.tell(("Norway did aid Malawi on 2024-03-10.", "2024-03-12"))
    (event,) = desk.archive.find()
    (happening,) = desk.archive.happenings()
    assert event["happening"] == happening["id"]


def test_statements_are_found_by_their_speaker(desk):
    desk.tell(("Norway did aid Malawi, Kenya said. Peru did visit Fiji, Peru said.", "2024-03-12"))
    assert [row["words"] for row in desk.archive.statements(Filter(voice="PER"))] == ["Peru did visit Fiji, "]


def test_a_month_of_a_dyad_counts_what_was_made_by_quad_class(desk):
    desk.tell(
        ("Norway did aid Malawi on 2024-03-10. Malawi did blame Norway on 2024-03-11.", "2024-03-12"),
        ("Norway didn't attack Malawi on 2024-04-01.", "2024-04-02"),
    )
    march, april = desk.archive.dyads("NOR", "MWI")
    assert (march["period"], march["quad_2"], march["quad_3"], march["score"]) == ("2024-03", 1, 1, 2.5)
    assert (april["events"], april["quad_4"], april["by_status"]) == (1, 0, {"denied": 1})
    (directed,) = desk.archive.dyads("MWI", "NOR", directed=True)
    assert (directed["quad_2"], directed["quad_3"]) == (0, 1)


def test_a_dyad_counts_happenings_beside_reports(desk):
    desk.tell(
        ("Norway did aid Malawi on 2024-03-10.", "2024-03-12", "Gazette"),
        ("Norway did aid Malawi on 2024-03-10 again.", "2024-03-12", "Herald"),
    )
    (row,) = desk.archive.dyads("NOR", "MWI")
    assert (row["events"], row["happenings"]) == (2, 1)


def test_a_dyad_s_events_stand_for_themselves_until_they_are_joined(desk):
    articles = [
        desk.news("n1", "Norway did aid Malawi on 2024-03-10."),
        desk.news("n2", "Norway did aid Malawi on 2024-03-10 again."),
    ]
    list(desk.archive.add(articles, coder=desk.coder()))
    (row,) = desk.archive.dyads("NOR", "MWI")
    assert (row["events"], row["happenings"]) == (2, 2)


def test_happenings_come_in_order_however_few_are_read_at_once(desk, monkeypatch):
    monkeypatch.setattr("reportedly.archive.happenings._MOST", 2)
    monkeypatch.setattr("reportedly.archive.happenings._REPORTS", 1)
    days = [f"2024-0{month}-12" for month in (5, 1, 3, 2, 4)]
    desk.tell(
        *((f"Norway did aid Malawi on {day}.", "2024-06-15", "Gazette") for day in days),
        ("Kenya did attack Peru.", None, "Herald"),
    )
    whole = list(desk.archive.happenings())
    assert [row["time"]["start"] for row in whole] == [*sorted(days), None]
    assert list(desk.archive.happenings(limit=3)) == whole[:3]


@pytest.mark.parametrize(
    "keep",
    [
        Filter(actor="NOR"), Filter(between=("MWI", "NOR")), Filter(outlet="gazette"), Filter(text="flour"),
        Filter(type="AID"), Filter(until=date(2024, 3, 10)), Filter(article="n1"),
    ],
)  # fmt: skip
def test_every_filter_narrows_the_network(desk, keep):
    desk.tell(
        ("Norway did aid Malawi on 2024-03-10 flour.", "2024-03-12", "Gazette"),
        ("Kenya did attack Peru on 2024-03-11.", "2024-03-12", "Herald"),
    )
    assert [(edge["a"], edge["b"]) for edge in desk.archive.network(keep=keep)] == [("MWI", "NOR")]


def test_a_dyad_can_be_narrowed_to_an_outlet(desk):
    desk.tell(
        ("Norway did aid Malawi on 2024-03-10.", "2024-03-12", "Gazette"),
        ("Norway did aid Malawi on 2024-03-10 again.", "2024-03-12", "Herald"),
    )
    (row,) = desk.archive.dyads("NOR", "MWI", keep=Filter(outlet="Herald"))
    assert row["events"] == 1


def test_a_pair_of_the_network_adds_both_directions(desk):
    desk.tell(("Norway did aid Malawi on 2024-03-10. Malawi did attack Norway on 2024-03-11.", "2024-03-12"))
    (edge,) = desk.archive.network()
    assert edge == {
        "a": "MWI", "b": "NOR", "period": "2024", "events": 2, "cooperation": 1, "conflict": 1, "score": -1.0,
    }  # fmt: skip


def test_reports_of_one_act_are_one_happening_with_its_spread(desk):
    desk.tell(
        ("Norway did attack Malawi on 2024-03-10 killing 3.", "2024-03-11", "Gazette"),
        ("Norway did attack Malawi on 2024-03-10 killing 7, Malawi said.", "2024-03-12", "Herald"),
    )
    (happening,) = desk.archive.happenings()
    assert happening["killed"] == [3, 7]
    assert happening["outlets"] == 2
    assert (happening["first_seen"], happening["last_seen"]) == ("2024-03-11", "2024-03-12")
    assert [report["voices"][0]["article_itself"] for report in happening["reports"]] == [True, False]


def test_two_visits_a_week_apart_are_two_happenings(desk):
    desk.tell(
        ("Norway did visit Malawi on 2024-03-10.", "2024-03-11"),
        ("Norway did visit Malawi on 2024-03-17.", "2024-03-18"),
    )
    assert len(list(desk.archive.happenings())) == 2


def test_a_plan_and_the_deed_are_two_happenings(desk):
    desk.tell(
        ("Norway will visit Malawi on 2024-03-12.", "2024-03-11"),
        ("Norway did visit Malawi on 2024-03-12.", "2024-03-12"),
    )
    assert len(list(desk.archive.happenings())) == 2


def test_a_happening_keeps_its_id_while_reports_come_in(desk):
    desk.tell(("Norway did attack Malawi on 2024-03-10.", "2024-03-11"))
    (before,) = desk.archive.happenings()
    desk.tell(("Norway did attack Malawi on 2024-03-10 again.", "2024-03-12", "Herald"))
    (after,) = desk.archive.happenings()
    assert after["id"] == before["id"]
    assert len(after["reports"]) == 2


def test_a_wire_story_counts_as_its_agency_however_many_print_it(desk):
    desk.tell(
        ("OSLO (Reuters) - Norway did attack Malawi on 2024-03-10.", "2024-03-11", "Gazette"),
        ("Oslo (Reuters): Norway did attack Malawi on 2024-03-10 again.", "2024-03-11", "Herald"),
    )
    (happening,) = desk.archive.happenings()
    assert (len(happening["reports"]), happening["outlets"]) == (2, 1)


def test_one_voice_asserts_and_another_denies(desk):
    desk.tell(
        ("Norway did attack Malawi on 2024-03-10, Malawi said.", "2024-03-11"),
        ("Norway didn't attack Malawi on 2024-03-10, Norway said.", "2024-03-11", "Herald"),
    )
    (dispute,) = desk.archive.disputes()
    assert dispute["about"] == "whether"
    assert {side["claim"]: side["voices"][0]["name"] for side in dispute["sides"]} == {
        "happened": "Malawi",
        "denied": "Norway",
    }


def test_a_denial_of_something_else_is_no_dispute(desk):
    desk.tell(
        ("Norway did attack Malawi on 2024-03-10, Malawi said.", "2024-03-11"),
        ("Norway didn't attack Malawi on 2024-01-02, Norway said.", "2024-03-11", "Herald"),
    )
    assert list(desk.archive.disputes()) == []


def test_figures_that_differ_between_voices_are_in_dispute(desk):
    desk.tell(
        ("Norway did attack Malawi on 2024-03-10 killing 3, Norway said.", "2024-03-11"),
        ("Norway did attack Malawi on 2024-03-10 killing 9, Malawi said.", "2024-03-11"),
    )
    (dispute,) = desk.archive.disputes()
    assert (dispute["about"], [side["claim"] for side in dispute["sides"]]) == ("killed", ["3", "9"])


def test_a_promise_is_kept_broken_or_open(desk):
    desk.tell(
        ("Norway will aid Malawi on 2024-03-12.", "2024-03-01"),
        ("Kenya will visit Peru on 2024-03-12.", "2024-03-01"),
        ("Fiji will visit Norway on 2024-06-01.", "2024-03-01"),
        ("Norway did aid Malawi on 2024-03-12.", "2024-03-25"),
    )
    outcomes = {row["by"][0]["name"]: row["outcome"] for row in desk.archive.promises()}
    assert outcomes == {"Norway": "kept", "Kenya": "broken", "Fiji": "open"}
    later = {row["by"][0]["name"]: row["outcome"] for row in desk.archive.promises(as_of=date(2024, 7, 1))}
    assert later["Fiji"] == "broken"


def test_what_answered_a_promise_is_named(desk):
    desk.tell(
        ("Norway will aid Malawi on 2024-03-12.", "2024-03-01"),
        ("Norway did aid Malawi on 2024-03-12.", "2024-03-13"),
    )
    (promise,) = desk.archive.promises()
    (deed,) = desk.archive.happenings(Filter(status="happened"))
    assert promise["happening"] == deed["id"]
    assert (promise["kind"], promise["act"], promise["said"]) == ("promised", "AID", "2024-03-01")
    assert promise["due"] == ["2024-03-12", "2024-03-13"]


def test_another_actors_deed_keeps_no_promise(desk):
    desk.tell(
        ("Norway will aid Malawi on 2024-03-12.", "2024-03-01"),
        ("Kenya did aid Malawi on 2024-03-12.", "2024-03-13"),
    )
    (promise,) = desk.archive.promises()
    assert promise["outcome"] == "open"


def test_promises_that_fall_due_in_a_time(desk):
    desk.tell(
        ("Norway will aid Malawi on 2024-03-20.", "2024-03-01"),
        ("Kenya will visit Peru on 2024-05-12.", "2024-03-01"),
        ("Fiji will visit Peru.", "2024-03-01"),
    )
    found = desk.archive.promises(due_until=date(2024, 3, 31))
    assert [row["by"][0]["name"] for row in found] == ["Norway"]
