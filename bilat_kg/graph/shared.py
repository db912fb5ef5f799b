"""What the articles of a build say together: who exists, what conflicts, which Wikidata item each is.

It is made of what each contributed, in whole or, where a build goes on from another, for what has changed alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from pyoxigraph import NamedNode, Quad, Store

from bilat_kg.graph.canonical import canonical_lines
from bilat_kg.graph.conflicts import ties
from bilat_kg.graph.gazetteer import describe, describe_again
from bilat_kg.graph.lines import SortedLines
from bilat_kg.graph.links import LINK, TARGET, link_quads
from bilat_kg.graph.namespaces import CONFLICTS_GRAPH, GAZETTEER_GRAPH, LINKS_GRAPH
from bilat_kg.graph.register import Register, Side
from bilat_kg.model import ItemLink

GRAPHS = (GAZETTEER_GRAPH, LINKS_GRAPH, CONFLICTS_GRAPH)
_SIDES: tuple[Side, Side] = ("before", "main")


def keep_links(links: Iterable[ItemLink], register: Register, lines: SortedLines) -> None:
    """Add the links of articles: to ``lines`` what is an article's own, to the register what others may say as well."""
    for article, group in groupby(links, attrgetter("article")):
        given = list(group)
        found = canonical_lines(link_quads(given))
        own = [line for line in found if article and line.startswith(LINK)]
        lines.add(b"".join(own))
        register.links.add(article, given, sorted(set(found).difference(own)))


def add_all(register: Register, lines: SortedLines) -> None:
    """Add all that articles say together, but for the links that are their own."""
    lines.add_quads(describe(register.entities(), register.pairs()))
    lines.add_quads(ties(register.figures()))
    lines.extend(register.links.lines())


def add_changes(register: Register, before: Store, gone: SortedLines, new: SortedLines, *, links_again: bool) -> None:
    """Add what they said before and do not say any more, and what they say by now; some of it may be in both.

    ``before`` is the index of the build before, ``links_again`` whether the links of all articles were added again.
    """
    if register.names_others():
        was, now = ((register.entities(of), register.pairs(of)) for of in _SIDES)
        for lines, quads in zip((gone, new), describe_again(was, now), strict=True):
            lines.add_quads(quads)
    for lines, of in zip((gone, new), _SIDES, strict=True):
        lines.add_quads(ties(register.figures(of, changed=True)))
    if links_again:
        gone.add_quads(before.quads_for_pattern(None, None, None, LINKS_GRAPH))
        new.extend(register.links.lines())
    else:
        gone.add_quads(_own_links(before, register.gone()))
        for lines, said in zip((gone, new), register.links.changed(), strict=True):
            lines.add(b"".join(said))


def _own_links(before: Store, articles: Iterable[str]) -> Iterator[Quad]:
    """The links of articles that are their own, as an index has them."""
    for article in articles:
        for link in before.quads_for_pattern(None, TARGET, NamedNode(article), LINKS_GRAPH):
            yield from before.quads_for_pattern(link.subject, None, None, LINKS_GRAPH)
