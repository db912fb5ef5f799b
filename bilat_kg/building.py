"""From sources to a published store: the one place where reading and the graph meet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilat_kg import graph, parts, resources, workers
from bilat_kg.editions import edition
from bilat_kg.errors import BilatError, SourceError
from bilat_kg.graph import StoreWriter
from bilat_kg.graph.contributions import Contribution
from bilat_kg.graph.joining import Joined
from bilat_kg.graph.namespaces import ONTOLOGY_NS
from bilat_kg.graph.register import Kept, Register, Remembered
from bilat_kg.graph.splicing import DiffersError
from bilat_kg.graph.validation import Violation
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.link.decisions import KINDS, Decisions
from bilat_kg.link.decisions import read as read_decisions
from bilat_kg.link.linker import Linker
from bilat_kg.sources import Notes, Record, Refusal, Unread, locate, records_but, unpacked

_PREPARE = "bilat_kg.graph.contributions:contribution"
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

    ``store``: its directory. ``sha256``: digest of the canonical N-Quads, the same for the same sources. ``quads``:
    how many. ``articles``: names of those in it. ``kept``: how many of these were not read again. ``facts``: distinct
    facts by class of the flat record. ``abstentions``: refused candidates by reason, most frequent first. ``mentions``
    of entities in the texts and how many of them are ``linked`` to Wikidata, each by kind of entity. ``decisions``: on
    how many entities of the build somebody decided. ``refused``: sources that could not be read. ``passed``: files of
    folders that are no articles, with the reason. ``pages_chosen``: pages of dumps and categories that are about two
    countries, by what told it; ``pages_passed``: all others, by reason. ``joined``: quads of RDF files, by file.
    ``remarks``: what was changed at reading, and decisions on entities that no article names. ``conforms``: whether the
    graph has its shapes (``None`` if not asked), and where not, ``violations``. ``seconds``: time taken.
    """

    store: Path
    sha256: str
    quads: int
    articles: tuple[str, ...]
    kept: int
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


def build(
    sources: Iterable[str | Path] | None = None,
    store: str | Path = DEFAULT_STORE,
    *,
    jobs: int = 1,
    deadline: float = 8.0,
    validate: bool = True,
    anew: bool = False,
    decisions: str | Path | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Report:
    """Read articles and publish what they state as a store, in the place of whatever build was there.

    A source that cannot be read is refused by name and the build goes on; the report lists it. An article that the
    build before read from the same source, with the same program, rules and gazetteer, is not read again.

    Args:
        sources: files, folders, extractions made by Spark, and addresses of pages (``https://…/wiki/…``), which allow
            the network; by default the four seed articles that travel with the package.
        store: the directory to write; made if missing.
        jobs: how many processes read articles at once; the result does not depend on it.
        deadline: seconds of processor time that reading one article may take.
        validate: whether to hold the graph against its SHACL shapes afterwards, which takes longer than reading.
        anew: whether to read every article, whatever the build before knows.
        decisions: a file of what people decided about links to Wikidata.
        watch: told after each article.

    Raises:
        DecisionError: the decisions cannot be read; the store is as it was.
        EmptyBuildError: no source could be read; the store is as it was.
        StoreError: the directory is not a store, is being built by another process, or cannot be written.
    """
    given = [resources.ARTICLES] if sources is None else list(sources)
    try:
        return _build(given, Path(store), jobs, deadline, validate, anew, decisions, watch)
    except DiffersError:
        return _build(given, Path(store), jobs, deadline, validate, True, decisions, watch)


def _build(
    given: Sequence[str | Path],
    store: Path,
    jobs: int,
    deadline: float,
    validate: bool,
    anew: bool,
    decisions: str | Path | None,
    watch: Callable[[Progress], None] | None,
) -> Report:
    started = time.monotonic()
    decided = read_decisions(decisions) if decisions is not None else Decisions()
    linker = Linker(decided)
    notes = Notes()
    extractions = [Path(source) for source in given if parts.is_extraction(source)]
    files = locate([source for source in given if not parts.is_extraction(source)], notes)
    if not files and not extractions:
        raise EmptyBuildError(tuple(notes.refused))
    with StoreWriter(store, edition(workers.PIPELINE), linking=decided.sha256, anew=anew) as writer:
        register, read, kept = writer.register, 0, 0
        for extraction in extractions:
            read += _take_extraction(extraction, writer, notes)
        results = workers.extract(
            records_but(files, notes, lambda stamp: register.unchanged(stamp) is not None),
            jobs=jobs,
            deadline=deadline,
            pipeline=workers.PIPELINE,
            prepare=_PREPARE,
            known=lambda record: _known(record, register),
        )
        for record, result in results:
            refusal = _take(record, result, writer)
            if refusal:
                notes.refused.append(refusal)
            else:
                read += 1
                kept += isinstance(result, Kept)
            if watch:
                done = read + len(notes.refused)
                watch(Progress(done, max(done, len(files)), record.where))  # a dump is one file, and many articles
        joined = _join(notes, writer)
        refused = tuple(sorted(notes.refused, key=lambda each: (each.where, each.reason)))
        if not read:
            raise EmptyBuildError(refused)
        writer.link(link for article, namings in writer.namings() for link in linker.link(article, namings))
        linker.named |= writer.named()
        writer.link(linker.complete(writer.with_items()))
        mentions, linked = register.links.counts()
        manifest = writer.publish()
        shapes = writer.validate() if validate else None
    with graph.open(store, verify=False) as opened:
        readings = opened.build.readings
        articles, abstentions = readings.names(), readings.reasons()
    unused = linker.unused()
    return Report(
        store=store,
        sha256=manifest.sha256,
        quads=manifest.quads,
        articles=tuple(articles),
        kept=kept,
        facts=_facts(manifest.classes),
        abstentions=abstentions,
        mentions=_by_kind(mentions),
        linked=_by_kind(linked),
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


def _known(record: Record | Unread, register: Register) -> Kept | Remembered | None:
    """What the build before knows of a record."""
    return (
        register.unchanged(record.stamp) if isinstance(record, Unread) else register.known(record.sha256, record.where)
    )


def _take(record: Record | Unread, result: object, writer: StoreWriter) -> Refusal | None:
    """Take what a record gave into the build, or say why it is refused."""
    where, register = record.where, writer.register
    if isinstance(result, Kept):
        if twin := register.twin(result.sha256):
            return Refusal(where, f"{where}: has the same text as the article {twin}; leave one of them out")
        register.keep(result, record.stamp)
        return None
    assert isinstance(record, Record)
    if isinstance(result, Contribution):
        return _contribute(where, result, record.sha256, writer, record.stamp)
    if isinstance(result, Remembered):
        result = Refusal(where, result.reason, lasting=True)
    assert isinstance(result, Refusal)
    if result.lasting:
        register.refuse(record.sha256, where, result.reason)
    return result


def _take_extraction(path: Path, writer: StoreWriter, notes: Notes) -> int:
    """Take an extraction into the build; how many articles it gave."""
    same = parts.edition_of(path) == edition(workers.PIPELINE)
    if not same:
        notes.remarks.append(f"{path}: was made by another edition of the program or its data; its facts may differ")
    before = len(notes.refused)
    notes.refused += parts.refusals(path)
    read = 0
    for digest, given in parts.contributions(path):
        where = f"{path}: {given.article.name}"
        refusal = _contribute(where, given, digest if same else None, writer)
        if refusal:
            notes.refused.append(refusal)
        else:
            read += 1
    if not read and len(notes.refused) == before:
        raise EmptyBuildError((Refusal(str(path), f"{path}: holds no article"),))
    return read


def _contribute(
    where: str, given: Contribution, digest: str | None, writer: StoreWriter, stamp: str | None = None
) -> Refusal | None:
    if twin := writer.register.twin(given.article.sha256):
        return Refusal(where, f"{where}: has the same text as the article {twin}; leave one of them out")
    try:
        writer.contribute(given, digest, stamp)
    except ValueError as error:
        return Refusal(where, f"{where}: {error}; leave it out, and please report it")
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


def _facts(classes: Mapping[str, int]) -> dict[str, int]:
    """The number of distinct facts by class of the flat record, in the order of the ontology."""
    families = vocabulary().families
    return {family.record: classes.get(ONTOLOGY_NS + name, 0) for name, family in families.items()}
