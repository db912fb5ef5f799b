"""Differences as a table: rows for a reader, CSV and JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bilat_kg.link.wikidata.differences import OUTCOMES, Comparison, Difference
from bilat_kg.link.wikidata.drafts import Omission
from bilat_kg.link.wikidata.ours import Quotation
from bilat_kg.link.wikidata.sources import WikidataError
from bilat_kg.link.wikidata.terms import LABELS, QID, shown

COLUMNS = ("outcome", "about", "property", "ours", "theirs", "item", "sentence")


def row(difference: Difference) -> tuple[str, ...]:
    """One difference for a reader, under ``COLUMNS``."""
    where = difference.item or " or ".join(difference.candidates)
    sentence = difference.quotations[0] if difference.quotations else None
    return (
        difference.outcome,
        difference.about,
        shown(difference.property),
        difference.ours,
        "; ".join(difference.theirs),
        where,
        f"{sentence.text} [{sentence.article}]" if sentence else "",
    )


def to_csv(comparison: Comparison) -> bytes:
    """All differences as one table (RFC 4180), lists joined by ``|``; a sentence of the first article that has it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ("outcome", "class", "about", "property", "ours", "theirs", "item", "candidates", "fact", "article", "sentence")
    )
    for each in comparison.differences:
        words = each.quotations[0] if each.quotations else None
        writer.writerow(
            (
                each.outcome,
                each.type,
                each.about,
                each.property,
                each.ours,
                "|".join(each.theirs),
                each.item or "",
                "|".join(each.candidates),
                each.fact,
                words.article if words else "",
                words.text if words else "",
            )
        )
    return out.getvalue().encode()


def to_json(comparison: Comparison) -> bytes:
    """The whole comparison as one JSON object, what could not be compared included."""
    body = {
        "source": comparison.source,
        "retrieved": comparison.retrieved.isoformat() if comparison.retrieved else None,
        "counts": comparison.counts(),
        "differences": [asdict(each) for each in comparison.differences],
        "omissions": [asdict(each) for each in comparison.omissions],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode() + b"\n"


def from_json(text: bytes) -> Comparison:
    """Read a comparison as ``to_json`` wrote it, so that a page can show what was compared before.

    ``WikidataError`` for anything else.
    """
    try:
        body = json.loads(text)
        retrieved = body["retrieved"] and datetime.fromisoformat(body["retrieved"])
        differences = tuple(_difference(each) for each in body["differences"])
        omissions = tuple(Omission(**each) for each in body["omissions"])
        return Comparison(str(body["source"]), retrieved, differences, omissions)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WikidataError("this is no comparison; `bilat-kg diff SOURCE --format json` writes one") from None


def _difference(body: dict[str, Any]) -> Difference:
    if body["outcome"] not in OUTCOMES or body["property"] not in LABELS:
        raise ValueError(body["outcome"])
    if not all(QID.fullmatch(qid) for qid in (*body["candidates"], body["item"] or "Q1")):
        raise ValueError(body["item"])
    quotations = tuple(Quotation(**each) for each in body["quotations"])
    lists = {name: tuple(map(str, body[name])) for name in ("theirs", "candidates")}
    return Difference(**(body | lists | {"quotations": quotations}))


FORMATS: Mapping[str, Callable[[Comparison], bytes]] = {"csv": to_csv, "json": to_json}
