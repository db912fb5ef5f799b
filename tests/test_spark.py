"""Extraction by Apache Spark, in one process and on a cluster of a master and two workers, is that of a local build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from triplestores import free_port

import bilat_kg
from benchmarks.dumps.damages import DAMAGES
from benchmarks.dumps.writing import write
from bilat_kg import parts
from bilat_kg.building import build
from bilat_kg.errors import SourceError
from bilat_kg.graph.namespaces import DESCRIPTION_GRAPH
from bilat_kg.graph.store import check
from bilat_kg.sources import Refusal
from tests.conftest import SCRIPT

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "data" / "gold"
SPARK = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": str(ROOT)}

pytestmark = pytest.mark.skipif(not shutil.which("java"), reason="needs Java 17 or later")


def spark(master: str, sources: list[Path], out: Path, more: str = "") -> subprocess.CompletedProcess[str]:
    command = [SCRIPT, "spark", "--master", master, "--partitions", "2", "-o", str(out), *map(str, sources)]
    settings = f"--conf spark.sql.files.maxPartitionBytes=1000000 {more} pyspark-shell"  # so that the dump is cut
    env = {**os.environ, **SPARK, "PYSPARK_SUBMIT_ARGS": settings}
    return subprocess.run(command, env=env, cwd=out.parent, capture_output=True, text=True, timeout=400)


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> list[Path]:
    """Eight articles, a twin of one of them, two that no build can read, and a dump with a page of every damage."""
    folder = tmp_path_factory.mktemp("sources")
    for name in ("are-bgd", "arg-chl", "fra-mar", "ind-srb", "jpn-aus", "kor-uzb"):
        (found, *_) = sorted((GOLD / "dev").glob(f"{name}.*[!l]"))
        shutil.copy(found, folder)
    for name in ("mys-omn", "mys-tls"):
        shutil.copy(ROOT / "seeds" / "articles" / f"{name}.bn.txt", folder)
    shutil.copy(folder / "mys-omn.bn.txt", folder / "twin.bn.txt")
    (folder / "stateless.txt").write_text("এখানে কোনো দেশের নাম নেই।", encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    return [folder, write(tmp_path_factory.mktemp("dump") / "wiki.xml", 30, broken=True).path]


@pytest.fixture(scope="module")
def local(sources, tmp_path_factory):
    """The report of a build without Spark."""
    return build(sources, tmp_path_factory.mktemp("local") / "store", validate=False)


@pytest.fixture(scope="module")
def extraction(sources, local, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("spark") / "out"
    done = spark("local[2]", sources, out)
    assert done.returncode == 0, done.stderr[-3000:]
    assert len(local.refused) == 3 + len(DAMAGES)
    assert len(local.articles) > 10
    assert done.stdout == f"{out}: {len(local.articles)} articles read, {len(local.refused)} sources refused\n"
    return out


def test_a_build_of_an_extraction_is_that_of_its_sources(extraction, local, sources, tmp_path):
    made = build([extraction], tmp_path / "store", validate=False)
    assert made.sha256 == local.sha256
    assert made.articles == local.articles
    assert (made.abstentions, made.facts, made.mentions) == (local.abstentions, local.facts, local.mentions)
    assert check(tmp_path / "store")
    assert sorted(map(told, made.refused)) == sorted(map(told, local.refused))
    # and it is what a build goes on from
    again = build(sources, tmp_path / "store", validate=False, jobs=2)
    assert (again.kept, again.sha256) == (len(local.articles), local.sha256)


def told(refusal: Refusal) -> str:
    """What a refusal says, but for folders, and for the byte: Spark does not know where the piece of a dump began."""
    return re.sub(r"byte [\d,]+", "byte …", re.sub(r"\S*/", "", refusal.reason))


def test_any_bulk_loader_takes_the_parts(extraction, local):
    store = Store()
    for folder in (parts.QUADS, parts.SHARED):
        for file in sorted((extraction / folder).glob("part-*")):
            store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    with bilat_kg.open(local.store) as graph:
        lines = graph.export("nquads").decode().splitlines()
    ours = {line for line in lines if not line.endswith(f"<{DESCRIPTION_GRAPH.value}> .")}
    assert {f"{quad} ." for quad in store} == ours


def test_a_damaged_extraction_is_one_sentence(extraction, tmp_path):
    def damaged(name: str) -> Path:
        return Path(shutil.copytree(extraction, tmp_path / name))

    cut = damaged("cut")
    (file, *_) = sorted((cut / parts.QUADS).glob("part-*"))
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(SourceError, match=r"is damaged .* fetch it again"):
        list(parts.contributions(cut))
    lost = damaged("lost")
    (lost / parts.QUADS / file.name).unlink()
    with pytest.raises(SourceError, match="cannot be read"):
        list(parts.contributions(lost))
    unfinished = damaged("unfinished")
    for part in (unfinished / parts.MARK).iterdir():
        part.unlink()
    with pytest.raises(SourceError, match="is no extraction that came to its end; run `bilat-kg spark` again"):
        build([unfinished], tmp_path / "store")


def test_a_folder_that_is_there_is_not_written_over(extraction, sources):
    done = spark("local[1]", sources, extraction)
    assert done.returncode == 1
    assert "already exists" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@contextmanager
def daemon(log: Path, *words: str) -> Iterator[str]:
    """A daemon of Spark during the block; gives what it says of itself once it is up."""
    home = Path(find_spec("pyspark").origin).parent
    with log.open("wb") as out:
        process = subprocess.Popen(
            [home / "bin" / "spark-class", *words], stdout=out, stderr=out, env={**os.environ, **SPARK}, cwd=log.parent
        )
        try:
            end = time.monotonic() + 180
            while not (
                found := re.search(r"Starting Spark master at (\S+)|registered with master (\S+)", log.read_text())
            ):
                assert process.poll() is None, log.read_text()[-3000:]
                assert time.monotonic() < end, log.read_text()[-3000:]
                time.sleep(0.2)
            yield found[1] or found[2]
        finally:
            process.terminate()
            process.wait()


def test_a_cluster_of_two_workers_extracts_the_same(sources, tmp_path):
    few = [sources[0] / f"{name}.bn.txt" for name in ("mys-omn", "mys-tls")]
    deploy = "org.apache.spark.deploy"
    here = ["--host", "127.0.0.1", "--webui-port", "0"]
    with ExitStack() as cluster:
        port = str(free_port())
        master = cluster.enter_context(
            daemon(tmp_path / "master.log", f"{deploy}.master.Master", *here, "--port", port)
        )
        for number in (1, 2):
            worker = [f"{deploy}.worker.Worker", *here, "--cores", "1", "--memory", "1g"]
            worker += ["--work-dir", str(tmp_path / f"work{number}"), master]
            cluster.enter_context(daemon(tmp_path / f"worker{number}.log", *worker))
        more = "--conf spark.executor.memory=512m --conf spark.driver.host=127.0.0.1"
        done = spark(master, few, tmp_path / "out", more)
        assert done.returncode == 0, done.stderr[-3000:]
        executors = (tmp_path / "master.log").read_text().count("Launching executor")
    assert executors == 2
    made = build([tmp_path / "out"], tmp_path / "store", validate=False)
    assert made.sha256 == build(few, tmp_path / "local", validate=False).sha256
    assert len(made.articles) == 2
