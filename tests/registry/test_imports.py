"""Lists of one's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportedly import Article
from reportedly.errors import RegistryError
from reportedly.registry import Registry
from reportedly.registry.imports import import_list
from reportedly.steps.parse import load_parser
from reportedly.steps.who import find_actors


def test_a_table_makes_persons_with_offices(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text(
        "name,aliases,country,office,from,to\n"
        "Ola Berg-Lunde,Ola Lunde,NOR,Minister of Defence,2031-02-01,2033-06-30\n"
        "Ola Berg-Lunde,,NOR,Minister of Fisheries,2033-07-01,\n"
    )
    report = import_list([table], tmp_path / "own.registry")
    (berg,) = Registry.load(tmp_path / "own.registry").find("Ola Lunde")
    assert report.entities == 1
    assert [o.title for o in berg.offices_on(date(2032, 1, 1))] == ["Minister of Defence"]
    assert berg.offices[0].sectors == ("GOV", "MIL")


def test_follow_the_money_joins_persons_to_posts(tmp_path: Path) -> None:
    rows = [
        {
            "id": "o1",
            "schema": "Occupancy",
            "properties": {"holder": ["p1"], "post": ["q1"], "startDate": ["2031-01-01"]},
        },
        {"id": "p1", "schema": "Person", "properties": {"name": ["Tamsin Okoro-Vale"], "country": ["gh"]}},
        {
            "id": "q1",
            "schema": "Position",
            "properties": {"name": ["Speaker of Parliament"], "country": ["gh"]},
        },
        {
            "id": "b1",
            "schema": "PublicBody",
            "properties": {"name": ["Ghana Tide Authority"], "country": ["gh"]},
        },
    ]
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    import_list([path], tmp_path / "own.registry")
    registry = Registry.load(tmp_path / "own.registry")
    (person,) = registry.find("Tamsin Okoro Vale")
    assert [(o.title, o.country, o.sectors, o.since) for o in person.offices] == [
        ("Speaker of Parliament", "GHA", ("LEG",), "2031-01-01")
    ]
    assert registry.show("b1").sectors == ("GOV",)
    assert registry.show("org:nato").country == "IGO"


def test_bad_rows_are_told_by_line_and_skipped(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("name,country,from\nAda Lund,NOR,2031\n,NOR,2031\nBo Ek,Narnia,2031\nCy Alm,SWE,soon\n")
    report = import_list([table], tmp_path / "own.registry")
    assert (report.entities, report.skipped) == (1, 3)
    assert [reason.split(":")[1] for reason in report.reasons] == ["3", "4", "5"]
    lines = tmp_path / "list.json"
    lines.write_text(
        '{"id": "p1", "schema": "Person", "properties": {"name": ["Ada Lund"]}}\nnot json\n[1]\n{"id": "p2", "schema": "Person"}\n'
    )
    report = import_list([lines], tmp_path / "other.registry")
    assert (report.entities, report.skipped) == (1, 3)


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("who,where\nAda,NOR\n")
    with pytest.raises(RegistryError, match="no column 'name'"):
        import_list([tmp_path / "list.csv"], tmp_path / "own.registry")


def test_own_bodies_are_found_in_text(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "id,name,kind,country,sectors\nmine:1,Order of the Grey Heron,group,PRT,UAF\n"
    )
    import_list([tmp_path / "list.csv"], tmp_path / "own.registry")
    parsed = load_parser().parse(Article(text="Police raided the Order of the Grey Heron."))
    actors = find_actors(parsed, registry=Registry.load(tmp_path / "own.registry")).actors
    assert ("mine:1", "PRT", ("UAF",)) in [(a.registry, a.country, a.sectors) for a in actors]
