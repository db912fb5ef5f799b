"""Where it says so: one fact, and the sentence in each article that states it, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bilat_kg.graph.namespaces import DATA_NS
from bilat_kg.model import Article
from bilat_kg.web.pages.article import between
from bilat_kg.web.pages.asking import Ask
from bilat_kg.web.pages.facts import Fact, Statement, facts
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import Page

_REACH = 400  # characters on either side in which the ends of the sentence are looked for
_END = re.compile(r"[।॥?!\n]|\.\s|={2,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement within its sentence: ``before + statement.quote + after`` is a stretch of the article's text."""

    statement: Statement
    before: str
    after: str


async def why(
    ask: Ask, language: Language, path: str, text_of: Callable[[str], Awaitable[Article | None]]
) -> Page | None:
    """Give the page of the fact with that path, ``None`` where there is none; ``text_of`` gives an article by name."""
    found = await facts(ask, language, "fact", fact=DATA_NS + path)
    if not found:
        return None
    (fact,) = found
    passages = []
    for said in fact.statements:
        read = await text_of(said.article)
        passages.append(passage(said, read.text if read else None))
    against = [each for path in fact.conflicts for each in await facts(ask, language, "fact", fact=DATA_NS + path)]
    pairs = [(key, await between(ask, language, key)) for key in fact.relationships]
    return Page(
        "why.html", {"fact": fact, "passages": passages, "against": against, "roles": _roles(fact), "pairs": pairs}
    )


def _roles(fact: Fact) -> list[tuple[str, str]]:
    return [(name, ", ".join(value.words for value in values)) for name, values in fact.roles.items()]


def passage(said: Statement, text: str | None) -> Passage:
    """Find the sentence around the words; without the text, the words alone."""
    if text is None or text[said.start : said.end] != said.quote:
        return Passage(said, "", "")
    before = text[max(0, said.start - _REACH) : said.start]
    ends = [found.end() for found in _END.finditer(before)]
    after = text[said.end : said.end + _REACH]
    end = None if said.quote.rstrip().endswith(("।", "?", "!")) else _END.search(after)
    stop = 0 if said.quote.rstrip().endswith(("।", "?", "!")) else end.end() if end else len(after)
    return Passage(said, before[ends[-1] :].lstrip() if ends else before, after[:stop])
