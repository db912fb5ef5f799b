"""The named queries as an API: a path each, parameters in the URL, and a description in OpenAPI."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bilat_kg.errors import QueryError
from bilat_kg.graph.query import Query, find, queries
from bilat_kg.web import openapi, pages
from bilat_kg.web.answers import Question, RefusalError
from bilat_kg.web.media_types import HTML, TABLES, wanted
from bilat_kg.web.pool import Pool
from bilat_kg.web.protocol import accepted, respond, while_connected

FORMAT = "format"  # the one parameter that is no query's own


def routes(pool: Pool) -> list[BaseRoute]:
    """The list, each query, and the description of both."""

    async def listed(request: Request) -> Response:
        if _for_a_person(request):
            return _see_other(pages.question_page(None), request)
        return JSONResponse([told(query) for query in queries()], headers={"Vary": "Accept"})

    async def asked(request: Request) -> Response:
        try:
            query = find(request.path_params["name"])
        except QueryError as error:
            raise RefusalError(404, str(error)) from None
        if _for_a_person(request):
            return _see_other(pages.question_page(query.name), request)
        given = request.query_params.multi_items()
        repeated = {name for name, _ in given if len(request.query_params.getlist(name)) > 1}
        if repeated:
            raise RefusalError(400, f"{query.name}: each parameter is given once, and {min(repeated)} is not")
        table, graph = accepted(request, request.query_params.get(FORMAT))
        parameters = tuple((name, value) for name, value in given if name != FORMAT)
        question = Question(query.text, query.name, parameters, table, graph)
        return respond(await while_connected(request, pool.ask(question)))

    async def described(request: Request) -> Response:
        return JSONResponse(openapi.document(queries(), str(request.base_url)))

    return [
        Route("/queries", listed),
        Route("/queries/{name}", asked),
        Route("/openapi.json", described),
    ]


def told(query: Query) -> dict[str, Any]:
    """A query as the list has it."""
    return {
        "name": query.name,
        "path": f"/queries/{query.name}",
        "titles": dict(query.titles),
        "description": query.description,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "default": parameter.default,
                "explanation": parameter.explanation,
            }
            for parameter in query.parameters
        ],
    }


def _for_a_person(request: Request) -> bool:
    if FORMAT in request.query_params:
        return False
    return wanted(request.headers.get("accept"), [*TABLES, HTML]) == HTML


def _see_other(path: str, request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, 303, {"Vary": "Accept"})
