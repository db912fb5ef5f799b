"""The same extraction as a job of Apache Spark: articles and dumps of any Hadoop file system in, N-Quads parts out.

Spark brings the pieces of sources to many machines and takes the parts back; what happens in between is what a build
does: the same readers, the same workers (a process of its own for reading, with a deadline for each article), the same
contributions. ``bilat_kg.parts`` says what is written. The machines need bilat-kg installed, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bilat_kg import parts, workers
from bilat_kg.editions import edition
from bilat_kg.errors import SparkError
from bilat_kg.graph.canonical import canonical_lines, ontology_quads
from bilat_kg.graph.conflicts import Figure, ties
from bilat_kg.graph.contributions import Contribution, entity, naming
from bilat_kg.graph.gazetteer import describe, with_items
from bilat_kg.graph.links import link_quads
from bilat_kg.link.linker import Linker
from bilat_kg.sources import Notes, Record, Refusal, locate, records

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext
    from pyspark.sql import Row

_PREPARE = "bilat_kg.graph.contributions:contribution"
_DUMPS = (".xml", ".xml.bz2", ".xml.gz")
_PAGE_BEGIN, _PAGE_END, _DUMP_END = b"<page>", "</page>", b"</mediawiki>"
_PAIR = "pair "  # tells a pair from an entity, which is a JSON array
_LARGEST_PAGE = 16 << 20
# The place of a record in the order of a local build: of two of one name, or with one text, the first counts.
Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a job wrote: the folder, and how many articles and refused sources are in it."""

    out: str
    articles: int
    refused: int


def extract(
    context: SparkContext, sources: Iterable[str], out: str, *, deadline: float = 8.0, partitions: int | None = None
) -> Extracted:
    """Read articles on the machines of ``context``, and write what they add to a build to the folder ``out``.

    Args:
        context: of a Spark application.
        sources: paths or addresses of files, folders, patterns and dumps, as Hadoop has them.
        out: the folder to write, which must not be there.
        deadline: seconds of processor time that reading one article may take.
        partitions: into how many tasks reading is divided; by default three for each core that Spark has.

    Raises:
        SparkError: Hadoop cannot read the sources, or cannot write the folder.
        BilatError: the pipeline cannot be loaded.
    """
    from py4j.protocol import Py4JJavaError
    from pyspark import StorageLevel

    tasks = partitions or 3 * context.defaultParallelism
    try:
        _check_free(context, out)
        found = context.union(list(_found(context, list(sources), tasks))).persist(StorageLevel.DISK_ONLY)
        # Reading is what takes the time: it is dealt out evenly by name.
        read = (
            found.filter(_is_record)
            .map(_by_name)
            .reduceByKey(_first, tasks)
            .values()
            .mapPartitions(partial(_read, deadline=deadline))
            .persist(StorageLevel.DISK_ONLY)
        )
        twins = _twins(read)
        kept = read.filter(lambda item: isinstance(item[1], Contribution) and item[0] not in twins)
        told = context.parallelize(sorted(twins.values(), key=lambda refusal: refusal.where), 1)
        refused = context.union([found.flatMap(_refusals), read.flatMap(_refusals), told])
        _save(kept.map(_lines), f"{out}/{parts.QUADS}")
        _save(kept.map(_row), f"{out}/{parts.READINGS}")
        _save(refused.map(_refusal_row).coalesce(1), f"{out}/{parts.REFUSALS}")
        links = kept.mapPartitions(_links).distinct()
        _save(context.union([context.parallelize(_shared(kept), 1), links]), f"{out}/{parts.SHARED}")
        counts = Extracted(out, kept.count(), refused.count())
        _save(context.parallelize([parts.mark(edition(workers.PIPELINE))], 1), f"{out}/{parts.MARK}")
        found.unpersist()
        read.unpersist()
    except Py4JJavaError as error:
        raise SparkError(_told(error)) from None
    return counts


def _check_free(context: SparkContext, out: str) -> None:
    """Find out before all the work, and not after it, that a folder is there already."""
    assert context._jvm is not None
    path = context._jvm.org.apache.hadoop.fs.Path(out)
    if path.getFileSystem(context._jsc.hadoopConfiguration()).exists(path):
        raise SparkError(f"{out}: already exists; name a folder that is not there, or remove it")


Found = tuple[Place, Record | Refusal]
Named = tuple[Place, Record, tuple[Refusal, ...]]
Read = tuple[Place, Contribution | Refusal, str]


def _found(context: SparkContext, sources: list[str], tasks: int) -> Iterator[RDD[Found]]:
    """The records of sources: of files as a whole, and of dumps in pieces."""
    files = [source for source in sources if not source.endswith(_DUMPS)]
    if files:
        yield context.binaryFiles(",".join(files), tasks).mapPartitions(_in_files)
    for source in sources:
        if source.endswith(_DUMPS):
            yield _pages(context, source)


def _pages(context: SparkContext, source: str) -> RDD[Found]:
    """The records of a dump, whose pages Spark cuts apart wherever they lie, as bytes: what is no UTF-8 stays so."""
    from pyspark.sql import SparkSession

    settings = {"lineSep": _PAGE_END, "mapreduce.input.linerecordreader.line.maxlength": str(_LARGEST_PAGE)}
    rows = SparkSession(context).read.options(**settings).text(source)
    rows = rows.selectExpr("_metadata.file_block_start AS start", "CAST(value AS BINARY) AS page")
    first = rows.where("start = 0").first()
    begin = bytes(first.page).partition(_PAGE_BEGIN)[0] if first else b""
    return rows.rdd.mapPartitions(partial(_in_pages, source, begin))


def _in_files(files: Iterable[tuple[str, bytes]]) -> Iterator[Found]:
    """The records of whole files, which their readers are given as local ones."""
    with TemporaryDirectory(prefix="bilat-kg-") as folder:
        for path, content in files:
            file = Path(folder, path.rpartition("/")[2])
            file.write_bytes(content)
            for number, each in enumerate(_records(file, path)):
                yield (file.name.partition(".")[0], path, number), each
            file.unlink()


def _in_pages(source: str, begin: bytes, rows: Iterable[Row]) -> Iterator[Found]:
    """The records of stretches of a dump, which its reader is given as dumps of their own, with the same beginning."""
    name = source.rpartition("/")[2].removesuffix(".bz2").removesuffix(".gz")
    with TemporaryDirectory(prefix="bilat-kg-") as folder:
        for start, stretch in groupby(rows, key=lambda row: int(row.start)):
            file = Path(folder, name)
            with file.open("wb") as out:
                out.write(begin)
                for row in stretch:
                    page = row.page.removeprefix(begin)
                    if page.strip() not in {b"", _DUMP_END}:
                        out.write(page + _PAGE_END.encode())
                out.write(_DUMP_END)
            for number, each in enumerate(_records(file, source)):
                yield (name.partition(".")[0], source, (start << 24) + number), each


def _records(file: Path, where: str) -> Iterator[Record | Refusal]:
    """What the readers of sources make of a local file that stands for ``where``."""
    notes = Notes()
    for record in records(locate([file], notes), notes):
        yield replace(record, where=record.where.replace(str(file), where))
    for refusal in notes.refused:
        yield replace(
            refusal, where=refusal.where.replace(str(file), where), reason=refusal.reason.replace(str(file), where)
        )


def _by_name(item: Found) -> tuple[str, Named]:
    place, record = item
    assert isinstance(record, Record)
    return record.name, (place, record, ())


def _first(one: Named, other: Named) -> Named:
    """Of two records of one name the first, with the refusal of the other."""
    if other[0] < one[0]:
        one, other = other, one
    reason = f"an article named {one[1].name} was read from {one[1].where} already; rename one of them"
    refusal = Refusal(other[1].where, f"{other[1].where}: {reason}")
    return one[0], one[1], (*one[2], *other[2], refusal)


def _read(items: Iterable[Named], deadline: float) -> Iterator[Read]:
    """Read records in a worker, as a build does; what happens to one happens to no other, nor to the task."""
    waiting: dict[str, Place] = {}
    refused: list[Refusal] = []

    def taken() -> Iterator[Record]:
        for place, record, refusals in items:
            waiting[record.name] = place
            refused.extend(refusals)
            yield record

    results = workers.extract(taken(), deadline=deadline, pipeline=workers.PIPELINE, prepare=_PREPARE)
    for record, result in results:
        assert isinstance(record, Record)
        yield waiting.pop(record.name), result, record.sha256
    yield from ((("", "", 0), refusal, "") for refusal in refused)


def _twins(read: RDD[Read]) -> dict[Place, Refusal]:
    """The articles that have the same text as an earlier one, by their places."""
    texts = read.filter(lambda item: isinstance(item[1], Contribution)).map(_text)
    found = {}
    for _, articles in texts.groupByKey().filter(_several).collect():
        (_, name), *others = sorted(articles)
        for place, _ in others:
            reason = f"has the same text as the article {name}; leave one of them out"
            found[place] = Refusal(place[1], f"{place[1]}: {reason}")
    return found


def _text(item: Read) -> tuple[str, tuple[Place, str]]:
    assert isinstance(item[1], Contribution)
    return item[1].article.sha256, (item[0], item[1].article.name)


def _shared(kept: RDD[Read]) -> list[str]:
    """What all articles say together, as lines. Spark brings conflicting figures together; the rest is small."""
    given = kept.flatMap(_contributions)
    named = (
        given.flatMap(lambda each: [*each.entities, *(f"{_PAIR}{pair}" for pair in each.pairs)]).distinct().collect()
    )
    entities = [entity(each) for each in named if not each.startswith(_PAIR)]
    pairs = [each.removeprefix(_PAIR) for each in named if each.startswith(_PAIR)]
    groups = given.flatMap(lambda each: each.figures).distinct().keyBy(_group).groupByKey()
    figures = groups.filter(_several).flatMap(lambda group: group[1]).collect()
    states = [(one, other) for one, other in map(str.split, pairs)]
    linker = Linker()
    linker.named.update(given.flatMap(_named).distinct().collect())
    links = link_quads(linker.complete(with_items(entities)))
    quads = [*describe(entities, states), *links, *ties(sorted(figures)), *ontology_quads()]
    return [line.decode().rstrip("\n") for line in canonical_lines(quads)]


def _links(kept: Iterable[Read]) -> Iterator[str]:
    """The links of articles, as lines, as a build makes them on which nobody has decided anything."""
    linker = Linker()
    for item in kept:
        for given in _contributions(item):
            links = linker.link(given.article.iri, map(naming, given.namings))
            yield from (line.decode().rstrip("\n") for line in canonical_lines(link_quads(links)))


def _named(given: Contribution) -> set[tuple[str, str]]:
    entities = (naming(told).entity for told in given.namings)
    return {(entity.kind, entity.id) for entity in entities}


def _group(figure: Figure) -> str:
    return figure.group


def _is_record(item: Found) -> bool:
    return isinstance(item[1], Record)


def _several(group: tuple[str, Iterable[object]]) -> bool:
    return len(list(group[1])) > 1


def _refusals(item: Found | Read) -> list[Refusal]:
    return [item[1]] if isinstance(item[1], Refusal) else []


def _contributions(item: Read) -> list[Contribution]:
    return [item[1]] if isinstance(item[1], Contribution) else []


def _lines(item: Read) -> str:
    assert isinstance(item[1], Contribution)
    return item[1].lines.decode().removesuffix("\n")


def _row(item: Read) -> str:
    assert isinstance(item[1], Contribution)
    return parts.to_json(item[1], item[2])


def _refusal_row(refusal: Refusal) -> str:
    return json.dumps(asdict(refusal), ensure_ascii=False)


def _save(lines: RDD[str], folder: str) -> None:
    lines.saveAsTextFile(folder)


def _told(error: Exception) -> str:
    """What Hadoop or Spark says, without the traces of two languages."""
    text = str(getattr(error, "java_exception", error))
    for line in text.splitlines():
        if line.startswith(("bilat_kg.errors.", "org.apache.hadoop.", "java.io.")):
            return line.partition(": ")[2].strip() or line
    return text.splitlines()[0] if text else type(error).__name__
