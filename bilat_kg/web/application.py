"""The application: its routes, what is refused before any of them, and the headers of all answers."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from bilat_kg.web import description, linked_data, pages, protocol, questions
from bilat_kg.web.guard import Guard
from bilat_kg.web.pool import Pool
from bilat_kg.web.reconciling import Reconciling
from bilat_kg.web.refusals import HANDLERS


def application(pool: Pool, hosts: Sequence[str] = ()) -> Starlette:
    """Make the application that asks ``pool``; ``hosts`` are the names it answers to, beside those of the loopback."""
    return Starlette(
        routes=[
            *protocol.routes(pool),
            *description.routes(pool),
            *questions.routes(pool),
            *linked_data.routes(pool),
            Reconciling(pool),
            *pages.routes(pool),
        ],
        middleware=[Middleware(Guard, hosts=tuple(hosts)), Middleware(_Compressed, minimum_size=1_000)],
        exception_handlers=HANDLERS,
    )


class _Compressed(GZipMiddleware):
    """Compresses what is for people; what is for machines can be large, and would keep all others waiting."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(_FOR_MACHINES):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


_FOR_MACHINES = ("/sparql", "/queries", "/id/", "/ontology", "/.well-known/", "/openapi.json", "/reconcile")
