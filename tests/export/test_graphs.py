"""GraphML and GEXF opened by networkx, PLOVER's JSON and counts by month read back."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportedly.export import Told, write

networkx = pytest.importorskip("networkx")


def written(name: str, material: list[Told]) -> io.BytesIO:
    out = io.BytesIO()
    write(name, material, out)
    out.seek(0)
    return out


def test_networkx_opens_graphml_with_every_edge_and_who_says_so(material: list[Told]) -> None:
    graph = networkx.read_graphml(written("graphml", material), force_multigraph=True)
    assert graph.is_directed()
    assert graph.number_of_edges() == 8
    assert graph.nodes["KEN"] == {"label": "Kenya", "kind": "country", "country": "KEN", "registry": "KEN"}
    raids = list(graph.get_edge_data("fiji’s soldiers (group, FJI)", "KEN").values())
    assert [raid.get("voices") for raid in raids] == ["Kenya", None]
    assert [raid["score"] for raid in raids] == [-10.0, -10.0]
    assert {raid["happening"] for raid in raids} == {"h1"}


def test_networkx_opens_gexf_with_the_same_edges(material: list[Told]) -> None:
    graph = networkx.read_gexf(written("gexf", material), version="1.3")
    assert graph.number_of_edges() == 8
    blamed = graph.get_edge_data("org:un", "fiji’s soldiers (group, FJI)")
    assert next(iter(blamed.values()))["sentence"] == "The UN blamed Fiji’s army & navy <both>."


def test_gexf_keeps_to_the_formats_schema(material: list[Told]) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(file=str(Path(__file__).parent / "gexf-1.3.rng"))
    document = etree.parse(written("gexf", material))
    assert schema.validate(document), schema.error_log
    for kind in ("node", "edge"):
        elements = document.findall(f".//{{*}}{kind}")
        declared = {
            one.get("id") for one in document.findall(f".//{{*}}attributes[@class='{kind}']/{{*}}attribute")
        }
        assert {value.get("for") for one in elements for value in one.iterfind(".//{*}attvalue")} <= declared
        assert len({one.get("id") for one in elements}) == len(elements)
    nodes = {node.get("id") for node in document.findall(".//{*}node")}
    assert {edge.get(end) for edge in document.findall(".//{*}edge") for end in ("source", "target")} <= nodes


def test_a_dated_edge_of_gexf_stands_on_its_days(material: list[Told]) -> None:
    root = ElementTree.parse(written("gexf", material)).getroot()
    edges = root.findall(".//{http://gexf.net/1.3}edge")
    assert all(date.fromisoformat(edge.attrib["start"]) <= date.fromisoformat(edge.attrib["end"])
               for edge in edges if "start" in edge.attrib)  # fmt: skip
    assert [edge.attrib["kind"] for edge in edges if "start" not in edge.attrib] == ["TRANSFER"]


def test_plover_tells_a_denial_as_a_negation_and_who_denies(material: list[Told]) -> None:
    lines = [json.loads(line) for line in written("plover-json", material)]
    denied = next(line for line in lines if line["id"].startswith("talks-1:e4"))
    assert denied["mode"] == ["negation"]
    assert denied["comment"] == "according to Fiji (denies)"
    assert {line["event"] for line in lines} == {"CONSULT", "REJECT", "ASSAULT", "REQUEST", "ACCUSE"}


def test_a_month_counts_a_happening_once_and_its_reports_all(material: list[Told]) -> None:
    rows = list(csv.DictReader(io.TextIOWrapper(written("dyad-month", material), encoding="utf-8")))
    raid = next(row for row in rows if (row["source"], row["target"]) == ("FJI", "KEN"))
    assert (raid["month"], raid["happenings"], raid["reports"], raid["assault"]) == ("2024-03", "1", "2", "1")
