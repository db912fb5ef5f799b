"""A run: entities without an item are asked for at a service, and what is certain is written down, to be taken back.

The links go into a file of decisions (CSV: entity, decision, qid, who, when, note), the same that people write by hand.
The note of each line begins with the run's name, so that all lines of a run can be found and removed.
"""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bilat_kg.errors import ReconciliationError
from bilat_kg.link.reconciliation.client import Answer, Client
from bilat_kg.link.reconciliation.entities import KINDS, LANGUAGES, QID, Known

COLUMNS = ("entity", "decision", "qid", "who", "when", "note")
_NOTE = re.compile(r"(run-[^\s:]+): ")
_DECISIONS = ("accept", "refuse", "open")


@dataclass(frozen=True, slots=True)
class Found:
    """An item that a service is certain of: for which entity, what was asked, what the item is called, and when."""

    entity: str
    qid: str
    asked: str
    told: str
    score: float
    endpoint: str
    retrieved: datetime


def name(at: datetime) -> str:
    """A new run's name: when it was, and a few letters to tell it from others of that second."""
    return f"run-{at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def search(client: Client, entities: Iterable[Known]) -> tuple[Found, ...]:
    """Ask for each entity by its labels, within its type; what is found is certain by every label that finds anything.

    Pairs of states are left out: no file of decisions is about them. Raises ``ReconciliationError`` where the service
    is out of reach; what was answered before that is in the cache.
    """
    by_kind: defaultdict[str, list[Known]] = defaultdict(list)
    for each in entities:
        if each.kind != "relationship":
            by_kind[each.kind].append(each)
    found = []
    for kind, known in by_kind.items():
        answers: defaultdict[str, list[Answer]] = defaultdict(list)
        for lang in LANGUAGES:
            named = [each for each in known if lang in each.labels]
            told = client.candidates([each.labels[lang] for each in named], type=KINDS[kind].item, lang=lang)
            for each, answer in zip(named, told, strict=True):
                answers[each.id].append(answer)
        found += [one for each in known if (one := _settled(each, answers[each.id]))]
    return tuple(found)


def _settled(each: Known, answers: Sequence[Answer]) -> Found | None:
    certain = [(answer, offer) for answer in answers if (offer := answer.certain)]
    if len({offer.id for _, offer in certain}) != 1:
        return None  # nobody, or one item by the English name and another by the Bengali
    answer, offer = certain[0]
    assert offer.score is not None
    return Found(each.id, offer.id, answer.name, offer.name, offer.score, answer.endpoint, answer.retrieved)


def write(path: Path, found: Iterable[Found], run: str) -> tuple[Found, ...]:
    """Add what a run found to a file of decisions, and give back what was added; the file is replaced as a whole.

    An entity that a line is about already is left as it is: what people decided comes first.
    """
    rows = _read(path)
    decided = {row["entity"] for row in rows}
    added = tuple(each for each in found if each.entity not in decided)
    for each in added:
        if not QID.fullmatch(each.qid):
            raise ReconciliationError(f"{each.qid!r} is no Wikidata item; nothing was written")
        host = urlsplit(each.endpoint).hostname or "a service"
        note = f"{run}: asked for {each.asked}, told {each.told}, score {each.score:g}"
        values = (each.entity, "accept", each.qid, f"reconciliation at {host}", f"{each.retrieved:%Y-%m-%d}", note)
        rows.append(dict(zip(COLUMNS, values, strict=True)))
    if added:
        _write(path, rows)
    return added


def take_back(path: Path, run: str) -> int:
    """Remove all that a run wrote, and nothing else; how many lines those were."""
    rows = _read(path)
    kept = [row for row in rows if _run_of(row) != run]
    if len(kept) == len(rows):
        told = sorted(filter(None, {_run_of(row) for row in rows}))
        known = f"it has {', '.join(told)}" if told else "it has no runs"
        raise ReconciliationError(f"{path}: there is nothing of a run {run!r} in it; {known}")
    _write(path, kept)
    return len(rows) - len(kept)


def _run_of(row: Mapping[str, str]) -> str:
    """The run that wrote a line, "" for a line by somebody else."""
    found = _NOTE.match(row["note"])
    return found[1] if found else ""


def _read(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReconciliationError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise ReconciliationError(f"{path}: byte {error.start} is not UTF-8") from None
    lines = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
    try:
        rows = list(lines)
    except csv.Error as error:
        raise ReconciliationError(f"{path}, line {lines.line_num}: is no CSV ({error})") from None
    names = set(lines.fieldnames or ())
    known = set(COLUMNS[:3]) <= names <= set(COLUMNS)
    if not known or any(None in row or row["decision"] not in _DECISIONS for row in rows):
        raise ReconciliationError(f"{path}: is no file of decisions; its columns have to be {','.join(COLUMNS)}")
    return [{name: row.get(name, "") for name in COLUMNS} for row in rows]


def _write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    new = path.with_name(f"{path.name}.new")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise ReconciliationError(f"{path}: cannot be written ({error.strerror})") from None
