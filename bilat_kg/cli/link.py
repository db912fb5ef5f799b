"""``bilat-kg link``: what has no Wikidata item, what it may be, and what somebody decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bilat_kg.cli.stores import store_option

if TYPE_CHECKING:
    from bilat_kg.graph import Graph
    from bilat_kg.link.decisions import Verdict

DEFAULT_DECISIONS = "bilat-kg.decisions.csv"
KINDS = ("country", "city", "person", "organization", "office", "currency")

decisions_option = click.option(
    "--decisions", metavar="FILE", default=DEFAULT_DECISIONS, show_default=True, help="The file of decisions."
)
who_option = click.option("--who", metavar="NAME", default="", help="Who decides.")
note_option = click.option("--note", metavar="TEXT", default="", help="Why.")


@click.group(invoke_without_command=True)
@click.option("--kind", type=click.Choice(KINDS), help="Only entities of this kind.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("table", "csv", "json")),
    default="table",
    show_default=True,
    help="How.",
)
@store_option
@decisions_option
@click.pass_context
def link(context: click.Context, kind: str | None, format_name: str, store: str, decisions: str) -> None:
    """List what has no Wikidata item, with its candidates; the commands below decide.

    The list says how often the articles name each entity, whom the words may mean, a sentence that names it, and what
    was decided since the build. Candidates are entities of the gazetteer: those between whom nothing in the article
    decides, marked with =, and names that are spelt alike, with how alike they are. The next build carries out what
    was decided.
    """
    if context.invoked_subcommand is not None:
        given = {"store": store, "decisions": decisions}
        context.default_map = dict.fromkeys(link.commands, given)  # said before the command, it is said of the command
        return
    from bilat_kg.cli import listing

    listing.show(store, decisions, kind, format_name)


@link.command()
@click.argument("entity")
@click.argument("qid")
@who_option
@note_option
@store_option
@decisions_option
def accept(entity: str, qid: str, who: str, note: str, store: str, decisions: str) -> None:
    """Decide that ENTITY is the Wikidata item QID.

    ENTITY is kind and id as the list shows them (person/john-smith), the IRI, or a name that only one entity has.
    """
    _decide("accept", entity, qid, who, note, store, decisions)


@link.command()
@click.argument("entity")
@click.argument("qid")
@who_option
@note_option
@store_option
@decisions_option
def refuse(entity: str, qid: str, who: str, note: str, store: str, decisions: str) -> None:
    """Decide that ENTITY is not the Wikidata item QID, whatever a build finds."""
    _decide("refuse", entity, qid, who, note, store, decisions)


@link.command("leave-open")
@click.argument("entity")
@who_option
@note_option
@store_option
@decisions_option
def leave_open(entity: str, who: str, note: str, store: str, decisions: str) -> None:
    """Decide that ENTITY stays without an item for now, whatever a build finds."""
    _decide("open", entity, "", who, note, store, decisions)


@link.command("take-back")
@store_option
def take_back(store: str) -> None:
    """Take all links of the store back, as a whole.

    The store is published again without its graph of links; facts and evidence stay as they are. The next build links
    again: to keep one link out for good, refuse it.
    """
    from bilat_kg.graph.writer import take_back as run

    made = run(store)
    click.echo(f"{store}: published again without its links, {made.quads} quads")


def _decide(verdict: Verdict, given: str, qid: str, who: str, note: str, store: str, file: str) -> None:
    from datetime import UTC, datetime

    from bilat_kg import graph
    from bilat_kg.link.decisions import Decision, add

    with graph.open(store) as opened:
        entity = _entity(opened, given, store)
    today = datetime.now(UTC).date().isoformat()
    add(file, Decision(entity, verdict, qid, who, today, note))
    said = {"accept": f"is {qid}", "refuse": f"is not {qid}", "open": "stays open"}[verdict]
    click.echo(f"{entity} {said}: written to {file}; the next `bilat-kg build` carries it out")


def _entity(opened: Graph, given: str, store: str) -> str:
    """The path of the entity that somebody means, which the store must know."""
    from bilat_kg.errors import QueryError
    from bilat_kg.graph.links import entities_called

    found = entities_called(opened.build, given)
    if not found:
        raise QueryError(f"{store}: no entity is called {given!r}; `bilat-kg link` lists those without an item")
    if len(found) > 1:
        raise QueryError(f"{store}: {given!r} is the name of {' and '.join(found)}; give one of these")
    return found[0]
