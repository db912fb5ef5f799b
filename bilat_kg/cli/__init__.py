"""The command line: the same nouns as the Python API. Results go to standard output, notes to standard error.

Exit 0: done. 1: the input is at fault, and one sentence says where, what is wrong and what would be right. 2: wrong
usage. 130: Ctrl-C. What a command does not need it does not import: ``query`` never pays for spaCy, ``--help`` for
nothing but click.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from typing import TYPE_CHECKING

import click

from bilat_kg.cli import serving
from bilat_kg.cli.differences import diff
from bilat_kg.cli.publish import publish
from bilat_kg.cli.reconciliation import reconcile
from bilat_kg.cli.spark import spark
from bilat_kg.errors import BilatError

if TYPE_CHECKING:
    from bilat_kg.graph import Query

DEFAULT_STORE = "bilat-kg.store"

store_option = click.option(
    "--store", metavar="DIR", default=DEFAULT_STORE, show_default=True, help="The store directory."
)


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


@cli.command()
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


@cli.command()
@click.argument("query", metavar="NAME|FILE|-")
@click.option("-p", "parameters", metavar="NAME=VALUE", multiple=True, help="A parameter of the query; may repeat.")
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    help="table, csv, tsv, json or xml for rows and yes or no; turtle, ntriples, rdfxml, jsonld, trig or nquads for "
    "triples. Default: a table on a terminal and csv elsewhere; turtle for triples.",
)
@store_option
def query(query: str, parameters: tuple[str, ...], format_name: str | None, store: str) -> None:
    """Ask the store: a named query, a file of SPARQL, or SPARQL from standard input.

    Parameters are bound as RDF terms and never become text of the query.
    """
    given = dict(_parameter(each) for each in parameters)
    from bilat_kg import graph

    asked = _query(query)
    with graph.open(store) as opened:
        answer = opened.query(asked, given)
        as_table = format_name == "table" or (format_name is None and sys.stdout.isatty())
        if isinstance(answer, graph.Solutions) and as_table:
            from bilat_kg.cli import tables

            tables.solutions(answer)
        elif isinstance(answer, graph.Truth) and format_name in {None, "table"}:
            click.echo("yes" if answer else "no")
        else:
            default = "turtle" if isinstance(answer, graph.Triples) else "csv"
            write(answer.serialize(format_name or default))


def _parameter(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{given!r} is no NAME=VALUE, such as country=MYS", param_hint="-p")
    return name, value


def _query(given: str) -> Query:
    """What is asked: standard input, a named query, a file, or SPARQL itself."""
    from pathlib import Path

    from bilat_kg.errors import QueryError
    from bilat_kg.graph.query import NAME, find, named_queries, parse_query, read

    if given == "-":
        try:
            return parse_query(sys.stdin.buffer.read().decode(), "standard input")
        except UnicodeDecodeError as error:
            raise QueryError(f"standard input: byte {error.start} is not valid UTF-8; give SPARQL in UTF-8") from None
    if given not in named_queries():
        if "{" in given:
            return parse_query(given)
        if Path(given).is_file() or not NAME.fullmatch(given):
            return read(Path(given))
    return find(given)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def queries(as_json: bool) -> None:
    """List the named queries with their questions in English and Bengali and their parameters."""
    from bilat_kg.graph.query import queries as all_queries

    if as_json:
        import json
        from dataclasses import asdict

        write(json.dumps([asdict(each) for each in all_queries()], ensure_ascii=False, indent=1).encode() + b"\n")
        return
    for each in all_queries():
        click.secho(each.name, bold=True)
        for title in each.titles.values():
            click.echo(f"  {title}")
        for parameter in each.parameters:
            default = "must be given" if parameter.default is None else f"default {parameter.default}"
            click.echo(f"  -p {parameter.name}=…  {parameter.type}, {default}  {parameter.explanation}".rstrip())


@cli.command()
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


@cli.command()
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


@cli.command()
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


@cli.command()
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


cli.add_command(diff)
cli.add_command(publish)
cli.add_command(reconcile)
cli.add_command(serving.serve)
cli.add_command(spark)


def write(data: bytes) -> None:
    """Bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def note(sentence: str) -> None:
    """One line to standard error."""
    click.echo(f"bilat-kg: {sentence}", err=True)


from bilat_kg.cli.link import link  # noqa: E402  it takes the name of the store from above

cli.add_command(link)


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
