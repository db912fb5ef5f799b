"""The service on the web, with Starlette: ``routes`` for another application, ``application`` for one of its own.

Below the prefix, say ``/reconcile``:

| path | serves |
|---|---|
| `` ``, ``/suggest/…``, ``/preview``, ``/extend/propose`` | version 0.2, ids of the graph |
| ``/1.0-draft``, below it ``/match``, ``/suggest/…``, ``/preview``, ``/extend``, ``/extend/propose`` | 1.0-draft |
| ``/wikidata`` and the same below it | the same with Wikidata's items as ids |

The two versions have manifests that contradict each other, hence an endpoint for each. Every answer may be read from
any origin (CORS), as the specification wants: nothing here is private, and no request changes anything.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bilat_kg.link.reconciliation import strict_json
from bilat_kg.link.reconciliation.dialects import RefusalError
from bilat_kg.link.reconciliation.messages import VERSIONS, Version
from bilat_kg.link.reconciliation.preview import POLICY
from bilat_kg.link.reconciliation.service import GRAPH, ITEMS, Service

if TYPE_CHECKING:
    from starlette.requests import Request

    from bilat_kg.link.reconciliation.index import Index

BODY = 1_000_000  # bytes of a request
WAITING = 16  # batches that are being answered or wait for it
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_CORS = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_PREFLIGHT = {
    **_CORS,
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Accept-Language",
    "Access-Control-Max-Age": "86400",
}
_Handler = Callable[["Request"], Awaitable[Response]]
_Answer = Callable[[object, Version], dict[str, Any]]


def application(index: Index) -> Starlette:
    """The service as an application of its own, its endpoint at ``/``."""
    return Starlette(routes=routes(index))


def routes(index: Index, prefix: str = "", *, root: str | None = None, view: str | None = None) -> list[BaseRoute]:
    """The routes of the service below ``prefix``.

    ``root`` is the URL that the prefix has for others, where that is not what a request says (behind a proxy);
    ``view`` a template with ``{id}`` for the page of an entity of the graph, by default its preview.
    """
    found: list[BaseRoute] = []
    busy = _Busy()
    for space, below in ((GRAPH, ""), (ITEMS, "/wikidata")):
        service = Service(index, space, None if space.wikidata else view)
        for version in VERSIONS:
            path = below if version == "0.2" else f"{below}/1.0-draft"
            endpoint = _Endpoint(service, version, prefix + path, None if root is None else root + path, busy)
            found += endpoint.routes()
    return found


class _Busy:
    """How many batches are under way, in all endpoints together; the loop's thread alone changes it."""

    batches = 0


class _Endpoint:
    def __init__(self, service: Service, version: Version, path: str, root: str | None, busy: _Busy) -> None:
        self.service, self.version, self.path, self.root, self.busy = service, version, path, root, busy

    def routes(self) -> list[BaseRoute]:
        both = ["GET", "POST", "OPTIONS"]
        found: list[BaseRoute] = [
            Route(self.path or "/", _safe(self.endpoint), methods=both),
            Route(f"{self.path}/suggest/{{what}}", _safe(self.suggest), methods=["GET", "OPTIONS"]),
            Route(f"{self.path}/preview", _safe(self.preview), methods=["GET", "OPTIONS"]),
            Route(f"{self.path}/extend/propose", _safe(self.propose), methods=["GET", "OPTIONS"]),
        ]
        if self.path:
            found.append(Route(f"{self.path}/", _safe(self.endpoint), methods=both))
        if self.version == "1.0-draft":
            found.append(Route(f"{self.path}/match", _safe(self.match), methods=["POST", "OPTIONS"]))
            found.append(Route(f"{self.path}/extend", _safe(self.extend), methods=["POST", "OPTIONS"]))
        return found

    async def endpoint(self, request: Request) -> Response:
        """The manifest; in 0.2 also the batches, which a client sends to the same place."""
        if self.version == "1.0-draft":
            if request.method == "POST":
                raise RefusalError(f"send query batches to {self.path}/match", 405)
            return self._manifest(request)
        fields = await _form(request) if request.method == "POST" else request.query_params
        if "queries" in fields:
            return await self._answered(self.service.match, fields["queries"])
        if "extend" in fields:
            return await self._answered(self.service.extend, fields["extend"])
        if request.method == "POST":
            raise RefusalError("the form has no field queries with a query batch in it")
        return self._manifest(request)

    async def match(self, request: Request) -> Response:
        _expect(request, _JSON)
        return await self._answered(self.service.match, await _body(request))

    async def extend(self, request: Request) -> Response:
        _expect(request, _JSON)
        return await self._answered(self.service.extend, await _body(request))

    async def propose(self, request: Request) -> Response:
        if "type" not in request.query_params:
            raise RefusalError("say for which type, such as ?type=City")
        return _written(self.service.propose(request.query_params["type"], _number(request, "limit")))

    async def suggest(self, request: Request) -> Response:
        what = request.path_params["what"]
        if what not in ("entity", "property", "type"):
            raise RefusalError("there are suggestions for entity, property and type", 404)
        offset = "cursor" if self.version == "0.2" else "offset"
        answer = self.service.suggest(
            what,
            request.query_params.get("prefix", ""),
            self.version,
            limit=_number(request, "limit"),
            offset=_number(request, offset) or 0,
        )
        return _written(answer)

    async def preview(self, request: Request) -> Response:
        id_ = request.query_params.get("id")
        if id_ is None:
            raise RefusalError("say which entity, such as ?id=country/MYS")
        headers = {**_CORS, "Content-Security-Policy": POLICY}
        return Response(self.service.preview(id_), media_type="text/html", headers=headers)

    def _manifest(self, request: Request) -> Response:
        root = self.root or f"{request.base_url}".rstrip("/") + self.path
        return _written(self.service.manifest(self.version, root))

    async def _answered(self, answer: _Answer, text: str) -> Response:
        if self.busy.batches >= WAITING:
            raise RefusalError("too many batches at once; come again in a second", 503)
        self.busy.batches += 1
        try:
            return await run_in_threadpool(partial(_answer, answer, text, self.version))
        finally:
            self.busy.batches -= 1


def _answer(answer: _Answer, text: str, version: Version) -> Response:
    try:
        query = strict_json.read(text)
    except strict_json.NotJsonError as error:
        raise RefusalError(f"the query cannot be read: {error}") from None
    return _written(answer(query, version))


def _written(answer: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, status, {**_CORS, **(headers or {})}, _JSON)


def _safe(handler: _Handler) -> _Handler:
    """Answers a preflight, and a refusal in one shape."""

    async def handle(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        try:
            return await handler(request)
        except RefusalError as error:
            again = {"Retry-After": "1"} if error.status == 503 else {}
            return _written({"error": str(error)}, error.status, again)

    return handle


def _expect(request: Request, media_type: str) -> None:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != media_type:
        raise RefusalError(f"the body has to be {media_type}", 415)


async def _body(request: Request) -> str:
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > BODY:
            raise RefusalError(f"the body is larger than {BODY:,} bytes; send fewer queries at once", 413)
    try:
        return read.decode()
    except UnicodeDecodeError as error:
        raise RefusalError(f"the body is not UTF-8: byte {error.start}") from None


async def _form(request: Request) -> dict[str, str]:
    _expect(request, _FORM)
    try:
        fields = parse_qs(await _body(request), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        raise RefusalError("the form has more than 20 fields, or is not UTF-8") from None
    return {name: values[0] for name, values in fields.items()}


def _number(request: Request, name: str) -> int | None:
    given = request.query_params.get(name)
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise RefusalError(f"{name} has to be a whole number")
    return int(given)
