"""``serve``: the SPARQL endpoint, the API and the pages."""

from __future__ import annotations

import click

from bilat_kg.cli.stores import store_option


@click.command()
@store_option
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8421, show_default=True, help="0 takes a free one.")
@click.option(
    "--allow-host",
    "hosts",
    metavar="NAME",
    multiple=True,
    help="A name that the server may be called by, or * for any; may repeat. It makes the server public: pages of "
    "other sites may read it.",
)
@click.option(
    "--deadline",
    type=click.FloatRange(0.1, 3_600),
    default=10.0,
    show_default=True,
    help="Seconds that a query may take.",
)
@click.option(
    "--rows",
    type=click.IntRange(1, 10_000_000),
    default=10_000,
    show_default=True,
    help="Rows of an answer; more are left out, and it says so.",
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Queries that run at once. Default: one a processor.")
@click.option(
    "--memory",
    type=click.IntRange(64, 1_000_000),
    default=1_024,
    show_default=True,
    help="MiB of memory that a query may take.",
)
def serve(
    store: str, host: str, port: int, hosts: tuple[str, ...], deadline: float, rows: int, jobs: int | None, memory: int
) -> None:
    """Serve the store: SPARQL 1.1 at /sparql, the named queries, linked data, and pages for people.

    It answers on this machine alone unless --host says otherwise, takes no updates, and goes over to a new build as
    soon as one is published. Ctrl-C ends it.
    """
    from pathlib import Path

    from bilat_kg.web.limits import MEBIBYTE, Limits, cores
    from bilat_kg.web.pages import unbuilt
    from bilat_kg.web.server import serve as run

    def told(url: str) -> None:
        click.echo(f"bilat-kg: {store} is served at {url}", err=True)
        if missing := unbuilt():
            click.echo(f"bilat-kg: {missing}", err=True)

    limits = Limits(seconds=deadline, rows=rows, memory=memory * MEBIBYTE, places=jobs or cores())
    run(
        Path(store),
        host,
        port,
        hosts,
        limits,
        told,
    )
