"""Where it says so: the words of a fact in their context, and what was read and refused in an article."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import DefaultGraph, NamedNode

from bilat_kg.errors import QueryError, StoreError
from bilat_kg.graph.namespaces import CONFLICTS_GRAPH, DATA_NS, PREFIXES, term
from bilat_kg.graph.records import Facts, Properties
from bilat_kg.graph.store import Build
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.model import Abstention, Article, Evidence

_CONTEXT = 120  # characters shown on either side of the words


@dataclass(frozen=True, slots=True)
class Statement:
    """One article's words for a fact: ``before + quote + after`` is a stretch of its text.

    ``source`` is the address of the article, of a wiki's page that of the revision that was read. ``rule`` is the rule
    that read them and ``confidence`` how sure it was, from 0 to 1.
    """

    article: str
    article_iri: str
    title: str | None
    source: str | None
    rule: str
    confidence: Decimal
    evidence: Evidence
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactExplanation:
    """A fact: its class and roles in words, who says so where, and which facts it conflicts with (IRIs)."""

    iri: str
    type: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    statements: tuple[Statement, ...]
    warnings: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleExplanation:
    """An article: its text, the facts that were read from it in the order of the text, and what was refused and why."""

    article: Article
    facts: tuple[FactExplanation, ...]
    abstentions: tuple[Abstention, ...]


def explain(build: Build, what: str) -> FactExplanation | ArticleExplanation:
    """Explain an article, by name or IRI, or a fact, by IRI or its path such as ``embassy/0e1c3aac62e41317d21f``.

    ``QueryError`` for anything else, with the names nearest to it.
    """
    article = build.readings.article(what)
    if article:
        return explain_article(build, article)
    iri = _iri(what)
    article = build.readings.article(iri)
    if article:
        return explain_article(build, article)
    try:
        fact = NamedNode(iri)
    except ValueError:
        raise QueryError(f"{what!r} names no article and is no IRI; {_near(build, what)}") from None
    if not next(build.store.quads_for_pattern(fact, None, term("Fact"), DefaultGraph()), None):
        raise QueryError(f"{what!r} names neither an article nor a fact of this store; {_near(build, what)}")
    return explain_fact(build, Facts(build.store), fact)


def explain_article(build: Build, article: Article) -> ArticleExplanation:
    """Explain what was read from an article, and what was refused in it."""
    facts = Facts(build.store)
    found = tuple(_fact(build, facts, [(article, fact)]) for fact in facts.of(article.iri))
    return ArticleExplanation(article, found, build.readings.abstentions(article.iri))


def explain_fact(build: Build, facts: Facts, iri: NamedNode) -> FactExplanation:
    """Explain a fact from all articles that state it."""
    stated = []
    for quad in build.store.quads_for_pattern(iri, term("rule"), None, None):
        if not isinstance(quad.graph_name, NamedNode):
            continue  # the default graph repeats what the articles say
        article = build.readings.article(quad.graph_name.value)
        if article is None:
            raise StoreError(f"{build.path.parent}: the text of {quad.graph_name} is missing; make the store anew")
        stated += [(article, fact) for fact in facts.of(article.iri) if fact.iri == iri.value]
    return _fact(build, facts, sorted(stated, key=lambda pair: pair[0].name))


def _fact(build: Build, facts: Facts, stated: list[tuple[Article, Properties]]) -> FactExplanation:
    iri, kind = stated[0][1].iri, stated[0][1].type
    roles = []
    for role in vocabulary().family(kind).roles:
        values = {value for _, fact in stated for value in fact.values.get(role.iri.value, [])}
        if values:
            words = sorted(facts.labels.get(value.value, value.value) for value in values)
            roles.append((role.name, tuple(words)))
    conflicts = build.store.quads_for_pattern(NamedNode(iri), term("conflictsWith"), None, CONFLICTS_GRAPH)
    return FactExplanation(
        iri,
        kind,
        tuple(roles),
        tuple(_statement(article, fact, *words) for article, fact in stated for words in fact.evidence),
        tuple(sorted({warning for _, fact in stated for warning in fact.all("warning")})),
        tuple(sorted(quad.object.value for quad in conflicts if isinstance(quad.object, NamedNode))),
    )


def _statement(article: Article, fact: Properties, start: int, end: int, quote: str) -> Statement:
    if article.text[start:end] != quote:
        raise StoreError(
            f"the text of {article.name} is not the one that {fact.iri} was read from; make the store anew"
        )
    return Statement(
        article.name,
        article.iri,
        article.title,
        article.source,
        fact.first("rule") or "",
        Decimal(fact.first("confidence") or 0),
        Evidence(start, end, quote),
        article.text[max(0, start - _CONTEXT) : start],
        article.text[end : end + _CONTEXT],
    )


def _iri(what: str) -> str:
    prefix, colon, local = what.partition(":")
    if colon:
        return PREFIXES[prefix] + local if prefix in PREFIXES else what
    return DATA_NS + what if "/" in what else what


def _near(build: Build, what: str) -> str:
    near = difflib.get_close_matches(what, build.readings.names(), n=3, cutoff=0.4)
    return f"did you mean {' or '.join(near)}?" if near else "give the name of an article, or the IRI of a fact"
