"""Builds in processes of their own, so that each tells what memory it took at most."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_BUILD = """
import json, resource, sys, time
from bilat_kg.building import build
started, steps = time.perf_counter(), []
def watch(step):
    steps[:] = [time.perf_counter() - started]
given = json.loads(sys.argv[1])
made = build(given["sources"], given["store"], jobs=given["jobs"], validate=False, anew=given["anew"], watch=watch)
took = time.perf_counter() - started
own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
processor = [each.ru_utime + each.ru_stime for each in (own, workers)]
counts = [len(made.articles), made.kept, len(made.refused), made.quads]
print(json.dumps([*counts, steps[0], took, *processor, own.ru_maxrss / 1024, made.sha256]))
"""


@dataclass(frozen=True)
class Built:
    """What a build made and took.

    ``reading`` and ``seconds`` are seconds until the last article was read and until the end, ``processor`` and
    ``workers`` seconds of processor time of the build's own process and of those that read, ``megabytes`` the memory of
    its own process at most.
    """

    articles: int
    kept: int
    refused: int
    quads: int
    reading: float
    seconds: float
    processor: float
    workers: float
    megabytes: float
    sha256: str


def build(sources: Path, store: Path, *, jobs: int = 1, anew: bool = False) -> Built:
    """Build a folder of sources in a process of its own, without looking at shapes."""
    given = json.dumps({"sources": [str(sources)], "store": str(store), "jobs": jobs, "anew": anew})
    done = subprocess.run([sys.executable, "-c", _BUILD, given], check=True, capture_output=True, text=True)
    return Built(*json.loads(done.stdout))
