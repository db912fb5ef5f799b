"""What ``explain`` shows: a fact with its words in context, an article with what was read and what was refused."""

from __future__ import annotations

import click

from bilat_kg.cli.tables import fit
from bilat_kg.graph.explain import ArticleExplanation, FactExplanation, Statement
from bilat_kg.graph.namespaces import DATA_NS


def show(found: FactExplanation | ArticleExplanation) -> None:
    """Print an explanation to standard output; the words of a fact are in bold on a terminal."""
    if isinstance(found, FactExplanation):
        _fact(found)
        for statement in found.statements:
            _statement(statement)
        return
    article = found.article
    click.secho(f"{article.name}: {fit(article.title or 'no title')}", bold=True)
    click.echo(f"{article.lang}, {len(article.text)} characters, SHA-256 {article.sha256}")
    for name, value in (("source", article.source), ("revision", article.revision), ("licence", article.licence)):
        if value:
            click.echo(fit(f"{name} {value}"))
    click.echo(f"\n{len(found.facts)} facts")
    for fact in found.facts:
        click.echo()
        _fact(fact)
        for statement in fact.statements:
            click.echo(fit(f"  “{statement.evidence.quote}”"))
            click.echo(f"  {_where(statement)}")
    click.echo(f"\n{len(found.abstentions)} refused candidates")
    for refused in found.abstentions:
        click.echo()
        click.secho(fit(refused.reason), bold=True)
        click.echo(fit(f"  “{refused.evidence.quote}”"))
        click.echo(f"  characters {refused.evidence.start}–{refused.evidence.end}, rule {refused.rule}")


def _fact(fact: FactExplanation) -> None:
    click.secho(f"{fact.type} {fact.iri.removeprefix(DATA_NS)}", bold=True)
    for role, values in fact.roles:
        click.echo(fit(f"  {role}: {', '.join(values)}"))
    for warning in fact.warnings:
        click.echo(fit(f"  warning: {warning}"))
    for conflict in fact.conflicts:
        click.echo(f"  conflicts with {conflict.removeprefix(DATA_NS)}")


def _statement(statement: Statement) -> None:
    evidence = statement.evidence
    click.echo()
    words = click.style(fit(evidence.quote), bold=True)
    click.echo(f"  …{fit(statement.before)}{words}{fit(statement.after)}…")
    click.echo(fit(f"  {statement.article}, {_where(statement)}"))
    if statement.source:
        click.echo(fit(f"  {statement.source}"))


def _where(statement: Statement) -> str:
    evidence = statement.evidence
    return f"characters {evidence.start}–{evidence.end}, rule {statement.rule}, confidence {statement.confidence}"
