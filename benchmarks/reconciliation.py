"""A reconciliation query over the whole gazetteer (10,000 entities): how long it takes, and how often it is right.

Names are asked for by sort, each with its type: as the gazetteer has them, with Bengali case endings, with one letter
left out, and shuffled so that they mean nobody. The ratio is to comparing a name with every name that the index knows
(``rapidfuzz.process.extract``), which is what a service without an index would do.
"""

from __future__ import annotations

import random
from collections import Counter
from statistics import median
from time import perf_counter

from benchmarks.metamorphic.inflection import Ending, inflection
from benchmarks.timing import report, side_by_side
from bilat_kg.link.reconciliation.entities import KINDS, Known, gazetteer
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.names import folded
from bilat_kg.link.reconciliation.scoring import Candidate, Condition, Query
from bilat_kg.link.reconciliation.service import Service

QUERIES = 2000  # of each sort
SEED = 20_260
ENDINGS = [Ending(case=case, form=form) for case, form in (("Gen", "র"), ("Loc", "তে"), ("Acc", "কে"))]


def main() -> None:
    """Measure each sort of query."""
    started = perf_counter()
    entities = gazetteer()
    service = Service(Index(entities))
    print(f"gazetteer and index of {len(entities):,} entities made in {perf_counter() - started:.1f} s")
    asked = sorts(entities)
    for sort, names in asked.items():
        times = []
        tally: Counter[str] = Counter()
        for each, name in names:
            started = perf_counter()
            found = _ask(service, name, each)
            times.append(perf_counter() - started)
            matched = [candidate.entity.id for candidate in found if candidate.match]
            tally["match"] += matched == [each.id]
            tally["other"] += matched not in ([], [each.id])
            tally["listed"] += each.id in [candidate.entity.id for candidate in found]
        times.sort()
        middle, most, longest = (1000 * time for time in (median(times), times[len(times) * 95 // 100], times[-1]))
        share = {what: f"{100 * count / len(names):5.1f} %" for what, count in tally.items()}
        print(
            f"{sort:<14} median {middle:5.2f} ms (at most 20), 95 % under {most:5.2f} ms, longest {longest:6.2f} ms; "
            f"right one matched {share['match']}, listed {share['listed']}, another matched {share['other']}"
        )
    from rapidfuzz import fuzz, process

    every = sorted({folded(name) for each in entities for name in (*each.labels.values(), *each.aliases)})
    sample = asked["misspelt"][:50]
    took, base = side_by_side(
        lambda: [_ask(service, name, each) for each, name in sample],
        lambda: [process.extract(folded(name), every, scorer=fuzz.ratio, score_cutoff=75) for _, name in sample],
        rounds=7,
    )
    report("a misspelt name / comparing it with every name", took / base, "at most 0.5")


def _ask(service: Service, name: str, each: Known) -> tuple[Candidate, ...]:
    return service.candidates(Query((Condition("name", (name,)),), (KINDS[each.kind].id,)))


def sorts(entities: tuple[Known, ...]) -> dict[str, list[tuple[Known, str]]]:
    """Whom and how it is asked for, by sort."""
    chance = random.Random(SEED)

    def some(*langs: str) -> list[tuple[Known, str]]:
        named = [(each, each.labels[lang]) for each in entities for lang in langs if lang in each.labels]
        return chance.sample(named, QUERIES)

    put = inflection("bn").put
    return {
        "English": some("en"),
        "Bengali": some("bn"),
        "inflected": [(each, put(name, chance.choice(ENDINGS))) for each, name in some("bn")],
        "misspelt": [(each, _misspelt(chance, name)) for each, name in some("en", "bn")],
        "shuffled": [(each, "".join(chance.sample(name, len(name)))) for each, name in some("en", "bn")],
    }


def _misspelt(chance: random.Random, name: str) -> str:
    """One letter left out, not the first."""
    at = chance.randrange(1, len(name)) if len(name) > 1 else 1
    return name[:at] + name[at + 1 :]
