"""SPARQL text as tokens: enough to set terms in the place of parameters and to see what a query would reach.

Oxigraph parses the query; nothing here does. What matters is that a string, comment or IRI is never taken for
anything else, for a parameter stands in none of them and a keyword hides in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bilat_kg.errors import QueryError

# Names take any sign beyond ASCII, which is more than SPARQL allows: the others stand in strings, comments and IRIs
# alone, and anywhere else Oxigraph refuses the query. Written as what is left out, the classes compile 20 times faster.
_LETTER = r"[^\x00-@\[-^`\x7b-\x7f]"
_CHARACTER = r"[^\x00-/:-@\[-^`\x7b-\x7f]"
_PREFIX = r"[^\x00-,/:-@\[-^`\x7b-\x7f]"  # and . -
_LOCAL = r"[^\x00-$&-,./;-@\[-^`\x7b-\x7f]"  # and - : %
_TOKEN = re.compile(
    rf"""
      (?P<space>    \s+ )
    | (?P<comment>  \#[^\r\n]* )
    | (?P<string>   \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
                  | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<iri>      <[A-Za-z][A-Za-z0-9+.-]*://[^<>"{{}}|^`\\\x00-\x20]*> )
    | (?P<maybe>    <[^<>"{{}}|^`\\\x00-\x20]*> )      # an IRI, or what stands between "<" and ">" of two comparisons
    | (?P<param>    \${_CHARACTER}+ )
    | (?P<variable> \?{_CHARACTER}+ )
    | (?P<tag>      @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<prefixed> (?:{_LETTER}{_PREFIX}{{0,200}}+)?:(?:{_LOCAL}|\\.|\.(?={_LOCAL}|\\))* )
    | (?P<word>     {_LETTER}{_CHARACTER}* )
    | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
_AMBIGUOUS = re.compile(r"['()#$]")
_NESTED = 200  # Oxigraph's parser overflows its stack, and ends the process, at some 2,000 groups


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the query: its kind (a group of the pattern), its text and where it starts."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query with its tokens looked at once: what it asks of the store, and where its parameters stand.

    ``star`` is the ``*`` of ``SELECT *``; ``first_seen`` are its variables in order of appearance; ``prefixes`` are
    those that it uses.
    """

    text: str
    parameters: tuple[Token, ...]
    star: Token | None
    first_seen: tuple[str, ...]
    prefixes: frozenset[str]

    def bind(self, terms: Mapping[str, str], columns: str | None = None) -> Bound:
        """Set terms, as SPARQL writes them, in the place of the parameters of those names; others stay variables.

        ``columns`` takes the place of the ``*`` in ``SELECT *``.
        """
        changes = [(token, terms[token.text[1:]]) for token in self.parameters if token.text[1:] in terms]
        if not changes and not columns:
            return Bound(self.text, self, ())
        if columns and self.star:
            changes = sorted([*changes, (self.star, columns)], key=lambda change: change[0].start)
        pieces, origins, position, length = [], [], 0, 0
        for token, text in changes:
            pieces += [self.text[position : token.start], text]
            length += token.start - position
            origins.append((length, len(text), token))
            length += len(text)
            position = token.start + len(token.text)
        return Bound("".join([*pieces, self.text[position:]]), self, tuple(origins))


@dataclass(frozen=True, slots=True)
class Bound:
    """A query as Oxigraph gets it, and where in it which parameter was set."""

    text: str
    prepared: Prepared
    origins: tuple[tuple[int, int, Token], ...]

    def original(self, offset: int) -> tuple[int, Token | None]:
        """Tell where a position of this text was in the query as written, and the parameter set at or before it."""
        shift, before = 0, None
        for start, length, token in self.origins:
            if offset < start:
                break
            before = token
            if offset < start + length:
                return token.start, token
            shift += length - len(token.text)
        return offset - shift, before


def tokens(text: str) -> Iterator[Token]:
    """Split a query into tokens; together they are the whole text."""
    for found in _TOKEN.finditer(text):
        yield Token(found.lastgroup or "other", found.group(), found.start())


def prepare(text: str) -> Prepared:
    """Look through a query; ``QueryError`` where it would leave the store, or nests deeper than the parser bears."""
    parameters: list[Token] = []
    first_seen: dict[str, None] = {}
    prefixes: set[str] = set()
    depth, ambiguous = 0, False
    star: Token | None = None
    before = ("", "")
    for token in tokens(text):
        match token.kind:
            case "space" | "comment":
                continue
            case "maybe":
                ambiguous = ambiguous or bool(_AMBIGUOUS.search(token.text))
            case "param" | "variable":
                first_seen.setdefault(token.text[1:])
                if token.kind == "param":
                    parameters.append(token)
            case "word" | "prefixed" | "tag":
                if _says_service(token):
                    raise QueryError(
                        f"{place(text, token.start)}: SERVICE asks another server; queries stay in the store"
                    )
                if token.kind == "prefixed":
                    prefixes.add(token.text.partition(":")[0])
            case "other":
                if token.text == "*" and depth == 0 and star is None and _selects(before):
                    star = token
                depth += (token.text in "([{") - (token.text in ")]}")
                if depth > _NESTED:
                    raise QueryError(f"{place(text, token.start)}: the query nests more than {_NESTED} brackets")
        before = (before[1], token.text.upper())
    if ambiguous and ("$" in text or "service" in text.lower()):
        raise QueryError("a <…> of the query may be an IRI or two comparisons; write the IRI in full, as <scheme://…>")
    return Prepared(text, tuple(parameters), star, tuple(first_seen), frozenset(prefixes))


def _selects(before: tuple[str, str]) -> bool:
    return before[1] == "SELECT" or (before[0] == "SELECT" and before[1] in {"DISTINCT", "REDUCED"})


def _says_service(token: Token) -> bool:
    # Oxigraph takes `trueSERVICE` and `1SERVICE` for two words; a prefixed name may say it after its colon only
    text = token.text.partition(":")[0] if token.kind == "prefixed" else token.text
    return "service" in text.lower()


def place(text: str, offset: int) -> str:
    """Say a position as ``line 3, column 14``, both counted from 1."""
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"
