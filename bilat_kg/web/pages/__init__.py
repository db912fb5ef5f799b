"""The pages for people."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bilat_kg.web.pool import Pool

ASK = "/"
"""The path of the page where people write SPARQL."""


def routes(pool: Pool) -> list[BaseRoute]:
    """Give the routes of the pages, which are mounted after all others."""
    return []


def page_of(iri: str) -> str | None:
    """Give the path of the page about an IRI of ours, ``None`` where there is none."""
    return None


def question_page(name: str | None) -> str:
    """Give the path of the page of a named query, or of the list of them."""
    return "/"


def error_page(status: int, reason: str) -> str:
    """Give a page with one sentence about what was refused."""
    said = html.escape(reason)
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{status}</title><p>{said}</p></html>\n'
