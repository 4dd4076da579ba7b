"""Claims and SEM/GRaSP read with rdflib, STIX with stix2, FollowTheMoney with its own model."""

from __future__ import annotations

import importlib.util
import io
import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.export import Told, write

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"


def written(name: str, material: list[Told]) -> bytes:
    out = io.BytesIO()
    write(name, material, out)
    return out.getvalue()


def graph(name: str, form: str, material: list[Told]) -> Any:
    rdflib = pytest.importorskip("rdflib")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=written(name, material), format=form)
    return dataset


def test_a_denial_is_a_claim_of_who_denies(material: list[Told]) -> None:
    rows = graph(
        "claims", "json-ld", material
    ).query("""
        PREFIX schema: <https://schema.org/>
        SELECT ?who ?text WHERE {
            ?claim a schema:Claim ; schema:author/schema:name ?who ; schema:text ?text ; schema:keywords "denies" }""")
    assert [(str(row.who), str(row.text)) for row in rows] == [("Fiji", "it had raided the port")]


def test_what_an_article_tells_itself_is_a_claim_of_its_outlet(material: list[Told]) -> None:
    claims = json.loads(written("claims", material))["@graph"]
    raid = next(claim for claim in claims if claim["text"].startswith("Fiji’s soldiers attacked"))
    assert raid["author"]["name"] == "Inland Post"
    assert raid["about"][0]["actionStatus"] == {"@id": "https://schema.org/CompletedActionStatus"}
    assert len(claims) == 3 + 6


def test_a_mention_is_attributed_to_its_voice_and_to_its_publisher(material: list[Told]) -> None:
    rows = graph("sem-grasp", "trig", material).query("""
        PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
        PREFIX gaf: <http://groundedannotationframework.org/gaf#>
        PREFIX grasp: <http://groundedannotationframework.org/grasp#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?word ?voice ?value ?outlet WHERE {
            ?event a sem:Event ; rdfs:label ?word ; gaf:denotedBy ?mention .
            ?mention grasp:hasAttribution ?inner, ?outer .
            ?inner grasp:wasAttributedTo/rdfs:label ?voice ; rdf:value ?value .
            ?outer prov:wasAttributedTo/prov:wasAttributedTo/rdfs:label ?outlet }""")
    found = {
        (str(row.word), str(row.voice), str(row.value).rpartition("#")[2], str(row.outlet)) for row in rows
    }
    assert found == {
        ("deliver", "Kari Lund", "CERTAIN_NON_FUTURE_POS", "Harbour Courier"),
        ("attacked", "Kenya", "CERTAIN_NON_FUTURE_POS", "Harbour Courier"),
        ("raided", "Fiji", "CERTAIN_NON_FUTURE_NEG", "Harbour Courier"),
    }


def test_every_event_of_the_graph_has_its_words(material: list[Told]) -> None:
    dataset = graph("sem-grasp", "trig", material)
    from rdflib import RDF, URIRef

    events = set(dataset.subjects(RDF.type, URIRef(SEM + "Event")))
    assert len(events) == sum(len(told.events) for told in material)
    spans = {str(mention) for _, _, mention, _ in dataset.quads((None, URIRef("http://groundedannotationframework.org/gaf#denotedBy"), None, None))}  # fmt: skip
    assert "https://harbour.example/talks?id=1&lang=en#char=142,150" in spans


def test_stix2_takes_the_bundle(material: list[Told]) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(written("stix", material).decode(), allow_custom=False)
    kinds = [one.type for one in bundle.objects]
    assert (kinds.count("relationship"), kinds.count("opinion"), kinds.count("report")) == (6, 2, 2)
    known = {one.id for one in bundle.objects}
    for one in bundle.objects:
        refs = [
            *one.get("object_refs", ()),
            one.get("source_ref"),
            one.get("target_ref"),
            one.get("created_by_ref"),
        ]
        assert {ref for ref in refs if ref} <= known


def test_followthemoney_takes_every_entity(material: list[Told]) -> None:
    pytest.importorskip("followthemoney")
    spec = importlib.util.spec_from_file_location("ftm_client", Path(__file__).with_name("ftm_client.py"))
    assert spec
    assert spec.loader
    client = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(client)
    entities = client.validated(written("ftm", material).decode().splitlines())
    raids = [one for one in entities.values() if one.first("name") == "ASSAULT: attacked"]
    assert len(raids) == 2
    assert {entities[one.first("organizer")].caption for one in raids} == {"Fiji’s soldiers"}
    assert {entities[one.first("proof")].schema.name for one in raids} == {"Article"}
    assert {one.first("notes") for one in raids} == {
        "According to Kenya (asserts)",
        "According to the article itself",
    }
