"""What the editor can complete: the terms of the ontology and the countries, by short form and by their names."""

from __future__ import annotations

from bilat_kg.graph.namespaces import DATA_NS
from bilat_kg.web.pages import terms
from bilat_kg.web.pages.asking import Ask, named, rows, text
from bilat_kg.web.pages.language import Language, languages


async def vocabulary(ask: Ask, language: Language) -> list[dict[str, object]]:
    """Each term with its label and comment in the language; ``also`` are names under which it may be looked for."""
    found: list[dict[str, object]] = [
        {
            "term": terms.short(iri),
            "label": terms.label(iri, language.code),
            "comment": terms.comment(iri, language.code),
            "also": [terms.label(iri, "bn")] if language.code == "bn" else [],
        }
        for iri in terms.described()
        if ":" in terms.short(iri) and terms.short(iri) != iri
    ]
    for row in await rows(ask, "names"):
        called = {text(row, f"country_{code}") for code in languages()}
        found.append(
            {
                "term": f"country:{row['country'].value.removeprefix(f'{DATA_NS}country/')}",
                "label": named(row, "country", language.code),
                "comment": "",
                "also": sorted(name for name in called if name),
            }
        )
    return found
