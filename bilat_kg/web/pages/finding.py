"""Finding a country or a pair by whatever people call it: মালয়েশিয়া, Malaysia, MYS, or two of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bilat_kg.graph.namespaces import DATA_NS
from bilat_kg.web.pages.asking import Ask, Row, rows, text
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import address

_BETWEEN = re.compile(r"\s*[–—,;&/|]\s*|\s+(?:and|with|to|ও|এবং|আর)\s+|(?<=[A-Z]{3})-(?=[A-Z]{3})")


async def find(ask: Ask, language: Language, words: str) -> str | None:
    """The path of the page of the country or pair that the words name, ``None`` where they name neither."""
    known = names(await rows(ask, "names"))
    whole = known.get(_fold(words))
    if whole:
        return address(language, "country", whole)
    parts = [known.get(_fold(part)) for part in _BETWEEN.split(unicodedata.normalize("NFC", words)) if part.strip()]
    codes = sorted({code for code in parts if code})
    if len(codes) == 2:
        return address(language, "pair", "-".join(codes))
    return address(language, "country", codes[0]) if codes else None


def names(found: Iterable[Row]) -> dict[str, str]:
    """Every name of every country, folded, with the country's code; a name of two countries is left out."""
    known: dict[str, str] = {}
    twice: set[str] = set()
    for row in found:
        code = row["country"].value.removeprefix(f"{DATA_NS}country/")
        said = [
            code,
            text(row, "country_en") or "",
            text(row, "country_bn") or "",
            *(text(row, "also") or "").split("|"),
        ]
        for name in {_fold(each) for each in said if each}:
            if known.setdefault(name, code) != code:
                twice.add(name)
    return {name: code for name, code in known.items() if name not in twice}


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
