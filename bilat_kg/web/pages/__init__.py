"""The pages for people."""

from __future__ import annotations

from starlette.routing import BaseRoute

from bilat_kg.web.pool import Pool

ASK = "/"


def routes(pool: Pool) -> list[BaseRoute]:
    """Give the routes of the pages, which are mounted after all others."""
    return []


def page_of(iri: str) -> str | None:
    """Give the path of the page about an IRI of ours, ``None`` where there is none."""
    return None


def question_page(name: str | None) -> str:
    """Give the path of the page of a named query, or of the list of them."""
    return "/"
