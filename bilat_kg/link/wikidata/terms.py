"""The properties and classes by which Wikidata says what our graph says.

Each id was checked; add none that was not. ``docs/wikidata.md`` says what each is used for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

QID = re.compile(r"Q[1-9][0-9]{0,11}")
ENTITY_NS = "http://www.wikidata.org/entity/"

INSTANCE_OF = "P31"
COUNTRY = "P17"
LOCATED_IN = "P131"
OPERATOR = "P137"
LOCATION = "P276"
DIPLOMATIC_RELATION = "P530"
INCEPTION = "P571"
DISSOLVED = "P576"
OFFICIAL_CLOSURE = "P3999"
START = "P580"
END = "P582"
POINT_IN_TIME = "P585"
ORGANIZER = "P664"
PARTICIPANT = "P710"
SIGNATORY = "P1891"

IMPORT_URL = "P4656"
REFERENCE_URL = "P854"
RETRIEVED = "P813"
QUOTATION = "P7081"

LABELS: Mapping[str, str] = {
    INSTANCE_OF: "instance of",
    COUNTRY: "country",
    LOCATED_IN: "located in",
    OPERATOR: "operator",
    LOCATION: "location",
    DIPLOMATIC_RELATION: "diplomatic relation",
    INCEPTION: "inception",
    DISSOLVED: "dissolved",
    OFFICIAL_CLOSURE: "official closure",
    START: "start time",
    END: "end time",
    POINT_IN_TIME: "point in time",
    ORGANIZER: "organizer",
    PARTICIPANT: "participant",
    SIGNATORY: "signatory",
    IMPORT_URL: "Wikimedia import URL",
    REFERENCE_URL: "reference URL",
    RETRIEVED: "retrieved",
    QUOTATION: "quotation or excerpt",
}

EMBASSY = "Q3917681"
DE_FACTO_EMBASSY = "Q5244910"
HIGH_COMMISSION = "Q18414273"
CONSULATE = "Q7843791"
DE_FACTO_CONSULATE = "Q61881945"
TREATY = "Q131569"
STATE_VISIT = "Q2324916"

CLASS_LABELS: Mapping[str, str] = {
    EMBASSY: "embassy",
    DE_FACTO_EMBASSY: "de facto embassy",
    HIGH_COMMISSION: "high commission",
    CONSULATE: "consulate",
    DE_FACTO_CONSULATE: "de facto consulate",
    TREATY: "treaty",
    STATE_VISIT: "state visit",
}

CLASSES: Mapping[str, str] = {
    "Embassy": EMBASSY,
    "HighCommission": HIGH_COMMISSION,
    "Consulate": CONSULATE,
    "ConsulateGeneral": CONSULATE,
    "Treaty": TREATY,
    "Visit": STATE_VISIT,
}
"""The class of a new item, by the class of the fact. Others make no item: no id of theirs was checked."""

EMBASSY_LEVEL = frozenset({EMBASSY, DE_FACTO_EMBASSY, HIGH_COMMISSION})
CONSULAR_LEVEL = frozenset({CONSULATE, DE_FACTO_CONSULATE})

LEVELS: Mapping[str, frozenset[str]] = {
    "Embassy": EMBASSY_LEVEL,
    "HighCommission": EMBASSY_LEVEL,
    "Consulate": CONSULAR_LEVEL,
    "ConsulateGeneral": CONSULAR_LEVEL,
    "HonoraryConsulate": CONSULAR_LEVEL,
}
"""The classes that an item may be of to be the mission of a fact; none was checked for trade offices and the like."""

SAME_STATE = (frozenset({"Q55", "Q29999"}), frozenset({"Q237", "Q159583"}))
"""Items that stand for one state where missions and treaties are told of: the Netherlands and the Kingdom of the
Netherlands, Vatican City and the Holy See."""

SENDERS: Mapping[str, str] = {"Q237": "Q159583"}
"""Who acts abroad where that is not the item of the country: the Holy See, not Vatican City."""


def states(qid: str) -> frozenset[str]:
    """All items that stand for the state of an item."""
    return next((same for same in SAME_STATE if qid in same), frozenset({qid}))


def shown(property_: str) -> str:
    """A property for a reader: ``inception (P571)``."""
    return f"{LABELS[property_]} ({property_})"
