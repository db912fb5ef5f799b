"""The application: its routes, what is refused before any of them, and the headers of all answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount

from bilat_kg.web import pages, protocol
from bilat_kg.web.guard import Guard
from bilat_kg.web.pool import Pool
from bilat_kg.web.refusals import HANDLERS


def application(pool: Pool, hosts: Sequence[str] = ()) -> Starlette:
    """Make the application that asks ``pool``; ``hosts`` are the names it answers to, beside those of the loopback."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    routes: list[BaseRoute] = [
        *protocol.routes(pool),
        # last, because it takes every path that is left
        Mount("", routes=pages.routes(pool), middleware=[Middleware(GZipMiddleware, minimum_size=1000)]),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, hosts=tuple(hosts))],
        exception_handlers=HANDLERS,
    )
