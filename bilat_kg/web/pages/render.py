"""Pages as HTML: the templates, what every page has, and the headers that keep a page to itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bilat_kg.web.pages import terms
from bilat_kg.web.pages.language import Language, languages

if TYPE_CHECKING:
    from starlette.requests import Request

ASSETS = Path(__file__).parent / "assets"
BUILT = Path(__file__).parent / "built"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Language, Accept-Encoding",
}


@cache
def asset(name: str) -> str | None:
    """The path of a file of the pages, with a digest that changes with it; ``None`` for what was not built."""
    for folder in (ASSETS, BUILT):
        if (file := folder / name).is_file():
            return f"/assets/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:10]}"
    return None


def web(address: str | None) -> str | None:
    """An address that a link may lead to: one of the web, and nothing else."""
    return address if address and address.startswith(("https://", "http://")) else None


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("bilat_kg.web.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(asset=asset, family_label=terms.label, term_comment=terms.comment, families=terms.families)
    made.filters.update(web=web, path=lambda text: quote(text, safe="/"), decimal=Decimal)
    return made


environment = cache(_environment)


@dataclass(frozen=True, slots=True)
class Page:
    """A template with what it shows, in one language."""

    template: str
    values: Mapping[str, Any]
    status: int = 200


def respond(request: Request, language: Language, page: Page) -> HTMLResponse:
    """Write a page; the same page in each other language is one link away."""
    here = request.url.path.split("/", 2)[2] if request.url.path.count("/") > 1 else ""
    query = f"?{request.url.query}" if request.url.query else ""
    html = (
        environment()
        .get_template(page.template)
        .render(
            t=language,
            lang=language.code,
            others=[(each, f"/{each.code}/{here}{query}") for each in languages().values() if each is not language],
            here=here,
            **page.values,
        )
    )
    return HTMLResponse(html, status_code=page.status, headers=dict(HEADERS))


def address(language: Language, *steps: str, **query: str) -> str:
    """The path of a page in a language: ``address(english, "pair", "MYS-RUS")`` → ``/en/pair/MYS-RUS``."""
    path = "/".join((f"/{language.code}", *(quote(step, safe="/") for step in steps)))
    return f"{path}?{urlencode(query)}" if query else path
