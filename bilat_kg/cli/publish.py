"""``bilat-kg publish``: a build in another SPARQL store."""

from __future__ import annotations

import os

import click

from bilat_kg.cli.stores import store_option


@click.command()
@click.argument("url", metavar="URL")
@click.option("--query", metavar="URL", required=True, help="The server's endpoint for queries, to count by.")
@click.option(
    "--by",
    type=click.Choice(["graph-store", "update"]),
    default="graph-store",
    show_default=True,
    help="What URL speaks: the Graph Store Protocol, or SPARQL Update.",
)
@click.option(
    "--union",
    metavar="default|none|IRI",
    default="default",
    show_default=True,
    help="The graph that gets every triple once, which is what named queries ask.",
)
@click.option("--user", metavar="NAME", help="Log in; the password is taken from BILAT_KG_PASSWORD.")
@store_option
def publish(url: str, query: str, by: str, union: str, user: str | None, store: str) -> None:
    """Send the store to another SPARQL 1.1 server, graph by graph, in the place of what was published there before.

    A publication that was cut off goes on where it stopped. The server counts what it holds in the end.
    """
    from typing import cast

    from bilat_kg.cli import tables
    from bilat_kg.endpoints import By
    from bilat_kg.publishing import publish as run

    with tables.progress("sending") as bar:
        made = run(
            store,
            url,
            query=query,
            by=cast(By, by),
            union=None if union == "none" else union,
            user=user,
            password=os.environ.get("BILAT_KG_PASSWORD"),
            watch=bar,
        )
    click.echo(
        f"{url}: {made.graphs} parts with {made.triples} triples sent, {made.kept} were there already, "
        f"{made.dropped} graphs of an earlier build dropped; all counts agree"
    )
