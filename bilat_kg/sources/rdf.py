"""RDF told from articles by its first lines. It is not read here: the graph wing takes such files as they are."""

from __future__ import annotations

import re

# Possessive, so that a file of blanks is looked through once.
_GAP = r"(?:\s++|#[^\n]*+\n)*+"
_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
_NQUADS = re.compile(rf"{_GAP}(?:{_IRI}|_:\w+)[ \t]*{_IRI}[ \t]*(?:{_IRI}|_:\w|\")[^\n]*\.[ \t]*(?:\r?\n|$)")
_PREFIX = re.compile(rf"{_GAP}(?:@(?:prefix|base)\s|(?:PREFIX|BASE)\s+(?:[\w.-]*:)?\s*{_IRI})", re.IGNORECASE)
_TURTLE = re.compile(rf"{_GAP}(?:GRAPH\s+)?(?=<[^<>\s]*[:#]){_IRI}\s*(?:\{{|a\s|{_IRI})")
_JSON_LD = re.compile(r'"@(?:context|graph|id)"\s*:')

SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".jsonld")


def syntax(head: bytes) -> str | None:
    """The syntax of RDF that a file beginning so is in, by its usual extension; ``None`` for what is no RDF.

    Turtle is TriG, and N-Triples are N-Quads.
    """
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if text.lstrip()[:1] in {"{", "["} and _JSON_LD.search(text):
        return "jsonld"
    if _NQUADS.match(text):
        return "nq"
    return "trig" if _PREFIX.match(text) or _TURTLE.match(text) else None
