"""One reading as quads: the facts of an article in the named graph that bears its IRI, each with its evidence.

The IRI of a fact is a hash over its class and key roles alone, so articles can be turned into quads one by one, in any
order, on any machine, and a fact that two of them state is one node with two pieces of evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha256
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from bilat_kg.graph import literals
from bilat_kg.graph.literals import ANY_URI, INTEGER, NUMERIC
from bilat_kg.graph.namespaces import LABEL, PREFIXES, TYPE, concept, kebab, resource, term
from bilat_kg.graph.vocabulary import Role, vocabulary
from bilat_kg.model import Article, Concept, Entity, Evidence, Fact, PartialDate, Period, Reading, Text, Value

Term = NamedNode | Literal

_DERIVED = NamedNode(f"{PREFIXES['prov']}wasDerivedFrom")
_DATASET = NamedNode(f"{PREFIXES['qb']}dataSet")
_CONTEXT = 32  # characters before and after a quote, enough to find it again in a text that changed


@cache
def _oa(name: str) -> NamedNode:
    return NamedNode(PREFIXES["oa"] + name)


def entity_iri(entity: Entity) -> NamedNode:
    """The IRI of an entity: ``…/id/country/MYS``."""
    return resource(f"{entity.kind}/{entity.id}")


def value_term(value: Value, datatype: str | None = None) -> Term:
    """Give a role's value as an RDF term; a number takes the ``datatype`` (IRI) that the ontology says."""
    match value:
        case Entity():
            return entity_iri(value)
        case Concept(name):
            return concept(name)
        case PartialDate(iso):
            return literals.date(iso)
        case Period(first, last):
            return literals.period(first.iso, last.iso)
        case Text(text, language):
            return literals.string(text, language)
        case bool():
            return literals.boolean(value)
        case Decimal() | int():
            whole = datatype == INTEGER.value if datatype in NUMERIC else isinstance(value, int)
            return literals.integer(value) if whole else literals.decimal(value)


RoleTerms = tuple[tuple[Role, tuple[Term, ...]], ...]


@lru_cache(maxsize=1024)  # its IRI, its quads and its figure are asked for one after the other
def role_terms(fact: Fact) -> RoleTerms:
    """The roles of a fact in the order of the ontology, with their distinct values as sorted RDF terms."""
    family = vocabulary().family(fact.type)
    filled: dict[str, set[Term]] = {}
    for name, values in fact.roles:
        role = family.role(name)
        filled.setdefault(name, set()).update(value_term(value, role.datatype) for value in values)
    return tuple((role, tuple(sorted(filled[role.name], key=str))) for role in family.roles if filled.get(role.name))


def fact_iri(fact: Fact) -> NamedNode:
    """The IRI of a fact, a function of its class and key roles alone."""
    return _fact_iri(fact.type, role_terms(fact))


def _fact_iri(fact_type: str, roles: RoleTerms) -> NamedNode:
    keys = sorted(f"{role.iri} {' '.join(map(str, terms))}" for role, terms in roles if role.key)
    return resource(f"{kebab(fact_type)}/{_digest(fact_type, *keys)}")


def _digest(*parts: str) -> str:
    # 80 bits: a chance of 1 in a billion that any two of 50 million facts meet
    return sha256("\n".join(parts).encode()).hexdigest()[:20]


def pairs(fact: Fact) -> list[tuple[str, str]]:
    """The pairs of states that a fact is about, as sorted codes: all that can be made of the countries in its roles."""
    values = (value for _, values in fact.roles for value in values)
    countries = {value.id for value in values if isinstance(value, Entity) and value.kind == "country"}
    return list(combinations(sorted(countries), 2))


@cache
def types(name: str) -> tuple[NamedNode, ...]:
    """The class of that local name and all its superclasses, so that plain SPARQL needs no reasoner."""
    return (term(name), *map(NamedNode, vocabulary().superclasses(name)))


def relationship_iri(pair: tuple[str, str]) -> NamedNode:
    """The IRI of the pair node: ``…/id/relationship/MYS-RUS``, whichever way round the codes are given."""
    return resource("relationship/" + "-".join(sorted(pair)))


def year(fact: Fact) -> int | None:
    """The calendar year of a fact: that of the first of its dating roles that has a value."""
    for role in vocabulary().family(fact.type).roles:
        if role.dating:
            for value in fact.role(role.name):
                if isinstance(value, PartialDate | Period):
                    return value.year
    return None


def entities(reading: Reading) -> Iterator[Entity]:
    """Every entity that the facts and mentions of a reading name, but no office: those the ontology has. May repeat."""
    for fact in reading.facts:
        for _, values in fact.roles:
            yield from (value for value in values if isinstance(value, Entity))
    yield from (mention.entity for mention in reading.mentions if mention.entity.kind != "office")


def quads(reading: Reading) -> Iterator[Quad]:
    """The quads of one reading, all in the article's graph: the article, its facts, and how often it names whom.

    Entities are named, not described: ``gazetteer.describe`` does that once for a whole build. Raises ``ValueError``
    where a fact names a class, role or value that the ontology does not know, or where a quote is not what the text
    says at that place.
    """
    graph = NamedNode(reading.article.iri)
    seen: dict[NamedNode, list[Fact]] = {}
    for fact in reading.facts:
        seen.setdefault(fact_iri(fact), []).append(fact)
    statements = [*_article(reading.article), *_naming(reading)]
    for iri, facts in seen.items():
        statements += _fact(iri, facts, reading.article)
    for subject, predicate, value in statements:
        yield Quad(subject, predicate, value, graph)


Statement = tuple[NamedNode, NamedNode, Term]


def _types(iri: NamedNode, name: str) -> Iterator[Statement]:
    return ((iri, TYPE, type_) for type_ in types(name))


def _article(article: Article) -> Iterator[Statement]:
    iri = NamedNode(article.iri)
    yield from _types(iri, "Article")
    yield iri, term("name"), Literal(article.name)
    yield iri, term("language"), Literal(article.lang)
    yield iri, term("sha256"), Literal(article.sha256)
    yield iri, LABEL, literals.string(article.title, article.lang) if article.title else Literal(article.name)
    if article.title:
        yield iri, term("title"), literals.string(article.title, article.lang)
    if article.source:
        yield iri, term("source"), Literal(article.source, datatype=ANY_URI)
    if article.revision:
        yield iri, term("revision"), Literal(article.revision)
    if article.licence:
        yield iri, term("licence"), Literal(article.licence)


def _fact(iri: NamedNode, facts: list[Fact], article: Article) -> Iterator[Statement]:
    """One fact as often as the article states it; the rule and confidence are those of the surest statement."""
    ontology = vocabulary()
    surest = min(facts, key=lambda fact: (-fact.confidence, fact.rule))
    yield from _types(iri, surest.type)
    datasets = {ontology.dataset(term(name).value) for name in (surest.type, ontology.family(surest.type).name)}
    for fact in facts:
        for role, terms in role_terms(fact):
            for value in terms:
                yield iri, role.iri, value
                datasets.add(ontology.dataset(value.value))
    for dataset in sorted(filter(None, datasets)):
        yield iri, _DATASET, NamedNode(dataset)
    for pair in pairs(surest):
        relationship = relationship_iri(pair)
        yield iri, term("relationship"), relationship
        yield from _types(relationship, "Relationship")
        for code in pair:
            yield relationship, term("party"), resource(f"country/{code}")
    when = year(surest)
    if when is not None:
        yield iri, term("year"), literals.integer(when)
    yield iri, term("rule"), Literal(surest.rule)
    yield iri, term("confidence"), literals.decimal(surest.confidence)
    for warning in {warning for fact in facts for warning in fact.warnings}:
        yield iri, term("warning"), Literal(warning)
    words = {evidence for fact in facts for evidence in fact.evidence}
    if not words:
        raise ValueError(f"{article.name}: a fact of the rule {surest.rule!r} has no evidence")
    for evidence in words:
        node = evidence_iri(article, evidence)
        yield iri, term("evidence"), node
        yield from _evidence(node, evidence, article)


def evidence_iri(article: Article, evidence: Evidence) -> NamedNode:
    """The IRI of a stretch of an article's text."""
    return resource(f"evidence/{_digest(article.iri, str(evidence.start), str(evidence.end))}")


def _evidence(node: NamedNode, evidence: Evidence, article: Article) -> Iterator[Statement]:
    start, end, quote = evidence.start, evidence.end, evidence.quote
    source = NamedNode(article.iri)
    if not 0 <= start < end <= len(article.text) or article.text[start:end] != quote:
        raise ValueError(f"{article.name}: the text at {start}–{end} does not read {quote[:60]!r}")
    first, last = literals.integer(start), literals.integer(end)
    yield from _types(node, "Evidence")
    yield node, term("article"), source
    yield node, term("start"), first
    yield node, term("end"), last
    yield node, term("quote"), Literal(quote, language=article.lang)
    yield node, _DERIVED, source
    yield node, _oa("hasSource"), source
    position, words = (NamedNode(f"{node.value}/{name}") for name in ("position", "quote"))
    yield node, _oa("hasSelector"), position
    yield position, TYPE, _oa("TextPositionSelector")
    yield position, _oa("start"), first
    yield position, _oa("end"), last
    yield node, _oa("hasSelector"), words
    yield words, TYPE, _oa("TextQuoteSelector")
    yield words, _oa("exact"), Literal(quote)
    yield words, _oa("prefix"), Literal(article.text[max(0, start - _CONTEXT) : start])
    yield words, _oa("suffix"), Literal(article.text[end : end + _CONTEXT])


def _naming(reading: Reading) -> Iterator[Statement]:
    """One node for each entity that an article names, with how often it does."""
    article = NamedNode(reading.article.iri)
    for entity, mentions in Counter(entity_iri(mention.entity) for mention in reading.mentions).items():
        node = resource(f"naming/{_digest(article.value, entity.value)}")
        yield node, TYPE, _oa("Annotation")
        yield node, _oa("hasTarget"), article
        yield node, _oa("hasBody"), entity
        yield node, term("mentions"), literals.integer(mentions)
