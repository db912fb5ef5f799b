"""From sources to a published store: the one place where reading and the graph meet."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bilat_kg import graph, resources, workers
from bilat_kg.errors import BilatError, SourceError
from bilat_kg.graph import StoreWriter
from bilat_kg.graph.joining import Joined
from bilat_kg.graph.namespaces import ONTOLOGY_NS
from bilat_kg.graph.validation import Violation
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.link.decisions import KINDS, Decisions
from bilat_kg.link.decisions import read as read_decisions
from bilat_kg.link.linker import Linker
from bilat_kg.model import Reading
from bilat_kg.sources import Notes, Refusal, locate, records, unpacked

DEFAULT_STORE = "bilat-kg.store"


class EmptyBuildError(BilatError):
    """No source could be read, so that nothing was published; ``refused`` says why, source by source."""

    def __init__(self, refused: tuple[Refusal, ...]) -> None:
        first = refused[0].reason if refused else "there is no source; give a file or a folder"
        some = f"none of the {len(refused)} sources could be read, so that nothing was built; the first: "
        super().__init__(some + first if len(refused) > 1 else first)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: articles done of ``total`` files, and the path of the last one."""

    done: int
    total: int
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made.

    ``store``: its directory. ``sha256``: digest of the canonical N-Quads, the same for the same sources. ``quads``: how
    many. ``articles``: names of those read. ``facts``: distinct facts by class of the flat record. ``abstentions``:
    refused candidates by reason, most frequent first. ``mentions`` of entities in the texts and how many of them are
    ``linked`` to Wikidata, each by kind of entity. ``decisions``: on how many entities of the build somebody decided.
    ``refused``: sources that could not be read. ``passed``: files of folders that are no articles, with the reason.
    ``pages_chosen``: pages of dumps and categories that are about two countries, by what told it; ``pages_passed``: all
    others, by reason. ``joined``: quads of RDF files, by file. ``remarks``: what was changed at reading, and decisions
    on entities that no article names. ``conforms``: whether the graph has its shapes (``None`` if not asked), and where
    not, ``violations``. ``seconds``: time taken.
    """

    store: Path
    sha256: str
    quads: int
    articles: tuple[str, ...]
    facts: Mapping[str, int]
    abstentions: Mapping[str, int]
    mentions: Mapping[str, int]
    linked: Mapping[str, int]
    decisions: int
    refused: tuple[Refusal, ...]
    passed: tuple[tuple[str, str], ...]
    pages_chosen: Mapping[str, int]
    pages_passed: Mapping[str, int]
    joined: Mapping[str, int]
    remarks: tuple[str, ...]
    conforms: bool | None
    violations: tuple[Violation, ...]
    seconds: float


class _Tally:
    """Counts over the readings of a build, none of which is kept."""

    def __init__(self) -> None:
        self.articles: dict[str, str] = {}
        self.abstentions: Counter[str] = Counter()

    def add(self, reading: Reading) -> None:
        self.articles[reading.article.sha256] = reading.article.name
        self.abstentions.update(each.reason for each in set(reading.abstentions))


def build(
    sources: Iterable[str | Path] | None = None,
    store: str | Path = DEFAULT_STORE,
    *,
    jobs: int = 1,
    deadline: float = 8.0,
    validate: bool = True,
    decisions: str | Path | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Report:
    """Read articles and publish what they state as a store, in the place of whatever build was there.

    A source that cannot be read is refused by name and the build goes on; the report lists it.

    Args:
        sources: files, folders, and addresses of pages (``https://…/wiki/…``), which allow the network; by default
            the four seed articles that travel with the package.
        store: the directory to write; made if missing.
        jobs: how many processes read articles at once; the result does not depend on it.
        deadline: seconds of processor time that reading one article may take.
        validate: whether to hold the graph against its SHACL shapes afterwards, which takes time and memory in
            proportion to the whole graph.
        decisions: a file of what people decided about links to Wikidata.
        watch: told after each article.

    Raises:
        DecisionError: the decisions cannot be read; the store is as it was.
        EmptyBuildError: no source could be read; the store is as it was.
        StoreError: the directory is not a store, is being built by another process, or cannot be written.
    """
    started = time.monotonic()
    decided = read_decisions(decisions) if decisions is not None else Decisions()
    linker = Linker(decided)
    notes = Notes()
    files = locate([resources.ARTICLES] if sources is None else sources, notes)
    if not files:
        raise EmptyBuildError(tuple(notes.refused))
    tally = _Tally()
    with StoreWriter(store) as writer:
        readings = workers.extract(records(files, notes), jobs=jobs, deadline=deadline, pipeline=workers.PIPELINE)
        for where, result in readings:
            refusal = result if isinstance(result, Refusal) else _add(result, where, writer, linker, tally)
            if refusal:
                notes.refused.append(refusal)
            if watch:
                done = len(tally.articles) + len(notes.refused)
                watch(Progress(done, max(done, len(files)), where))  # a dump is one file, and many articles
        joined = _join(notes, writer)
        refused = tuple(sorted(notes.refused, key=lambda each: (each.where, each.reason)))
        if not tally.articles:
            raise EmptyBuildError(refused)
        writer.link(linker.complete(writer.with_items()))
        manifest = writer.publish()
    unused = linker.unused()
    with graph.open(store, verify=False) as opened:
        facts = _facts(opened)
        shapes = opened.validate() if validate else None
    return Report(
        store=Path(store),
        sha256=manifest.sha256,
        quads=manifest.quads,
        articles=tuple(tally.articles.values()),
        facts=facts,
        abstentions=dict(sorted(tally.abstentions.items(), key=lambda item: (-item[1], item[0]))),
        mentions=_by_kind(linker.mentions),
        linked=_by_kind(linker.linked),
        decisions=len(decided.entities()) - len(unused),
        refused=refused,
        passed=tuple(notes.passed),
        pages_chosen=dict(notes.pages_chosen.most_common()),
        pages_passed=dict(notes.pages_passed.most_common()),
        joined=joined,
        remarks=(*notes.remarks, *(f"{decisions}: no article of this build names {each}" for each in unused)),
        conforms=shapes.conforms if shapes is not None else None,
        violations=shapes.violations if shapes is not None else (),
        seconds=time.monotonic() - started,
    )


def _add(reading: Reading, where: str, writer: StoreWriter, linker: Linker, tally: _Tally) -> Refusal | None:
    """Add a reading to the build, or say why it is refused."""
    if twin := tally.articles.get(reading.article.sha256):
        return Refusal(where, f"{where}: has the same text as the article {twin}; leave one of them out")
    try:
        writer.add(reading)
        writer.link(linker.link(reading))
    except ValueError as error:
        reason = f"what was read from it cannot be in the graph ({error}); leave it out, and please report it"
        return Refusal(where, f"{where}: {reason}")
    tally.add(reading)
    return None


def _by_kind(counted: Mapping[str, int]) -> dict[str, int]:
    return {kind: counted[kind] for kind in KINDS}


def _join(notes: Notes, writer: StoreWriter) -> dict[str, int]:
    """Take the files of RDF into the build, and say how many quads each gave; one that cannot be taken is refused."""
    joined: dict[str, int] = {}
    for data in notes.data:
        file = Joined(data.path.name, data.where, data.syntax)
        try:
            joined[data.where] = file.check(unpacked(data.path))
            writer.join(file.quads(unpacked(data.path)))
        except SourceError as error:
            joined.pop(data.where, None)
            notes.refused.append(Refusal(data.where, str(error)))
    return joined


_COUNT = "SELECT ?class (COUNT(DISTINCT ?fact) AS ?facts) WHERE { ?fact a bilat:Fact, ?class } GROUP BY ?class"


def _facts(opened: graph.Graph) -> dict[str, int]:
    """The number of distinct facts by class of the flat record, in the order of the ontology."""
    answer = opened.query(_COUNT)
    assert isinstance(answer, graph.Solutions)
    counted = {str(name): int(str(number)) for name, number in answer.rows()}
    return {family.record: counted.get(ONTOLOGY_NS + name, 0) for name, family in vocabulary().families.items()}
