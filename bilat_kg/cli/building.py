"""``build``: articles become a store."""

from __future__ import annotations

import sys

import click

from bilat_kg.cli.output import note
from bilat_kg.cli.stores import store_option


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@store_option
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read at once.")
@click.option(
    "--deadline",
    type=click.FloatRange(0.1, 86_400),
    default=8.0,
    show_default=True,
    help="Seconds of processor time that one article may take.",
)
@click.option("--anew", is_flag=True, help="Read every article, also those that have not changed since the last build.")
@click.option(
    "--validate/--no-validate",
    default=True,
    show_default=True,
    help="Hold the graph against its SHACL shapes, which takes longer than reading.",
)
@click.option(
    "--decisions",
    metavar="FILE",
    help="What people decided about links to Wikidata. Default: bilat-kg.decisions.csv, if it is there.",
)
def build(
    sources: tuple[str, ...], store: str, jobs: int, deadline: float, anew: bool, validate: bool, decisions: str | None
) -> None:
    """Read articles into the store, in the place of the build that was there.

    An article that has not changed since that build is not read again. SOURCE is a file or folder of plain text,
    wikitext, HTML, MediaWiki dumps, JSON of MediaWiki's API or RDF, plain or compressed; or the address of a wiki's
    page or category, which is then fetched. By default the four seed articles. A source that cannot be read is refused
    by name, the build goes on, and the exit code is 1.
    """
    from pathlib import Path

    from bilat_kg.building import EmptyBuildError
    from bilat_kg.building import build as run
    from bilat_kg.cli import tables
    from bilat_kg.cli.link import DEFAULT_DECISIONS

    if decisions is None and Path(DEFAULT_DECISIONS).exists():
        decisions = DEFAULT_DECISIONS

    try:
        with tables.progress() as bar:
            report = run(
                sources or None,
                store,
                jobs=jobs,
                deadline=deadline,
                validate=validate,
                anew=anew,
                decisions=decisions,
                watch=bar,
            )
    except EmptyBuildError as error:
        if len(error.refused) < 2:
            raise
        for refusal in error.refused:
            note(refusal.reason)
        note(f"none of the {len(error.refused)} sources could be read, so that nothing was built")
        sys.exit(1)
    for remark in report.remarks:
        note(remark)
    for refusal in report.refused:
        note(refusal.reason)
    tables.report(report)
    if report.refused:
        sys.exit(1)
