"""The list of ``bilat-kg link``: entities without an item, whom they may be, and what was decided since the build."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click

from bilat_kg import graph
from bilat_kg.cli import tables
from bilat_kg.cli.output import write
from bilat_kg.graph.links import Unlinked
from bilat_kg.link.candidates import suggest
from bilat_kg.link.decisions import Decisions, read
from bilat_kg.model import Candidate

COLUMNS = ("mentions", "entity", "name", "candidates", "decided", "sentence")


def show(store: str, file: str, kind: str | None, format_name: str) -> None:
    """Print the list in one of the formats table, csv and json."""
    decided = read(file) if Path(file).exists() else Decisions()
    with graph.open(store) as opened:
        found = [each for each in opened.unlinked() if kind in {None, each.kind}]
    if format_name == "json":
        records = [_record(each, decided) for each in found]
        write(json.dumps(records, ensure_ascii=False, indent=1).encode() + b"\n")
        return
    rows = [_row(each, decided) for each in found]
    if format_name == "csv":
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
        write(out.getvalue().encode())
    elif rows:
        tables.show(COLUMNS, rows)
    else:
        click.echo(f"{store}: every entity has its item" if kind is None else f"{store}: every {kind} has its item")


def _candidates(each: Unlinked) -> list[Candidate]:
    """Those that the build left open, and unless there are any, names that are spelt alike."""
    return [] if each.candidates else list(suggest(each.entity, each.labels.values(), "bn"))


def _row(each: Unlinked, decided: Decisions) -> tuple[object, ...]:
    name = each.labels.get("bn") or each.labels.get("en", "")
    open_ = [f"{qid} {label} =" for qid, label in each.candidates.items()]
    alike = [f"{one.qid} {one.label} {one.score}" for one in _candidates(each)]
    return each.mentions, each.entity, name, "; ".join(open_ + alike), decided.about(each.entity), each.sentence


def _record(each: Unlinked, decided: Decisions) -> dict[str, object]:
    open_ = [{"qid": qid, "label": label, "ground": "label", "score": 1.0} for qid, label in each.candidates.items()]
    alike = [
        {"qid": one.qid, "label": one.label, "ground": one.ground, "score": float(one.score)}
        for one in _candidates(each)
    ]
    return {
        "entity": each.entity,
        "kind": each.kind,
        "labels": each.labels,
        "mentions": each.mentions,
        "articles": list(each.articles),
        "candidates": open_ + alike,
        "decided": decided.about(each.entity),
        "sentence": each.sentence,
    }
