"""The named queries over HTTP answer what the command line answers, and are described as they are."""

from __future__ import annotations

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from bilat_kg.graph.query import queries
from tests.web.servers import GOLDEN
from tests.web.test_protocol import refused


def test_the_list_is_that_of_the_command(server) -> None:
    listed = server.get("/queries").json()
    assert [each["name"] for each in listed] == [query.name for query in queries()]
    assert len(listed) >= 30
    assert all(set(each["titles"]) >= {"en", "bn"} for each in listed)
    assert [each["path"] for each in listed] == [f"/queries/{query.name}" for query in queries()]


@pytest.mark.parametrize("name", [query.name for query in queries()])
def test_every_query_answers_as_the_command_does(server, name: str) -> None:
    answer = server.get(f"/queries/{name}", headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    golden = (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")
    assert answer.content.decode().replace("\r\n", "\n") == golden


def test_parameters_are_bound_as_terms(server) -> None:
    rows = server.get("/queries/embassies-of", params={"country": "RUS", "format": "json"}).json()["results"][
        "bindings"
    ]
    assert {row["receiver"]["value"] for row in rows} == {"Malaysia"}
    iri = "https://w3id.org/bilat-kg/id/country/RUS"
    assert (
        server.get("/queries/embassies-of", params={"country": iri, "format": "json"}).json()["results"]["bindings"]
        == rows
    )
    titles = ["> } #", '"', "`", "\n", "x> . ?s ?p ?o } #", "$country", "'); DROP ALL"]
    for title in titles:
        answer = server.get("/queries/embassies-of", params={"country": title})
        assert "ISO 3166-1" in refused(answer, 400) or "has to be" in answer.json()["error"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/queries/embassies-of?land=RUS", 400, "has no parameter 'land'; it has country"),
        ("/queries/embassies-of?country=RUS&country=MYS", 400, "each parameter is given once, and country is not"),
        ("/queries/embassies-of?country=Atlantis", 400, "an ISO 3166-1 alpha-3 code such as MYS"),
        ("/queries/embassis-of", 404, "did you mean embassies-of"),
        ("/queries/..%2F..%2Fetc%2Fpasswd", 404, ""),
        ("/queries/embassies-of?format=turtle", 406, "to be had as"),
        ("/queries/embassies-of?format=exe", 400, "formats are"),
    ],
)
def test_what_is_wrong_is_told(server, path: str, status: int, said: str) -> None:
    assert said in refused(server.get(path), status)


def test_the_description_is_openapi_and_names_every_query_and_parameter(server) -> None:
    document = server.get("/openapi.json").json()
    validate(document, cls=OpenAPIV31SpecValidator)
    for query in queries():
        described = document["paths"][f"/queries/{query.name}"]["get"]
        names = [parameter["name"] for parameter in described["parameters"]]
        assert names == [*(parameter.name for parameter in query.parameters), "format"]
        assert len(set(names)) == len(names)
    for path in ("/sparql", "/queries", "/id/country/MYS", "/ontology", "/.well-known/void"):
        assert server.get(path).status_code == 200
    assert document["servers"] == [{"url": server.url.rstrip("/")}]
