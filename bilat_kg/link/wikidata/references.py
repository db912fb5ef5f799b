"""What a statement rests on: the article, as exactly as it can be named, and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from bilat_kg.link.wikidata import quickstatements, terms
from bilat_kg.link.wikidata.ours import Quotation
from bilat_kg.link.wikidata.quickstatements import InexpressibleError, Reference
from bilat_kg.model import PartialDate

_WIKIMEDIA = (".wikipedia.org", ".wikinews.org", ".wikisource.org", ".wikivoyage.org")


def references(
    quotations: Iterable[Quotation], retrieved: PartialDate | None, remarks: Counter[str]
) -> Iterator[Reference]:
    """A reference for each article: its permalink or address, the day it was retrieved, and its words.

    Plain text does not say where it is from: the reference is the quotation alone, for nothing else is known. A
    quotation that cannot be written is left out. ``remarks`` counts both.
    """
    articles: dict[tuple[str, str | None, str | None], list[Quotation]] = {}
    for each in quotations:
        articles.setdefault((each.article, each.source, each.revision), []).append(each)
    for (_, source, revision), words in articles.items():
        reference = list(_place(source, revision, retrieved))
        if not reference:
            remarks["references that are a quotation alone, for the text does not say where it is from"] += 1
        for lang, text in dict.fromkeys((each.lang, each.text) for each in words):
            try:
                reference.append((terms.QUOTATION, quickstatements.monolingual(lang, text)))
            except InexpressibleError as error:
                remarks[f"quotations that cannot be written: {error}"] += 1
        if reference:
            yield tuple(reference)


def _place(source: str | None, revision: str | None, retrieved: PartialDate | None) -> Iterator[tuple[str, str]]:
    link = permalink(source, revision)
    if not link and not (source and urlsplit(source).scheme in {"http", "https"}):
        return
    try:
        yield (
            (terms.IMPORT_URL, quickstatements.string(link))
            if link
            else (terms.REFERENCE_URL, quickstatements.string(source or ""))
        )
    except InexpressibleError:
        return
    if retrieved:
        yield terms.RETRIEVED, quickstatements.time(retrieved)


def permalink(source: str | None, revision: str | None) -> str | None:
    """The address of the revision of a Wikimedia page that was read, where the article says which that is."""
    parts = urlsplit(source or "")
    if parts.scheme not in {"http", "https"} or not (parts.hostname or "").endswith(_WIKIMEDIA):
        return None
    if "oldid" in parse_qs(parts.query):
        return source
    if not revision or not revision.isdecimal():
        return None
    title = unquote(parts.path.removeprefix("/wiki/")) if parts.path.startswith("/wiki/") else None
    query = urlencode({"title": title, "oldid": revision} if title else {"oldid": revision})
    link = f"https://{parts.hostname}/w/index.php?{query}"
    # a Bengali letter takes nine characters in an address; the number alone leads there as well
    return (
        link if len(link) <= quickstatements.LONGEST_TEXT else f"https://{parts.hostname}/w/index.php?oldid={revision}"
    )
