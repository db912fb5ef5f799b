"""``serve``: the SPARQL endpoint and the pages."""

from __future__ import annotations

import click


@click.command()
@click.option("--store", metavar="DIR", default="bilat-kg.store", show_default=True, help="The store directory.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8421, show_default=True, help="0 takes a free port.")
@click.option("--allow-host", "hosts", metavar="NAME", multiple=True, help="A name that the server is called by.")
def serve(store: str, host: str, port: int, hosts: tuple[str, ...]) -> None:
    """Serve the store: SPARQL 1.1 at /sparql, the named queries, linked data, and pages for people."""
    from pathlib import Path

    from bilat_kg.web.server import serve as run

    run(Path(store), host, port, hosts)
