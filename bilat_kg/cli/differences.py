"""``bilat-kg diff``: our facts against Wikidata's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bilat_kg.cli.output import note, write
from bilat_kg.cli.stores import store_option

if TYPE_CHECKING:
    from bilat_kg.link.wikidata.sources import Source

FAMILIES = {
    "relation": "DiplomaticRelation",
    "mission": "DiplomaticMission",
    "agreement": "Agreement",
    "visit": "Visit",
}
OUTCOMES = ("confirmed", "new", "more precise", "less precise", "conflicting", "undecided")


def wikidata(where: str, *, fresh: bool) -> Source:
    """The source of Wikidata's side, with the cache of answers between."""
    from datetime import timedelta

    from bilat_kg.link.wikidata.cache import Cache, default_folder
    from bilat_kg.link.wikidata.sources import source

    cache = Cache(default_folder(), max_age=timedelta(0)) if fresh else Cache(default_folder())
    return source(where, cache)


@click.command()
@click.argument("source")
@click.option(
    "--class",
    "classes",
    type=click.Choice([*FAMILIES]),
    metavar="CLASS",
    multiple=True,
    help="Only relation, mission, agreement or visit; may repeat. Default: all four.",
)
@click.option(
    "--outcome", "outcomes", type=click.Choice(OUTCOMES), metavar="OUTCOME", multiple=True,
    help="Only confirmed, new, more precise, less precise, conflicting or undecided; may repeat.",
)  # fmt: skip
@click.option(
    "--format", "format_name", type=click.Choice(["table", "csv", "json"]), metavar="FORMAT", default="table",
    show_default=True, help="table, csv or json.",
)  # fmt: skip
@click.option("--fresh", is_flag=True, help="Ask the query service again, whatever it answered in the last seven days.")
@store_option
def diff(
    source: str, classes: tuple[str, ...], outcomes: tuple[str, ...], format_name: str, fresh: bool, store: str
) -> None:
    """Hold the facts of the store against Wikidata's, claim by claim, each with both sides and our sentence.

    SOURCE is the URL of a SPARQL query service that holds Wikidata's data, such as https://query.wikidata.org/sparql,
    or a file of items: RDF in its shape, or its JSON. Nothing is ever written to it.
    """
    import sys
    from dataclasses import replace

    from bilat_kg import graph
    from bilat_kg.cli import tables
    from bilat_kg.link.wikidata import reports
    from bilat_kg.link.wikidata.comparison import compare

    families = tuple(FAMILIES[name] for name in classes) or tuple(FAMILIES.values())
    with graph.open(store) as opened:
        compared = compare(opened.build, wikidata(source, fresh=fresh), families)
    if outcomes:
        compared = replace(compared, differences=tuple(d for d in compared.differences if d.outcome in outcomes))
    if format_name == "table":
        tables.show(reports.COLUMNS, [reports.row(each) for each in compared.differences])
        sys.stdout.flush()
    else:
        write(reports.FORMATS[format_name](compared))
    as_of = f", as of {compared.retrieved:%Y-%m-%d %H:%M} UTC" if compared.retrieved else ""
    counted = ", ".join(f"{count} {outcome}" for outcome, count in compared.counts().items()) or "nothing to compare"
    note(f"{compared.source}{as_of}: {counted}")
    for reason, count in compared.reasons().items():
        note(f"not compared, {count}: {reason}")
