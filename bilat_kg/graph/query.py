"""Questions to the graph: SPARQL text, or one of the named queries that travel with the package."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Store

from bilat_kg.errors import QueryError, StoreError
from bilat_kg.graph.namespaces import DATA_NS, PREFIXES
from bilat_kg.graph.parameters import Parameter, bind, parse_parameter
from bilat_kg.graph.results import Result, Solutions, Triples, Truth
from bilat_kg.graph.sparql import Bound, place, prepare
from bilat_kg.resources import QUERIES

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its header says: lines ``# key: value`` before the first line that is no comment.

    ``titles`` are by language (``# title:`` is English, ``# title@bn:`` Bengali); ``name`` is the file's stem, or
    ``"the query"`` for text that is in no file.
    """

    text: str
    name: str = "the query"
    titles: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    parameters: tuple[Parameter, ...] = ()

    @property
    def title(self) -> str:
        """The question in English."""
        return self.titles.get("en", self.name)


_HEADER = re.compile(r"#\s*(?P<key>\w+)(?:@(?P<lang>[\w-]+))?:\s*(?P<value>.*)")


@lru_cache(maxsize=256)
def parse_query(text: str, name: str = "the query") -> Query:
    """Read the header of a query's text; ``QueryError`` for a parameter that is not declared right."""
    titles: dict[str, str] = {}
    parameters: list[Parameter] = []
    description = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        if found := _HEADER.match(line.strip()):
            key, lang, value = found.group("key", "lang", "value")
            match key.lower():
                case "title":
                    titles[lang or "en"] = value.strip()
                case "description":
                    description = value.strip() if lang in {None, "en"} else description
                case "param":
                    parameters.append(parse_parameter(value, f"{name}, line {number}"))
    return Query(text, name, titles, description, tuple(parameters))


@cache
def named_queries() -> Mapping[str, Path]:
    """The files of the named queries by name."""
    return {path.stem: path for path in sorted(QUERIES.glob("*.rq"))}


def queries() -> tuple[Query, ...]:
    """Read all named queries, sorted by name."""
    return tuple(find(name) for name in named_queries())


def find(name: str) -> Query:
    """Read the named query; ``QueryError`` offers the names nearest to one that is not known."""
    if name in named_queries():
        return read(named_queries()[name])
    import difflib

    near = difflib.get_close_matches(name, named_queries(), n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "`bilat-kg queries` lists them"
    raise QueryError(f"there is no query {name!r}; {hint}")


def read(path: Path) -> Query:
    """Read a query from a file; ``QueryError`` where it cannot be read."""
    try:
        return parse_query(path.read_text("utf-8"), path.stem)
    except OSError as error:
        raise QueryError(f"{path}: the query cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: the query is not UTF-8 (byte {error.start})") from None


def resolve(query: str | Query) -> Query:
    """Take a query for what it is: a ``Query``, the name of one, or SPARQL text."""
    if isinstance(query, Query):
        return query
    return find(query) if "{" not in query and NAME.fullmatch(query) else parse_query(query)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked of, whatever its ``FROM`` says (SPARQL 1.1 Protocol, 2.1.4)."""

    default: Sequence[NamedNode] = ()
    named: Sequence[NamedNode] = ()


def run(
    store: Store, query: Query, parameters: Mapping[str, object] | None = None, dataset: Dataset | None = None
) -> Result:
    """Ask a store of its default graph, which holds every triple of its named graphs once, or of what ``FROM`` says.

    A ``dataset`` takes the place of both; relative IRIs are paths of our things, ``<country/MYS>``.

    ``QueryError`` says the line and column of a syntax error, or what is wrong with a parameter.
    """
    terms: tuple[tuple[str, str], ...] = ()
    if parameters or query.parameters:
        given = bind(query.parameters, parameters or {}, query.name)
        terms = tuple((name, str(term)) for name, term in given.items())
    bound, prefixes = _bound(query.text, terms)
    try:
        answer = store.query(
            bound.text,
            base_iri=DATA_NS,
            prefixes=prefixes,
            default_graph=list(dataset.default) if dataset else None,
            named_graphs=list(dataset.named) if dataset else None,
        )
    except SyntaxError as error:
        raise _syntax_error(bound, str(error), query.name) from None
    except UnicodeEncodeError as error:
        raise QueryError(f"{query.name}: {place(bound.text, error.start)}: a lone surrogate is no character") from None
    except (RuntimeError, OSError) as error:
        if "Corruption" in str(error) or isinstance(error, OSError):
            raise StoreError(f"the store is damaged ({error}); `bilat-kg build` makes it anew") from None
        raise QueryError(f"{query.name}: {error}") from None
    if isinstance(answer, QuerySolutions):
        return Solutions(answer)
    return Truth(answer) if isinstance(answer, QueryBoolean) else Triples(answer)


@lru_cache(maxsize=256)
def _bound(text: str, terms: tuple[tuple[str, str], ...]) -> tuple[Bound, dict[str, str] | None]:
    """A query as Oxigraph gets it, with those of our prefixes that it uses.

    It is kept, and the prefixes are no more than these, because a short answer takes no longer than either.
    """
    prepared = prepare(text)
    bound = prepared.bind(dict(terms))
    if prepared.star:
        bound = prepared.bind(dict(terms), _columns(bound.text, prepared.first_seen))
    return bound, {name: PREFIXES[name] for name in prepared.prefixes if name in PREFIXES} or None


def _columns(text: str, first_seen: tuple[str, ...]) -> str | None:
    """What ``SELECT *`` stands for, in order of appearance: Oxigraph would answer in alphabetical order."""
    try:
        answer = Store().query(text, base_iri=DATA_NS, prefixes=_PREFIXES)
    except (SyntaxError, UnicodeEncodeError):  # told when the store is asked
        return None
    if not isinstance(answer, QuerySolutions):
        return None
    names = [variable.value for variable in answer.variables]
    return " ".join(f"?{name}" for name in sorted(names, key=first_seen.index))


_PREFIXES = dict(PREFIXES)
_POSITION = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<expected>.*)", re.DOTALL)
_PROSE = re.compile(r"(?:expected (?:one of )?|, )(?P<prose>[A-Z][a-z]*(?: [A-Za-z]+)+)")


def _syntax_error(bound: Bound, message: str, name: str) -> QueryError:
    found = _POSITION.match(message)
    if not found:
        return QueryError(f"{name} is not SPARQL: {message}")
    lines = bound.text.split("\n")
    line, column = int(found["line"]), int(found["column"])
    offset, parameter = bound.original(sum(len(text) + 1 for text in lines[: line - 1]) + column - 1)
    text = bound.prepared.text
    reason = "it does not parse"
    if parameter and _parses(text):
        offset, reason = parameter.start, f"the value of {parameter.text} cannot stand there"
    elif prose := _PROSE.search(found["expected"]):
        reason = prose["prose"][0].lower() + prose["prose"][1:]
    near = " ".join(text[max(0, offset - 16) : offset + 16].split())
    return QueryError(f"{name}: {place(text, offset)}, near {near!r}: {reason}")


def _parses(text: str) -> bool:
    try:
        Store().query(text, base_iri=DATA_NS, prefixes=_PREFIXES)
    except SyntaxError:
        return False
    return True


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once inside the block.

    Python looks at signals between its own steps, and Oxigraph takes none while a query runs: the default handler of
    the system is the only one that does not wait. It can be set in the main thread alone; elsewhere this does nothing.
    """
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
