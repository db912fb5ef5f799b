"""``docs/sources.md`` names every format, suffix and limit that the program has."""

from __future__ import annotations

import re

from pages import DOCS

from bilat_kg.sources import choosing, compression, limits, rdf
from bilat_kg.sources.formats import FORMATS

PAGE = (DOCS / "sources.md").read_text(encoding="utf-8")


def test_every_format_has_its_row_with_its_suffixes() -> None:
    rows = {row[0]: row[1] for row in re.findall(r"^\| ([^|]+) \|(.*)$", PAGE, re.MULTILINE)}
    assert len(FORMATS) == 5
    for format_ in FORMATS:
        name = "plain text" if format_.name == "text" else format_.name
        told = rows[name] + (rows["wikitext"] if format_.name == "text" else "")
        assert all(f"`{suffix}`" in told for suffix in format_.suffixes), name
    assert all(f"`{suffix}`" in rows["RDF"] for suffix in rdf.SUFFIXES)
    assert ", ".join(each.name for each in compression.COMPRESSIONS) in rows


def test_every_limit_is_told() -> None:
    told = set(re.findall(r"[\d,]*\d", PAGE))
    for limit in (limits.MAX_BYTES, 2 * limits.MAX_BYTES, limits.MAX_HTML, limits.MAX_ANSWER, limits.MAX_RUN):
        assert f"{limit:,}" in told
    for limit in (limits.MAX_WORD, limits.MAX_DEPTH, limits.MAX_LINKS, compression.BOMB_RATIO):
        assert f"{limit:,}" in told
    assert f"{compression.BOMB_BYTES >> 20} MiB" in PAGE


def test_the_signs_of_a_page_stand_in_their_order() -> None:
    section = PAGE.partition("## Which pages of a dump")[2]
    places = [section.index(f"**{sign}**") for sign in ("title", "infobox", "category", "opening")]
    assert places == sorted(places)
    assert choosing.OTHER == "not about two countries by title, infobox, category or opening"


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (DOCS / link).exists(), link
    for file in re.findall(r"`(bilat_kg/[^`]+)`", PAGE):
        assert (DOCS.parent / file).exists(), file
