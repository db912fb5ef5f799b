"""What the endpoint says of itself: a SPARQL 1.1 service description."""

from __future__ import annotations

from bilat_kg.web.media_types import GRAPHS
from bilat_kg.web.pool import Pool

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
MEDIA_TYPES = tuple(name for name in GRAPHS if name != "text/plain")


def service(pool: Pool, endpoint: str, media_type: str) -> bytes:
    """Describe the service at an IRI, in one of ``MEDIA_TYPES``."""
    return b""
