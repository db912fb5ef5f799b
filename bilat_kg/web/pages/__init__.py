"""The pages for people."""

from __future__ import annotations

from starlette.routing import BaseRoute

from bilat_kg.web.pool import Pool


def routes(pool: Pool) -> list[BaseRoute]:
    """Give the routes of the pages, which are mounted after all others."""
    return []
