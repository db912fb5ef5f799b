"""``export``: the whole graph in other formats."""

from __future__ import annotations

import re
import sys

import click

from bilat_kg.cli.stores import store_option


@click.command()
@click.argument("format_name", metavar="FORMAT")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, replaced as a whole; by default standard output.")
@click.option("--against", metavar="SOURCE", help="quickstatements: only what Wikidata lacks; SOURCE as for diff.")
@click.option("--fresh", is_flag=True, help="quickstatements: ask the service of --against again, as for diff.")
@click.option(
    "--retrieved", metavar="DATE", help="quickstatements: the day the articles were retrieved; default, of the build."
)
@store_option
def export(
    format_name: str, output: str | None, against: str | None, fresh: bool, retrieved: str | None, store: str
) -> None:
    """Write the whole graph: turtle, jsonld, ntriples, nquads, trig, rdfxml, facts or csv.

    quickstatements writes what an editor may give to Wikidata, and tells what was left out and why.
    """
    if retrieved is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", retrieved):
        raise click.BadParameter(f"{retrieved!r} is no day such as 2026-01-31", param_hint="--retrieved")
    if format_name != "quickstatements" and (against or fresh or retrieved):
        raise click.UsageError("--against, --fresh and --retrieved are for quickstatements only")
    from bilat_kg import graph

    with graph.open(store) as opened:
        if format_name == "quickstatements":
            from bilat_kg.cli import quickstatements

            quickstatements.export(opened.build, output, against, retrieved, fresh=fresh)
        elif output is None:
            opened.export(format_name, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            opened.export(format_name, output)
