"""The SPARQL 1.1 Protocol: queries by GET and by both forms of POST. Updates are refused."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bilat_kg.web import description, pages
from bilat_kg.web.answers import Answer, Question, RefusalError
from bilat_kg.web.connections import unsent
from bilat_kg.web.media_types import GRAPHS, HTML, TABLES, by_name, wanted, with_charset
from bilat_kg.web.pool import Pool

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_NO_UPDATES = "this server answers queries and takes no updates; `bilat-kg build` makes the graph anew"
_LARGE, _UNSENT = 1_000_000, 500_000_000  # bytes
_LOOK = 0.2  # seconds after which it is looked whether the client is still there
_BODY = 10.0  # seconds for a body to come whole
Pairs = Sequence[tuple[str, str]]


def routes(pool: Pool) -> list[BaseRoute]:
    """The endpoint."""

    async def sparql(request: Request) -> Response:
        given = await _given(request, pool.limits.body)
        texts = _values(given, "query")
        if not texts and request.method != "POST":
            return await _described(request, pool)
        if len(texts) != 1:
            raise RefusalError(400, f"a request holds one query, and this one holds {len(texts)}")
        if len(texts[0].encode()) > pool.limits.query:
            raise RefusalError(413, f"a query may have {pool.limits.query:,} bytes, and this one has more")
        table, graph = accepted(request, dict(given).get("format"))
        default, named = (_values(given, f"{kind}-graph-uri") for kind in ("default", "named"))
        dataset = (tuple(default), tuple(named)) if default or named else (None, None)
        question = Question(texts[0], "the query", (), table, graph, *dataset)
        return respond(await while_connected(request, pool.ask(question)))

    return [Route(path, sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")]


async def _described(request: Request, pool: Pool) -> Response:
    media_type = wanted(request.headers.get("accept"), [*description.MEDIA_TYPES, HTML])
    if media_type is None:
        raise RefusalError(406, f"the description of this service is to be had as {', '.join(description.MEDIA_TYPES)}")
    if media_type == HTML:
        return RedirectResponse(pages.ASK, 303, {"Vary": "Accept"})
    endpoint = f"{request.base_url}sparql"
    told = description.service(pool.manifest, pool.readings, endpoint, media_type)
    return description.described(told, media_type)


def accepted(request: Request, format_name: str | None = None) -> tuple[str | None, str | None]:
    """Give the media types in which rows and triples are wanted; a format's name in the URL goes before the header."""
    if format_name is not None:
        table, graph = by_name(format_name)
        if table is None and graph is None:
            names = sorted({*TABLES.values(), *GRAPHS.values()})
            raise RefusalError(400, f"there is no such format; formats are {', '.join(names)}")
        return table, graph
    accept = request.headers.get("accept")
    table, graph = wanted(accept, tuple(TABLES)), wanted(accept, tuple(GRAPHS))
    if table is None and graph is None:
        raise RefusalError(406, f"answers are to be had as {', '.join(dict.fromkeys([*TABLES, *GRAPHS]))}")
    return table, graph


async def while_connected(request: Request, asking: Coroutine[None, None, Answer]) -> Answer:
    """Wait for an answer for as long as the client does: one that has left needs none, and others need the place."""
    task = asyncio.ensure_future(asking)
    left: asyncio.Task[None] | None = None
    try:
        await asyncio.wait({task}, timeout=_LOOK)
        if not task.done():
            left = asyncio.create_task(_left(request))
            await asyncio.wait({task, left}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise RefusalError(408, "the client left")  # nobody reads this
        return task.result()
    finally:
        task.cancel()
        if left:
            left.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def respond(answer: Answer) -> Response:
    """Give an answer as a response, unless too much waits already for slow clients to take it."""
    if len(answer.body) > _LARGE and unsent() + len(answer.body) > _UNSENT:
        raise RefusalError(503, "too many large answers are on their way; ask again in a moment", 10)
    headers = {
        "Content-Type": with_charset(answer.media_type),
        "Vary": "Accept",
        "Bilat-Build": answer.build,
        "Cache-Control": "no-cache",
    }
    if answer.truncated:
        headers["Bilat-Truncated"] = "true"
    return Response(answer.body, headers=headers)


async def _given(request: Request, limit: int) -> Pairs:
    """The parameters of a request, those of its URL and those of its body."""
    in_url = _decoded(request.url.query.encode(), "the URL")
    if request.method != "POST":
        if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in in_url):
            raise RefusalError(403, _NO_UPDATES)
        return in_url
    media_type, _, options = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type == UPDATE:
        raise RefusalError(403, _NO_UPDATES)
    if media_type not in {FORM, QUERY}:
        raise RefusalError(415, f"a query is posted as {FORM} or {QUERY}")
    charset = options.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise RefusalError(400, "a query is sent in UTF-8")
    body = await _body(request, limit)
    if media_type == QUERY:
        try:
            return [*((name, value) for name, value in in_url if name != "query"), ("query", body.decode())]
        except UnicodeDecodeError as error:
            raise RefusalError(400, f"byte {error.start} of the query is not UTF-8") from None
    in_body = _decoded(body, "the body")
    if any(name == "update" for name, _ in in_body):
        raise RefusalError(403, _NO_UPDATES)
    if any(name == "query" for name, _ in in_url):
        raise RefusalError(400, "the query stands in the body of a form or in the URL, and not in both")
    return [*in_url, *in_body]


def _decoded(encoded: bytes, where: str) -> Pairs:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise RefusalError(400, f"{where} is not a URL-encoded form in UTF-8") from None


async def _body(request: Request, limit: int) -> bytes:
    """The body, unless it is longer than it may be."""
    if int(request.headers.get("content-length") or 0) > limit:
        raise RefusalError(413, f"a body may have {limit:,} bytes", headers={"Connection": "close"})
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY):
            async for part in request.stream():
                body += part
                if len(body) > limit:
                    raise RefusalError(413, f"a body may have {limit:,} bytes", headers={"Connection": "close"})
    except TimeoutError:
        raise RefusalError(408, f"the body did not come in {_BODY:g} s", headers={"Connection": "close"}) from None
    except ClientDisconnect:
        raise RefusalError(400, "the body did not come whole") from None
    return bytes(body)


def _values(given: Pairs, name: str) -> list[str]:
    return [value for key, value in given if key == name]
