"""The pages for people: everything in the graph that can be seen, in Bengali and English, readable without script.

Each view is a question to the graph (``queries/``), answered as rows, made into frozen values, and written by
a template. What makes a page livelier (``assets/page.js``, and the bundles built from ``frontend/``) only adds to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bilat_kg.web.pages.language import languages
from bilat_kg.web.pages.results import link

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bilat_kg.web.pool import Pool

ASK = "/en/ask"
"""The path of the page where people write SPARQL."""


def question_page(name: str | None) -> str:
    """The path of the page of a named query, or of the page that lists them all."""
    return f"{ASK}/{quote(name)}" if name else ASK


def page_of(iri: str) -> str | None:
    """The path of the page about a thing of ours, by its IRI; ``None`` where there is none."""
    return link(iri, languages()["en"])


def error_page(status: int, reason: str) -> str:
    """A page with one sentence about what went wrong elsewhere on the server."""
    from bilat_kg.web.pages.render import environment

    english = languages()["en"]
    values = {"t": english, "lang": "en", "others": [], "here": "", "status": status, "reason": reason}
    return environment().get_template("error.html").render(values)


def unbuilt() -> str | None:
    """What to tell whoever serves pages without the parts that the front end is built to; ``None`` if all are there."""
    from bilat_kg.web.pages.render import asset

    if all(map(asset, ("editor.js", "network.js", "world.svg", "atlas.svg"))):
        return None
    return "the pages have no editor and no outlines on maps: the front end was not built (docs/page.md says how)"


def routes(pool: Pool) -> list[BaseRoute]:
    """All paths of the pages; ``pool`` answers their questions."""
    from bilat_kg.web.pages.routing import routes

    return routes(pool)
