"""What people decided about links, in a CSV file that outlives every build.

One line a decision: ``accept`` ties an entity to an item, ``refuse`` says that it is not that item, ``open`` leaves it
without any. The file is read at each build and written by ``bilat-kg link``; anybody may edit it by hand.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Literal

from bilat_kg.errors import DecisionError

Verdict = Literal["accept", "refuse", "open"]
KINDS = ("country", "city", "person", "organization", "office", "currency")
VERDICTS: tuple[Verdict, ...] = ("accept", "refuse", "open")
QID = re.compile(r"Q[1-9]\d{0,11}")
ENTITY = re.compile(rf"(?:{'|'.join(KINDS)})/[^\s/]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about one entity.

    ``entity`` is the path of its IRI (``person/john-smith``), ``qid`` the item that is accepted or refused; there is
    none where it is left ``open``. ``who``, ``when`` (an ISO date) and ``note`` may be empty.
    """

    entity: str
    decision: Verdict
    qid: str = ""
    who: str = ""
    when: str = ""
    note: str = ""

    def told(self) -> str:
        """Who decided, when and why, as far as the line says so."""
        return "; ".join(filter(None, (self.who, self.when, self.note)))


COLUMNS = tuple(field.name for field in fields(Decision))


class Decisions:
    """All decisions of one file, by entity.

    Raises:
        DecisionError: two of them contradict each other.
    """

    def __init__(self, decisions: tuple[Decision, ...] = (), where: str = "decisions") -> None:
        self.all = decisions
        self.accepted: dict[str, Decision] = {}
        self.refused: dict[str, dict[str, Decision]] = {}
        self.opened: dict[str, Decision] = {}
        for each in decisions:
            if each.decision == "refuse":
                self.refused.setdefault(each.entity, {})[each.qid] = each
            else:
                settled = self.accepted.get(each.entity) or self.opened.get(each.entity)
                if settled is not None and (settled.decision, settled.qid) != (each.decision, each.qid):
                    both = f"{_shown(settled)} and {_shown(each)}"
                    raise DecisionError(f"{where}: {each.entity} is to be {both}; keep one of the two lines")
                (self.accepted if each.decision == "accept" else self.opened)[each.entity] = each
        for entity, accepted in self.accepted.items():
            if accepted.qid in self.refused.get(entity, {}):
                raise DecisionError(f"{where}: {entity} both is and is not {accepted.qid}; keep one of the two lines")

    @property
    def sha256(self) -> str:
        """Hex digest of all decisions, in the order of their lines."""
        return sha256(repr([astuple(each) for each in self.all]).encode("utf-8", "surrogatepass")).hexdigest()

    def entities(self) -> set[str]:
        """Those about whom anything was decided."""
        return {each.entity for each in self.all}

    def about(self, entity: str) -> str:
        """What was decided of an entity, in a few words; nothing where nothing was."""
        settled = self.accepted.get(entity) or self.opened.get(entity)
        return ", ".join([_shown(settled)] if settled else [f"not {qid}" for qid in self.refused.get(entity, {})])


def _shown(decision: Decision) -> str:
    return f"accepted as {decision.qid}" if decision.decision == "accept" else "left open"


def read(path: str | os.PathLike[str]) -> Decisions:
    """Read a file of decisions.

    Raises:
        DecisionError: it cannot be read; the sentence names the line and what would be right.
    """
    where = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")  # spreadsheets put a byte order mark before it
    except FileNotFoundError:
        raise DecisionError(f"{where}: there is no such file; `bilat-kg link accept` makes one") from None
    except OSError as error:
        raise DecisionError(f"{where}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise DecisionError(f"{where}: byte {error.start} is not valid UTF-8; save the file as UTF-8") from None
    rows = csv.DictReader(text.splitlines(keepends=True), strict=True)
    found = []
    try:
        missing = [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]
        if missing:
            raise DecisionError(f"{where}, line 1: no column {missing[0]!r}; the columns are {','.join(COLUMNS)}")
        for row in rows:
            found.append(_decision(row, f"{where}, line {rows.line_num}"))
    except csv.Error as error:
        raise DecisionError(f"{where}, line {rows.line_num}: is no CSV ({error}); check its quotation marks") from None
    return Decisions(tuple(found), where)


def _decision(row: Mapping[str, str | None], where: str) -> Decision:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    return check(Decision(**values), where)  # type: ignore[arg-type]  # check() looks at the verdict


def check(decision: Decision, where: str) -> Decision:
    """Give back a decision that can be carried out; ``DecisionError`` says of any other what would be right."""
    if not ENTITY.fullmatch(decision.entity):
        raise DecisionError(
            f"{where}: {decision.entity!r} is no entity; give kind and id as `bilat-kg link` shows them, such as "
            "person/john-smith"
        )
    if decision.decision not in VERDICTS:
        raise DecisionError(f"{where}: {decision.decision!r} is no decision; write accept, refuse or open")
    if decision.decision == "open":
        if decision.qid:
            raise DecisionError(f"{where}: open takes no QID; leave it out, or write accept or refuse")
    elif not QID.fullmatch(decision.qid):
        raise DecisionError(f"{where}: {decision.qid!r} is no Wikidata item; write a QID such as Q7747")
    if decision.when and not _DATE.fullmatch(decision.when):
        raise DecisionError(f"{where}: {decision.when!r} is no date; write it as 2026-01-31")
    return decision


def add(path: str | os.PathLike[str], decision: Decision) -> Decisions:
    """Write a decision to the file, in the place of an older one on the same matter; the file is replaced as a whole.

    Returns all decisions that then hold. Raises ``DecisionError``; the file is then as it was.
    """
    check(decision, str(path))
    file = Path(path)
    old = read(file).all if file.exists() else ()
    kept = tuple(each for each in old if not _same_matter(each, decision))
    made = Decisions((*kept, decision), str(path))
    new = file.with_name(f"{file.name}.new")
    try:
        with new.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(astuple(each) for each in made.all)
        new.replace(file)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise DecisionError(f"{path}: cannot be written ({error.strerror})") from None
    return made


def _same_matter(old: Decision, new: Decision) -> bool:
    """Whether a new decision takes the place of an old one, about the entity or about it and the item."""
    if old.entity != new.entity:
        return False
    return old.qid == new.qid or (old.decision != "refuse" and new.decision != "refuse")
