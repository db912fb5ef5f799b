"""``query`` and ``queries``: what the store is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bilat_kg.cli.output import write
from bilat_kg.cli.stores import store_option

if TYPE_CHECKING:
    from bilat_kg.graph import Query


@click.command()
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


@click.command()
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
