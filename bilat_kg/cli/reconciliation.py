"""``bilat-kg reconcile``: who is meant by a name, by our own service or one elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bilat_kg.cli.output import note, write
from bilat_kg.cli.stores import DEFAULT_STORE

if TYPE_CHECKING:
    from bilat_kg.link.reconciliation.client import Client
    from bilat_kg.link.reconciliation.entities import Known

_FORMATS = ("table", "csv", "json")
_COLUMNS = ("name", "score", "match", "id", "qid", "label", "type", "description")


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--endpoint", metavar="URL", help="Ask the service at URL, over the network. Default: our own, offline.")
@click.option(
    "--type", "type_", metavar="TYPE", help="Only this type: Country, City, Person … or another of the service."
)
@click.option(
    "-p",
    "--property",
    "properties",
    metavar="NAME=VALUE",
    multiple=True,
    help="A property, as country=রাশিয়া; may repeat.",
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Candidates for each name.")
@click.option("--lang", metavar="CODE", help="The language of the answers; by default that of the name's letters.")
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="table, csv or json.",
)
@click.option(
    "--cache", "cache_folder", metavar="DIR", help="Where answers from elsewhere are kept. Default: your cache."
)
@click.option("--links", metavar="FILE", help="Without NAME: look for items of entities without one, into FILE.")
@click.option("--take-back", metavar="RUN", help="Remove from the file of --links all that this run wrote.")
@click.option("--store", metavar="DIR", help="The store directory.  [default: bilat-kg.store, where there is one]")
def reconcile(
    names: tuple[str, ...],
    endpoint: str | None,
    type_: str | None,
    properties: tuple[str, ...],
    limit: int,
    lang: str | None,
    format_name: str,
    cache_folder: str | None,
    links: str | None,
    take_back: str | None,
    store: str | None,
) -> None:
    """Find who is meant by each NAME: candidates, best first, with a score and whether one is certain.

    NAME may be inflected (মস্কোতে). A single - reads names from standard input, one a line. Our own service knows the
    gazetteer and the store; --endpoint asks any service of the W3C Reconciliation API instead.
    """
    if take_back or links:
        _run(names, endpoint, links, take_back, cache_folder, store)
        return
    if names == ("-",):
        names = tuple(line.strip() for line in sys.stdin.read().splitlines() if line.strip())
    if not names:
        raise click.UsageError("give a NAME, or - to read names from standard input")
    context = dict(_property(each) for each in properties)
    if endpoint:
        rows = _elsewhere(_client(endpoint, cache_folder), names, type_, context, limit, lang)
    else:
        rows = _here(names, type_, context, limit, lang, store)
    _show(rows, format_name)


def _property(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name or not value:
        raise click.BadParameter(f"{given!r} is no NAME=VALUE, such as country=MYS", param_hint="-p")
    return name, value


def _client(endpoint: str, cache_folder: str | None) -> Client:
    from pathlib import Path

    from bilat_kg.link.reconciliation.cache import Cache
    from bilat_kg.link.reconciliation.client import Client

    return Client(endpoint, cache=Cache(Path(cache_folder) if cache_folder else None, note))


_Row = tuple[str, float | None, bool, str, str | None, str, str, str]


def _here(
    names: Sequence[str], type_: str | None, context: dict[str, str], limit: int, lang: str | None, store: str | None
) -> list[_Row]:
    from bilat_kg.link.reconciliation.client import check
    from bilat_kg.link.reconciliation.entities import KINDS, gazetteer, together
    from bilat_kg.link.reconciliation.index import Index
    from bilat_kg.link.reconciliation.scoring import Condition, Query
    from bilat_kg.link.reconciliation.service import Service, language

    check((*names, *context.values()))
    told = tuple(Condition("property", (value,), name) for name, value in context.items())
    types = (type_,) if type_ else ()
    named = _of_store(store)
    service = Service(Index(together(gazetteer(), named)))
    rows: list[_Row] = []
    for name in names:
        query = Query((Condition("name", (name,)), *told), types, limit=limit, lang=lang)
        for each in service.candidates(query):
            known = each.entity
            label, kind = known.name(language(query)), KINDS[known.kind].name
            rows.append((name, each.score, each.match, known.id, known.qid, label, kind, known.description))
    return rows


def _elsewhere(
    client: Client, names: Sequence[str], type_: str | None, context: dict[str, str], limit: int, lang: str | None
) -> list[_Row]:

    rows: list[_Row] = []
    answers = client.candidates(names, type=type_, properties=context, limit=limit, lang=lang)
    for answer in answers:
        if answer.refused:
            note(f"{answer.name}: the answer is not believed: {answer.refused}")
        for offer in answer.offers:
            qid = offer.id if answer.wikidata else None
            told = (offer.id, qid, offer.name, " ".join(offer.types), offer.description)
            rows.append((answer.name, offer.score, offer == answer.certain, *told))
    if answers:
        oldest = min(answer.retrieved for answer in answers)
        note(f"answered by {client.endpoint}, the oldest answer of {oldest:%Y-%m-%d %H:%M} UTC")
    return rows


def _of_store(store: str | None) -> tuple[Known, ...]:
    from pathlib import Path

    if store is None and not Path(DEFAULT_STORE).exists():
        return ()
    from bilat_kg import graph
    from bilat_kg.link.reconciliation.entities import NAMED, of_rows

    with graph.open(store or DEFAULT_STORE) as opened:
        return of_rows(opened.query(NAMED))  # type: ignore[arg-type]  # a SELECT gives rows


def _show(rows: Sequence[_Row], format_name: str) -> None:
    from bilat_kg.cli import tables

    if format_name == "table":
        tables.show(_COLUMNS, [(*row[:2], "yes" if row[2] else "", *row[3:]) for row in rows])
    elif format_name == "json":
        import json

        found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        write(json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        import csv
        import io

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        writer.writerows((*row[:2], "true" if row[2] else "false", *row[3:]) for row in rows)
        write(out.getvalue().encode())


def _run(
    names: tuple[str, ...],
    endpoint: str | None,
    links: str | None,
    take_back: str | None,
    cache_folder: str | None,
    store: str | None,
) -> None:
    if not links or names:
        raise click.UsageError("--take-back RUN goes with --links FILE, and neither with a NAME")
    from pathlib import Path

    from bilat_kg.link.reconciliation import runs

    if take_back:
        count = runs.take_back(Path(links), take_back)
        click.echo(f"{links}: {count} links of {take_back} are taken back")
        return
    if not endpoint:
        raise click.UsageError("--links FILE needs --endpoint URL: a service to ask, over the network")
    from bilat_kg.link.reconciliation.cache import now

    open_ = [each for each in _of_store(store or DEFAULT_STORE) if each.qid is None]
    found = runs.search(_client(endpoint, cache_folder), open_)
    run = runs.name(now())
    added = runs.write(Path(links), found, run)
    for each in added:
        click.echo(f"{each.entity} is {each.qid}, {each.told}")
    click.echo(f"{len(open_)} entities have no item; {len(added)} links are written to {links} as {run}")
