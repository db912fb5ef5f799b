"""The reconciliation service over the gazetteer and the build that is served."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.routing import BaseRoute, Match, Router

from bilat_kg.web.pool import Pool

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

PREFIX = "/reconcile"


class Reconciling(BaseRoute):
    """Everything below ``/reconcile``. Its index is made when it is first asked for, and anew for another build."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._making = asyncio.Lock()
        self._made: tuple[str, Router] | None = None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take the paths below the prefix as they are."""
        ours = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{PREFIX}/")
        return (Match.FULL if ours else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what the build names."""
        router = await self._router()
        await router(scope, receive, send)

    async def _router(self) -> Router:
        async with self._making:
            build = self.pool.manifest.sha256
            if self._made is None or self._made[0] != build:
                rows = await self._rows()
                self._made = build, await asyncio.to_thread(_routed, rows)
            return self._made[1]

    async def _rows(self) -> list[tuple[Any, ...]]:
        """All that the graph names, in answers of as many rows as one may have."""
        from bilat_kg.link.reconciliation.entities import NAMED

        rows: list[tuple[Any, ...]] = []
        size = self.pool.limits.rows
        while True:
            _, more = (await self.pool.ask(f"{NAMED} LIMIT {size} OFFSET {len(rows)}")).table()
            rows += more
            if len(more) < size:
                return rows


def _routed(rows: list[tuple[Any, ...]]) -> Router:
    from bilat_kg.link.reconciliation.application import routes
    from bilat_kg.link.reconciliation.entities import gazetteer, of_rows, together
    from bilat_kg.link.reconciliation.index import Index

    return Router(routes(Index(together(gazetteer(), of_rows(rows))), PREFIX))
