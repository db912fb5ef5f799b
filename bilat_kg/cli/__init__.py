"""The command line: the same nouns as the Python API. Results go to standard output, notes to standard error.

Exit 0: done. 1: the input is at fault, and one sentence says where, what is wrong and what would be right. 2: wrong
usage. 130: Ctrl-C. What a command does not need it does not import: ``query`` never pays for spaCy, ``--help`` for
nothing but click.
"""

from __future__ import annotations

import os
import signal
import sys

import click

from bilat_kg.cli.building import build
from bilat_kg.cli.differences import diff
from bilat_kg.cli.exporting import export
from bilat_kg.cli.inspection import evaluate, explain, validate
from bilat_kg.cli.link import link
from bilat_kg.cli.output import note
from bilat_kg.cli.publish import publish
from bilat_kg.cli.querying import queries, query
from bilat_kg.cli.reconciliation import reconcile
from bilat_kg.cli.serving import serve
from bilat_kg.cli.spark import spark
from bilat_kg.errors import BilatError


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from bilat_kg.compilation import form

        click.echo(f"bilat-kg, version {version('bilat-kg')} ({form()})")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit."
)
def cli() -> None:
    """Turn articles on the relations of two countries into a graph that answers SPARQL and shows its evidence."""


for _command in (
    build, query, queries, explain, export, validate, evaluate, diff, link, publish, reconcile, serve, spark,
):  # fmt: skip
    cli.add_command(_command)


def main() -> None:
    """Run the command line; never lets a traceback through."""
    # Oxigraph sees no Python signal handler while a query runs; the system's own action ends the process at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(prog_name="bilat-kg")
    except BilatError as error:
        note(str(error))
        sys.exit(1)
    except Exception as error:
        if os.environ.get("BILAT_KG_TRACEBACK"):
            raise
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        note(f"failed ({reason}); this is a fault of the program: please report it with what you ran")
        sys.exit(1)
