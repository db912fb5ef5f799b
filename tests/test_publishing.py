"""A build in other people's stores: the server of Oxigraph, and Virtuoso."""

from __future__ import annotations

import csv
import io
import os
import shutil
from pathlib import Path

import httpx
import pytest
import triplestores
from triplestores import Server, free_port

import bilat_kg
from bilat_kg import publishing
from bilat_kg.building import build
from bilat_kg.errors import PublishError
from bilat_kg.graph.namespaces import PREFIXES
from bilat_kg.graph.parameters import bind
from bilat_kg.graph.query import queries
from bilat_kg.graph.sparql import prepare
from bilat_kg.publishing import MARKS, publish

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request, tmp_path_factory):
    if request.param == "virtuoso" and not shutil.which("virtuoso-t"):
        assert not os.environ.get("BILAT_KG_TRY_ALL"), "the tests of a change run against Virtuoso, too"
        pytest.skip("needs virtuoso-t (Debian: virtuoso-opensource-7-bin)")
    with getattr(triplestores, request.param)(tmp_path_factory.mktemp(request.param)) as running:
        yield running


def send(server: Server, store: Path, by: str = "graph-store", **more):
    url = server.graph_store if by == "graph-store" else server.update
    return publish(store, url, query=server.query, by=by, **server.login() | more)


def count(server: Server, pattern: str) -> int:
    """Of all graphs there are on the server."""
    asked = {"query": f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"}
    answer = httpx.post(server.query, data=asked, headers={"Accept": "text/csv"}, timeout=60)
    return int(answer.text.split()[1].strip('"'))


def rows(text: str) -> list[tuple[str, ...]]:
    """The rows of an answer without what SPARQL leaves open: the order within GROUP_CONCAT, and of rows that tie."""

    def cell(value: str) -> str:
        value = {"1": "true", "0": "false"}.get(value, value)  # Virtuoso has no booleans
        return ", ".join(sorted(value.split(", ")))

    return sorted(tuple(map(cell, row)) for row in csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("by", ["graph-store", "update"])
def test_named_queries_answer_there_as_they_do_here(server, seed_store, by):
    forget(server)
    made = send(server, seed_store, by)
    assert (made.kept, made.dropped) == (0, 0)
    with bilat_kg.open(seed_store) as graph:
        there = {iri: n for iri, n in graph.build.graphs() if n}
        assert made.graphs == len(there) + 1
        for iri, number in there.items():
            assert count(server, f"GRAPH <{iri}> {{ ?s ?p ?o }}") == number, iri
        asked = 0
        for query in queries():
            given = {name: str(term) for name, term in bind(query.parameters, {}, query.name).items()}
            prepared = prepare(query.text)
            prefixes = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in prepared.prefixes if p in PREFIXES)
            answer = server.ask(prefixes + prepared.bind(given).text)
            assert answer.status_code == 200, (query.name, answer.text)
            ours = graph.query(query).serialize("csv").decode()
            assert rows(answer.text) == rows(ours), query.name
            asked += len(rows(ours)) > 1
        assert asked > 25


def forget(server: Server) -> None:
    from bilat_kg.endpoints import Endpoint

    with Endpoint(server.graph_store, server.query, "graph-store", server.user, server.password) as endpoint:
        endpoint.drop(MARKS)


def test_a_publication_that_was_cut_off_goes_on_where_it_stopped(server, seed_store, monkeypatch):
    monkeypatch.setattr(publishing, "_TOGETHER", 2)
    forget(server)

    class CutError(Exception):
        pass

    def cut(step: publishing.Progress) -> None:
        if step.done > 0.3 * step.total:
            raise CutError

    with pytest.raises(CutError):
        send(server, seed_store, watch=cut)
    steps: list[publishing.Progress] = []
    made = send(server, seed_store, watch=steps.append)
    assert made.kept >= 2
    assert made.graphs > 0
    assert steps[-1].done == steps[-1].total
    assert send(server, seed_store).graphs == 0


def test_what_was_lost_there_is_sent_again(server, seed_store):
    send(server, seed_store)
    article = "https://w3id.org/bilat-kg/id/article/mys-omn"
    from bilat_kg.endpoints import Endpoint

    with Endpoint(server.graph_store, server.query, "graph-store", server.user, server.password) as endpoint:
        endpoint.drop(article)
    made = send(server, seed_store)
    assert made.graphs == 1
    assert count(server, f"GRAPH <{article}> {{ ?s ?p ?o }}") > 100


def test_articles_of_an_earlier_build_go(server, seed_store, tmp_path):
    send(server, seed_store)
    build([SEEDS / "mys-omn.bn.txt"], tmp_path / "one.store", validate=False)
    made = send(server, tmp_path / "one.store")
    assert made.dropped == 3
    assert count(server, "GRAPH ?g { ?a a <https://w3id.org/bilat-kg/ontology#Article> }") == (
        1 if server.union == "default" else 2
    )


def test_a_password_that_is_wrong_is_told(server, seed_store):
    if not server.user:
        pytest.skip("anybody may write to this server")
    with pytest.raises(PublishError, match=r"answers \w+ with 401"):
        publish(seed_store, server.graph_store, query=server.query, user="dba", password="wrong")


def test_the_default_graph_of_a_store_that_has_none_of_its_own_is_told(server, seed_store):
    if server.union == "default":
        pytest.skip("this server has one")
    with pytest.raises(PublishError, match=r"takes --union IRI|answers \w+ with"):
        send(server, seed_store, union="default")


def test_what_does_not_answer_is_one_sentence(seeds, tmp_path):
    closed = f"http://127.0.0.1:{free_port()}/store"
    told = seeds.refused("publish", "--store", seeds.store, closed, "--query", closed)
    assert told.startswith(f"{closed}: cannot be reached (")
    told = seeds.refused("publish", "--store", seeds.store, "store", "--query", closed)
    assert told == "store: is no address of a server; give one with http:// or https://"


def test_the_command_says_what_was_sent(tmp_path, seeds):
    with triplestores.oxigraph(tmp_path) as server:
        done = seeds("publish", "--store", seeds.store, server.graph_store, "--query", server.query)
        assert done.returncode == 0, done.stderr
        assert "0 were there already, 0 graphs of an earlier build dropped; all counts agree" in done.stdout
        told = seeds.refused("publish", "--store", seeds.store, server.graph_store, "--query", server.graph_store)
        assert "give --query its endpoint for queries" in told or "answers POST with" in told
