"""A reconciliation query over the whole gazetteer (10,000 entities), and the time until the first can be answered.

One query of each sort, with its Bengali endings and misspellings, in milliseconds; the ratio is to comparing the name
with every name that the index knows (``rapidfuzz.process.extract``), which is what a service without an index would do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from benchmarks.metamorphic.inflection import Ending, inflection
from benchmarks.timing import report, side_by_side
from bilat_kg.link.reconciliation.entities import Known, gazetteer
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.names import folded
from bilat_kg.link.reconciliation.scoring import Condition, Query
from bilat_kg.link.reconciliation.service import Service

QUERIES = 2000  # of each sort
SEED = 20_260


def main() -> None:
    """Measure each sort of query."""
    started = perf_counter()
    entities = gazetteer()
    service = Service(Index(entities))
    print(f"gazetteer and index of {len(entities):,} entities made in {perf_counter() - started:.1f} s")
    for sort, names in sorts(entities).items():
        times = sorted(_taken(service, name) for name in names)
        middle, most, longest = (1000 * time for time in (median(times), times[len(times) * 95 // 100], times[-1]))
        print(f"{sort:<16} median {middle:6.2f} ms (at most 20), 95 % under {most:6.2f} ms, longest {longest:6.2f} ms")
    from rapidfuzz import fuzz, process

    every = sorted({folded(name) for each in entities for name in (*each.labels.values(), *each.aliases)})
    sample = sorts(entities)["misspelt"][:50]
    took, base = side_by_side(
        lambda: [_taken(service, name) for name in sample],
        lambda: [process.extract(folded(name), every, scorer=fuzz.ratio, score_cutoff=75) for name in sample],
        rounds=7,
    )
    report("a misspelt name / comparing it with every name", took / base, "at most 0.5")


def _taken(service: Service, name: str) -> float:
    started = perf_counter()
    service.candidates(Query((Condition("name", (name,)),)))
    return perf_counter() - started


def sorts(entities: tuple[Known, ...]) -> dict[str, list[str]]:
    """Names as they are asked for, by sort."""
    chance = random.Random(SEED)
    english = [each.labels["en"] for each in entities if "en" in each.labels]
    bengali = [each.labels["bn"] for each in entities if "bn" in each.labels]
    put = inflection("bn").put
    endings = [Ending(case=case, form=form) for case, form in (("Gen", "র"), ("Loc", "তে"), ("Acc", "কে"))]
    return {
        "English names": _some(chance, english),
        "Bengali names": _some(chance, bengali),
        "inflected": [put(name, chance.choice(endings)) for name in _some(chance, bengali)],
        "misspelt": [*_misspelt(chance, _some(chance, english + bengali))],
        "unknown": ["".join(chance.sample(name, len(name))) for name in _some(chance, english + bengali)],
    }


def _some(chance: random.Random, names: list[str]) -> list[str]:
    return [chance.choice(names) for _ in range(QUERIES)]


def _misspelt(chance: random.Random, names: list[str]) -> Iterator[str]:
    """One letter left out, not the first."""
    for name in names:
        at = chance.randrange(1, len(name)) if len(name) > 1 else 0
        yield name[:at] + name[at + 1 :] or name
