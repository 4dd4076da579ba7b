"""What the API answers about a small archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportedly.cli import reportedly


def get(page: Any, path: str, **query: Any) -> Any:
    answer = page.get("/api/" + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_desk_counts_what_there_is(page: Any) -> None:
    desk = get(page, "desk")
    assert desk["counts"]["articles"] == 5
    assert desk["counts"]["events"] == 6
    assert desk["counts"]["last"] == "2024-03-09"
    assert {(dyad["a"], dyad["b"]) for dyad in desk["dyads"]} >= {("KEN", "PER"), ("MWI", "NOR")}


def test_the_desk_follows_the_filter(page: Any) -> None:
    assert get(page, "desk", actor="PER")["counts"]["events"] == 3


def test_a_dyad_tells_cooperation_conflict_and_status_apart(page: Any) -> None:
    dyad = get(page, "dyad", a="KEN", b="PER")
    assert dyad["periods"] == ["2024-03"]
    assert {(bar["side"], bar["status"], bar["events"]) for bar in dyad["bars"]} == {
        ("conflict", "happened", 2),
        ("conflict", "denied", 1),
    }
    assert dyad["a"]["name"] == "Kenya"


def test_a_directed_dyad_counts_one_way(page: Any) -> None:
    assert get(page, "dyad", a="PER", b="KEN", directed=True)["events"] == 0


def test_a_dyads_csv_is_what_the_command_prints(page: Any) -> None:
    lines = page.get("/api/dyad.csv", params={"a": "NOR", "b": "MWI"}).text.splitlines()
    assert lines[0].startswith("a,b,directed,period,quad_1")
    assert lines[1].startswith("NOR,MWI,False,2024-03,1,1,0,0,2")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"actor": "Kenya"}, 4),
        ({"a": "NOR", "b": "MWI"}, 2),
        ({"status": "denied"}, 1),
        ({"type": "assault"}, 3),
        ({"voice": "PER"}, 1),
        ({"voice": "article"}, 2),
        ({"outlet": "herald"}, 1),
        ({"text": "blame"}, 1),
        ({"since": "2024-03-06"}, 1),
        ({"until": "2024-01-31"}, 1),
        ({"dated_only": True}, 5),
        ({"text": '"un AND ('}, 0),
    ],
)
def test_filters_narrow_events_as_the_command_does(page: Any, query: dict[str, Any], count: int) -> None:
    assert len(get(page, "events", **query)["rows"]) == count


def test_a_happening_gathers_its_reports_and_disputes(page: Any) -> None:
    attack = next(row for row in get(page, "happenings", actor="PER")["rows"])
    whole = get(page, "happening", id=attack["id"])
    assert whole["happening"]["killed"] == [3, 7]
    assert {report["outlet"] for report in whole["happening"]["reports"]} == {"Gazette", "Herald", "Bugle"}
    assert {dispute["about"] for dispute in whole["disputes"]} == {"whether", "killed"}


def test_disputes_and_promises_are_narrowed_like_all_else(page: Any) -> None:
    assert len(get(page, "disputes")["rows"]) == 2
    assert get(page, "disputes", actor="NOR")["rows"] == []
    (promise,) = get(page, "promises", actor="NOR")["rows"]
    assert (promise["act"], promise["outcome"]) == ("CONSULT", "open")


def test_an_article_comes_with_reasons_for_its_events(page: Any) -> None:
    article = get(page, "article", id="n1")
    assert article["record"]["article"]["outlet"] == "Gazette"
    assert set(article["events"]) == {"e1", "e2"}
    assert article["events"]["e2"]["voice"] == "Fiji"
    assert {reason["about"] for reason in article["events"]["e1"]["reasons"]} >= {"event", "source", "status"}
    assert set(article["happenings"]) == {"e1", "e2"}


def test_an_actor_has_partners_and_statements(page: Any) -> None:
    actor = get(page, "actor", who="KEN")
    assert [partner["actor"]["key"] for partner in actor["partners"]] == ["PER", "NOR"]
    assert actor["statements"] == 1
    assert len(get(page, "statements", actor="KEN")["rows"]) == 1
    others = get(page, "events", actor="KEN", told_by_others=True)["rows"]
    assert {event["voices"][0]["name"] for event in others} == {"Fiji", "Peru"}


def test_the_network_and_the_map_are_filtered(page: Any) -> None:
    edges = get(page, "network")["edges"]
    assert (edges[0]["a"], edges[0]["b"], edges[0]["conflict"]) == ("KEN", "PER", 2)
    assert get(page, "network", until="2024-02-01")["edges"][0]["b"] == "NOR"
    assert get(page, "map")["events"] == 6


def test_search_finds_actors_words_days_and_dyads(page: Any) -> None:
    assert get(page, "search", q="keny")["actors"][0]["key"] == "KEN"
    assert [article["article"] for article in get(page, "search", q="blame")["articles"]] == ["n5"]
    assert get(page, "search", q="2024-02")["days"] == ["2024-02-01", "2024-02-29"]
    assert [side["key"] for side in get(page, "search", q="Norway – Malawi")["dyad"]] == ["NOR", "MWI"]
    assert get(page, "search", q="Norwegen")["actors"] == []


@pytest.mark.parametrize(
    "path", ["article?id=none", "actor?who=Nobody", "happening?id=hnone", "nothing", "article?id=../../x"]
)
def test_what_is_not_there_is_told(page: Any, path: str) -> None:
    assert page.get("/api/" + path).status_code == 404


def test_a_judgement_is_kept_counted_and_exported(own_page: Any) -> None:
    waiting = get(own_page, "review")["waiting"]
    given = {
        "article": "n1",
        "about": "event",
        "item": "e1",
        "verdict": "correct",
        "changes": {"type": "CONSULT"},
    }
    answer = own_page.post("/api/corrections", json=given | {"by": "Ana"})
    assert answer.status_code == 201, answer.text
    queue = get(own_page, "review")
    assert (queue["waiting"], queue["judged"]) == (waiting - 1, 1)
    assert {(row["group"], row["name"], row["right"]) for row in get(own_page, "precision")} >= {
        ("step", "does", 0)
    }
    assert get(own_page, "corrections", article="n1")[0]["by"] == "Ana"
    (line,) = own_page.get("/api/gold.jsonl").text.splitlines()
    assert json.loads(line)["judged"][0]["changes"] == {"type": "CONSULT"}


def test_what_was_judged_is_gold_for_evaluate(own_page: Any, tmp_path: Path) -> None:
    given = {"article": "n1", "about": "event", "item": "e1", "verdict": "accept", "by": "Ana"}
    assert own_page.post("/api/corrections", json=given).status_code in {200, 201}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(own_page.get("/api/gold.jsonl").text, encoding="utf-8")
    told = CliRunner().invoke(reportedly, ["evaluate", str(gold)])
    assert told.exit_code == 0, told.output
    assert "events" in told.output


def test_a_judgement_that_makes_no_sense_is_refused(own_page: Any) -> None:
    given = {"article": "n1", "about": "event", "item": "e9", "verdict": "accept", "by": "Ana"}
    assert own_page.post("/api/corrections", json=given).status_code == 422
    assert own_page.post("/api/corrections", json=given | {"item": "e1", "by": ""}).status_code == 422


@pytest.mark.parametrize("about", ["statement", "actor"])
def test_statements_and_actors_wait_for_judgement_too(page: Any, about: str) -> None:
    assert (
        get(page, "review", about=about, actor="FJI")["waiting"] == 0
        or get(page, "review", about=about)["waiting"]
    )


def test_the_api_describes_itself(page: Any) -> None:
    described = get(page, "openapi.json")
    assert "/api/dyad" in described["paths"]
