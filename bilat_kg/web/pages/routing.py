"""Which path shows which page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bilat_kg.graph.namespaces import DATA_NS
from bilat_kg.web.answers import RefusalError
from bilat_kg.web.pages import article, country, finding, home, pair, question, review, why
from bilat_kg.web.pages.language import Language, languages, preferred
from bilat_kg.web.pages.render import ASSETS, BUILT, Page, address, respond

if TYPE_CHECKING:
    from starlette.requests import Request

    from bilat_kg.model import Article
    from bilat_kg.web.answers import Answer
    from bilat_kg.web.pool import Pool

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
View = Callable[["Request", Language], Awaitable[Page | None]]


class Pages:
    """The views, with what they ask."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    async def ask(self, query: str, parameters: Mapping[str, str]) -> Answer:
        """Answer a query of a page."""
        return await self.pool.ask(query, parameters)

    async def text_of(self, name: str) -> Article | None:
        """Give an article by its name or IRI."""
        return self.pool.readings.article(name)

    async def home(self, request: Request, language: Language) -> Page | None:  # noqa: ARG002  every view takes both
        return await home.home(self.ask, language)
