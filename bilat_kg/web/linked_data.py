"""Linked data: every IRI of ours answers at its path, with a page for people and triples for machines."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_GRAPH, ONTOLOGY_NS
from bilat_kg.graph.query import parse_query
from bilat_kg.web import pages
from bilat_kg.web.answers import Question, RefusalError
from bilat_kg.web.media_types import GRAPHS, HTML, by_name, wanted
from bilat_kg.web.pool import Pool
from bilat_kg.web.protocol import respond

_KNOWN = parse_query("# param: it iri\nASK { { $it ?p ?o } UNION { ?s ?q $it } UNION { GRAPH $it { ?a ?b ?c } } }")
_DESCRIBED = parse_query("# param: it iri\nDESCRIBE $it")
_ONTOLOGY = parse_query("# param: it iri\nCONSTRUCT { ?s ?p ?o } WHERE { GRAPH $it { ?s ?p ?o } }")


def routes(pool: Pool) -> list[BaseRoute]:
    """Things, the ontology, and each of its terms."""

    async def thing(request: Request) -> Response:
        return await _answer(request, DATA_NS + request.path_params["path"])

    async def term(request: Request) -> Response:
        return await _answer(request, ONTOLOGY_NS + request.path_params["name"])

    async def ontology(request: Request) -> Response:
        return await _answer(request, ONTOLOGY_NS.rstrip("#"))

    async def _answer(request: Request, iri: str) -> Response:
        if any(sign in iri for sign in _NOT_IN_IRIS):
            raise RefusalError(404, "no IRI has such signs in it")
        page = pages.page_of(iri)
        media_type = _media_type(request, page is not None)
        if media_type == HTML and page is not None:
            return RedirectResponse(page, 303, {"Vary": "Accept"})
        whole = iri == ONTOLOGY_NS.rstrip("#")
        it = (("it", f"<{ONTOLOGY_GRAPH.value if whole else iri}>"),)
        if not whole and not (await pool.ask(Question(_KNOWN.text, "the IRI", it))).truth():
            raise RefusalError(404, "the graph says nothing of this IRI")
        query = _ONTOLOGY if whole else _DESCRIBED
        return respond(await pool.ask(Question(query.text, "the IRI", it, None, media_type)))

    return [
        Route("/id/{path:path}", thing),
        Route("/ontology", ontology),
        Route("/ontology/{name}", term),
    ]


_NOT_IN_IRIS = frozenset('<>"{}|^`\\ \x7f').union(map(chr, range(0x20)))


def _media_type(request: Request, has_page: bool) -> str:
    if name := request.query_params.get("format"):
        media_type = by_name(name)[1]
        if media_type is None:
            raise RefusalError(400, f"there is no such format; formats are {', '.join(dict.fromkeys(GRAPHS.values()))}")
        return media_type
    media_type = wanted(request.headers.get("accept"), [*GRAPHS, HTML] if has_page else tuple(GRAPHS))
    if media_type is None:
        raise RefusalError(406, f"what is known of this IRI is to be had as {', '.join(GRAPHS)}")
    return media_type
