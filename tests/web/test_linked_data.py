"""Every IRI of ours answers at its path."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from pyoxigraph import RdfFormat, parse

from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS
from tests.web.test_protocol import GRAPHS, refused


def subjects(answer, format_: RdfFormat = RdfFormat.TURTLE) -> set[str]:
    return {quad.subject.value for quad in parse(answer.content, format=format_)}


def test_every_thing_and_every_term_answers(server) -> None:
    asked = server.ask("SELECT DISTINCT ?s { ?s ?p ?o }").json()["results"]["bindings"]
    iris = [row["s"]["value"] for row in asked if row["s"]["type"] == "uri"]
    things = [iri for iri in iris if iri.startswith(DATA_NS)]
    terms = [iri for iri in iris if iri.startswith(ONTOLOGY_NS)]
    assert len(things) > 300
    assert len(terms) > 100
    paths = {iri: f"/id/{quote(iri.removeprefix(DATA_NS))}" for iri in things[::3]}
    paths |= {iri: f"/ontology/{iri.removeprefix(ONTOLOGY_NS)}" for iri in terms[::3]}
    for iri, path in paths.items():
        answer = server.get(path)
        assert answer.status_code == 200, path
        assert iri in subjects(answer)


@pytest.mark.parametrize("media_type", GRAPHS)
def test_the_format_is_negotiated(server, media_type: str) -> None:
    for path, iri in (("/id/country/MYS", f"{DATA_NS}country/MYS"), ("/ontology/Embassy", f"{ONTOLOGY_NS}Embassy")):
        answer = server.get(path, headers={"Accept": media_type})
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert iri in subjects(answer, GRAPHS[media_type])


def test_the_ontology_is_whole_and_nothing_else(server) -> None:
    found = subjects(server.get("/ontology"))
    assert {f"{ONTOLOGY_NS}{name}" for name in ("Country", "Embassy", "Agreement", "party")} <= found
    assert not [iri for iri in found if iri.startswith(f"{DATA_NS}country/")]


@pytest.mark.parametrize(
    "path",
    [
        "/id/country/XXX",
        "/id/",
        "/id/nothing",
        "/ontology/Nothing",
        "/id/country/MYS>%20.%20?s",
        "/id/country/%00",
        "/id/country/MYS%0d%0aX-Evil:%201",
        "/id/..%2f..%2f..%2fetc%2fpasswd",
        "/id/%F0%9F%98%80",
        "/id/" + "x" * 5_000,
    ],
)
def test_what_is_not_there_is_not_found(server, path: str) -> None:
    answer = server.get(path)
    refused(answer, 404)
    assert "x-evil" not in answer.headers


def test_a_media_type_that_cannot_be_had_is_refused(server) -> None:
    assert "to be had as" in refused(server.get("/id/country/MYS", headers={"Accept": "image/png"}), 406)
    assert "formats are" in refused(server.get("/id/country/MYS?format=xls"), 400)
    assert server.get("/id/country/MYS?format=jsonld").headers["content-type"] == "application/ld+json"
