"""Differences as a table: rows for a reader, CSV and JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

from bilat_kg.link.wikidata.differences import Comparison, Difference
from bilat_kg.link.wikidata.terms import shown

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


FORMATS: Mapping[str, Callable[[Comparison], bytes]] = {"csv": to_csv, "json": to_json}
