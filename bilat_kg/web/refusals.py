"""How a request is refused: a status code and one sentence, as JSON or as a page. It never holds a path or a trace."""

from __future__ import annotations

import logging
import traceback

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bilat_kg.errors import BilatError, QueryError
from bilat_kg.web import pages
from bilat_kg.web.answers import RefusalError
from bilat_kg.web.media_types import HTML, wanted

log = logging.getLogger(__name__)
_REASONS = {
    404: "nothing is found here",
    405: "this is read with GET",
}


def refuse(request: Request, refused: RefusalError) -> Response:
    """Write a refusal as the request wants it."""
    headers = dict(refused.headers)
    if refused.retry:
        headers["Retry-After"] = str(refused.retry)
    if wanted(request.headers.get("accept"), ["application/json", HTML]) == HTML:
        return HTMLResponse(pages.error_page(refused.status, refused.reason), refused.status, headers)
    return JSONResponse({"error": refused.reason, "status": refused.status}, refused.status, headers)


async def on_refusal(request: Request, error: Exception) -> Response:
    """Answer what was refused on purpose."""
    assert isinstance(error, RefusalError)
    return refuse(request, error)


async def on_bad_input(request: Request, error: Exception) -> Response:
    """Answer a query or parameter that is not in order; any other fault may name a file, and is told to the log."""
    if isinstance(error, QueryError):
        return refuse(request, RefusalError(400, str(error)))
    log.error("%s", error)
    return refuse(
        request, RefusalError(503, "the store cannot be read; whoever keeps it finds the reason in the log", 60)
    )


async def on_http(request: Request, error: Exception) -> Response:
    """Answer a path or method that there is not."""
    assert isinstance(error, HTTPException)
    reason = _REASONS.get(error.status_code, error.detail)
    return refuse(request, RefusalError(error.status_code, reason, headers=dict(error.headers or {})))


async def on_fault(request: Request, error: Exception) -> Response:
    """Answer for a fault of the program; the trace goes to the log alone."""
    log.error("%s", "".join(traceback.format_exception(error)))
    return refuse(request, RefusalError(500, "a fault of the server; please report what you asked"))


HANDLERS = {RefusalError: on_refusal, BilatError: on_bad_input, HTTPException: on_http, Exception: on_fault}
