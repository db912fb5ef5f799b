"""Which path shows which page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bilat_kg.errors import QueryError
from bilat_kg.web.answers import RefusalError
from bilat_kg.web.pages import article, completing, country, finding, home, pair, question, review, why
from bilat_kg.web.pages.language import Language, languages, preferred
from bilat_kg.web.pages.render import ASSETS, BUILT, Page, address, respond

if TYPE_CHECKING:
    from starlette.requests import Request

    from bilat_kg.model import Article
    from bilat_kg.web.answers import Answer
    from bilat_kg.web.pool import Pool

View = Callable[["Request", Language], Awaitable[Page | Response | None]]
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
_YEAR = 31_536_000


class Pages:
    """The views, with the pool that answers what they ask."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    async def ask(self, query: str, parameters: Mapping[str, str]) -> Answer:
        """Answer a query of a page."""
        return await self.pool.ask(query, parameters)

    async def text_of(self, name: str) -> Article | None:
        """Give an article by its name or IRI."""
        return self.pool.readings.article(name)

    async def home(self, _: Request, language: Language) -> Page:
        """The first page."""
        return await home.home(self.ask, language)

    async def browse(self, _: Request, language: Language) -> Page:
        """All pairs, countries and articles."""
        return await home.browse(self.ask, language)

    async def pair(self, request: Request, language: Language) -> Page | None:
        """A pair."""
        return await pair.pair(self.ask, language, request.path_params["key"])

    async def country(self, request: Request, language: Language) -> Page | None:
        """A country."""
        return await country.country(self.ask, language, request.path_params["code"])

    async def article(self, request: Request, language: Language) -> Page | None:
        """An article."""
        readings = self.pool.readings
        read = readings.article(request.path_params["name"])
        if read is None:
            return None
        chosen = request.query_params.get("fact")
        return await article.article(self.ask, language, read, readings.abstentions(read.iri), chosen)

    async def why(self, request: Request, language: Language) -> Page | None:
        """Where it says so."""
        return await why.why(self.ask, language, request.path_params["path"], self.text_of)

    async def question(self, request: Request, language: Language) -> Page | None:
        """The page where people ask."""
        name = request.path_params.get("name")
        return await question.question(self.ask, language, name, request.query_params)

    async def conflicts(self, _: Request, language: Language) -> Page:
        """What cannot both be true."""
        return await review.conflicts(self.ask, language)

    async def wikidata(self, request: Request, _: Language) -> Page:
        """What Wikidata lacks or contradicts, if that was found out."""
        return review.wikidata(self.pool.store, request.query_params.get("outcome"))

    async def find(self, request: Request, language: Language) -> Page | Response:
        """The country or pair that somebody looks for."""
        words = request.query_params.get("q", "")[:200]
        found = await finding.find(self.ask, language, words)
        return RedirectResponse(found, 303) if found else Page("unfound.html", {"words": words}, 404)

    async def vocabulary(self, _: Request, language: Language) -> Response:
        """What the editor completes."""
        listed = await completing.vocabulary(self.ask, language)
        return JSONResponse(listed, headers={"Cache-Control": "max-age=300"})


def routes(pool: Pool) -> list[BaseRoute]:
    """All paths of the pages, for each language."""
    pages = Pages(pool)
    views: Mapping[str, View] = {
        "/": pages.home,
        "/browse": pages.browse,
        "/pair/{key}": pages.pair,
        "/country/{code}": pages.country,
        "/article/{name:path}": pages.article,
        "/why/{path:path}": pages.why,
        "/ask": pages.question,
        "/ask/{name}": pages.question,
        "/conflicts": pages.conflicts,
        "/wikidata": pages.wikidata,
        "/find": pages.find,
        "/vocabulary.json": pages.vocabulary,
    }
    paths: list[BaseRoute] = [Route("/", _first), Route("/assets/{name:path}", _asset)]
    for language in languages().values():
        paths.append(Route(f"/{language.code}", _slash))
        paths += [Route(f"/{language.code}{path}", _endpoint(view, language)) for path, view in views.items()]
        paths.append(Route(f"/{language.code}/{{rest:path}}", _endpoint(_nothing, language)))
    return paths


def _endpoint(view: View, language: Language) -> Callable[[Request], Awaitable[Response]]:
    async def show(request: Request) -> Response:
        try:
            page = await view(request, language)
        except RefusalError as error:
            page = Page("error.html", {"status": error.status, "reason": error.reason}, error.status)
        except QueryError as error:
            page = Page("error.html", {"status": 400, "reason": str(error)}, 400)
        if page is None:
            page = Page("error.html", {"status": 404, "reason": language("error.nothing")}, 404)
        return page if isinstance(page, Response) else respond(request, language, page)

    return show


async def _nothing(_: Request, __: Language) -> None:
    """No page has that path."""


async def _first(request: Request) -> Response:
    """Lead to the first page in the language that the reader asks for."""
    language = preferred(request.headers.get("accept-language", ""))
    return RedirectResponse(address(language) + "/", 302, {"Vary": "Accept-Language"})


async def _slash(request: Request) -> Response:
    return RedirectResponse(request.url.path + "/", 308)


async def _asset(request: Request) -> Response:
    """A file that the pages bring; one that is asked for by its digest may be kept for ever."""
    file = _assets().get(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    kept = f"max-age={_YEAR}, immutable" if "v" in request.query_params else "no-cache"
    headers = {"Cache-Control": f"public, {kept}", "Vary": "Accept-Encoding"}
    media_type, packed = _TYPES[file.suffix], file.with_name(f"{file.name}.gz")
    if "gzip" in request.headers.get("accept-encoding", "") and packed.is_file():
        file, headers = packed, {**headers, "Content-Encoding": "gzip"}
    return FileResponse(file, media_type=media_type, headers=headers)


@cache
def _assets() -> Mapping[str, Path]:
    """The files that may be sent, by the names that they are asked for: nothing else is ever looked up."""
    return {
        file.relative_to(folder).as_posix(): file
        for folder in (BUILT, ASSETS)
        for file in folder.rglob("*")
        if file.suffix in _TYPES
    }
