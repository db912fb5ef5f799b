"""What comes of holding our facts against Wikidata's: plain values, for tables, files and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bilat_kg.link.wikidata.drafts import Omission
from bilat_kg.link.wikidata.ours import Quotation

Outcome = Literal["confirmed", "new", "more precise", "less precise", "conflicting", "undecided"]
OUTCOMES: Mapping[Outcome, str] = {
    "confirmed": "Wikidata says the same",
    "new": "Wikidata does not say it",
    "more precise": "ours is more precise",
    "less precise": "Wikidata is more precise",
    "conflicting": "both cannot be true",
    "undecided": "several items of Wikidata may be meant, or one that may be another",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim of ours beside Wikidata's.

    ``fact`` is the IRI of our fact and ``about`` says it in words. ``item`` is the item of Wikidata that the claim is
    or would be on; ``None`` where it has no item for it, or several that may be it (``candidates``). ``property`` is
    P31 where the item as a whole is meant. ``ours`` and ``theirs`` are the values in words and dates, with QIDs.
    """

    outcome: Outcome
    fact: str
    type: str
    about: str
    property: str
    ours: str
    item: str | None = None
    theirs: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, what could not be compared and why, where the other side is from, and as of when."""

    source: str
    retrieved: datetime | None
    differences: tuple[Difference, ...]
    omissions: tuple[Omission, ...]

    def counts(self) -> dict[Outcome, int]:
        """How many differences there are of each outcome."""
        found = Counter(each.outcome for each in self.differences)
        return {outcome: found[outcome] for outcome in OUTCOMES if found[outcome]}

    def reasons(self) -> dict[str, int]:
        """How many facts could not be compared, by reason."""
        return dict(Counter(each.reason for each in self.omissions).most_common())
