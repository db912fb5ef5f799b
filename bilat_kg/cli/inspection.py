"""``explain``, ``validate`` and ``evaluate``: how far the store can be trusted."""

from __future__ import annotations

import click

from bilat_kg.cli.output import write
from bilat_kg.cli.stores import store_option
from bilat_kg.errors import BilatError


@click.command()
@click.argument("what", metavar="ARTICLE|IRI")
@store_option
def explain(what: str, store: str) -> None:
    """Show where it says so.

    For a fact (its IRI, or the path of it such as embassy/0e1c3aac62e41317d21f): its words in their context, and the
    rule that read them. For an article (its name): what was read, and what was refused and why.
    """
    from bilat_kg import graph
    from bilat_kg.cli import explanations

    with graph.open(store) as opened:
        explanations.show(opened.explain(what))


@click.command()
@store_option
def validate(store: str) -> None:
    """Hold the store against its manifest, byte for byte, and the graph against its SHACL shapes."""
    from bilat_kg import graph
    from bilat_kg.cli import tables
    from bilat_kg.graph.store import check

    manifest = check(store)
    with graph.open(store) as opened:
        found = opened.validate()
    if not found:
        tables.violations(found)
        raise BilatError(f"{store}: the graph breaks its shapes in {len(found.violations)} places; build it anew")
    click.echo(f"{store}: {manifest.quads} quads as the manifest says, and the graph conforms to its shapes")


@click.command()
@click.argument("gold")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--errors", is_flag=True, help="Show every missed, inexact and spurious fact with its sentence.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@store_option
def evaluate(gold: str, sources: tuple[str, ...], errors: bool, as_json: bool, store: str) -> None:
    """Score facts against the folder GOLD: precision, recall and F1 a class, core and strict.

    The facts are those of the store, or those that are read from SOURCE (files or folders) for this purpose alone.
    """
    from bilat_kg.evaluation import evaluate as run

    scored = run(gold, store, sources or None)
    if as_json:
        import json

        write(json.dumps(scored.to_json(), indent=1).encode() + b"\n")
    else:
        from bilat_kg.cli import tables

        tables.evaluation(scored, errors=errors)
