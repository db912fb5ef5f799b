"""What a reader finds after a writer was stopped: the build before it or the new one, and nothing in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_store import everything, little, quads

import bilat_kg.graph
from bilat_kg.errors import StoreError
from bilat_kg.graph import StoreWriter
from bilat_kg.graph.manifest import read_manifest
from bilat_kg.graph.store import check
from tests.graph.conftest import publish

# Builds two articles, and kills itself at the step of that number; a step is whatever Python tells its auditors of a
# file. Prints the steps, if it comes to that.
BUILDER = """
import os, signal, sys
sys.path[:0] = sys.argv[1].split(os.pathsep)
from tests.graph.conftest import publish
from test_store import little
from pathlib import Path
readings, steps, last = little("one", "two"), [], int(sys.argv[3])
publish(Path(sys.argv[2]).with_suffix(".warm"), readings)
FILES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "shutil.rmtree", "sqlite3.connect"}
def step(event, arguments):
    if event in FILES:
        steps.append(event)
        if len(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(step)
publish(Path(sys.argv[2]), readings)
print(*steps)
"""


def build(store: Path, last: int) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", BUILDER, str(Path(__file__).parent), str(store), str(last)]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60)


def test_killed_at_any_step_the_store_is_the_old_build_or_the_new_one(tmp_path: Path):
    original = tmp_path / "original.store"
    publish(original, little("one"))
    old = everything(original)

    def copy(name: str) -> Path:
        return Path(shutil.copytree(original, tmp_path / name))

    steps = build(copy("whole.store"), 0).stdout.split()
    new = everything(tmp_path / "whole.store")
    assert old != new
    switch = steps.index("os.rename") + 1
    found = {}
    for last in [*range(1, switch - 2, 9), *range(switch - 2, switch + 3), len(steps)]:
        store = copy(f"{last}.store")
        assert build(store, last).returncode == -signal.SIGKILL
        found[last] = everything(store)
        assert found[last] == (old if last <= switch else new), f"killed at step {last}: {steps[last - 1]}"
    assert set(found.values()) == {old, new}
    assert len(found) > 8
    for store in tmp_path.glob("[0-9]*.store"):
        publish(store, little("one", "two"))
        assert len(list(store.glob("build-*"))) == 1  # what the killed one left behind is cleared away


def test_killed_at_its_first_build_a_store_is_none(tmp_path: Path):
    for last in (2, 5, 9):
        store = tmp_path / f"{last}.store"
        assert build(store, last).returncode == -signal.SIGKILL
        with pytest.raises(StoreError, match=r"no finished build|not a bilat-kg store|no such store"):
            bilat_kg.graph.open(store)
        assert publish(store, little("one")).articles == 1


# Runs where it may mount: makes a file system of each size, with a store on it, and builds another one.
SMALL_DISKS = """
import shutil, subprocess, sys
sys.path[:0] = sys.argv[1].split()
from pathlib import Path
from bilat_kg.errors import StoreError
from bilat_kg.graph.store import check
from tests.graph.conftest import publish
from test_store import everything, little
original, disk = Path(sys.argv[2]), Path(sys.argv[3])
old = everything(original)
for size in map(int, sys.argv[4:]):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", disk], check=True)
    store = Path(shutil.copytree(original, disk / "a.store"))
    try:
        publish(store, little("one", "two"))
        print("published")
    except StoreError as error:
        assert everything(store) == old and check(store) and len(list(store.glob("build-*"))) == 1
        print(str(error).replace(str(store), ""))
    subprocess.run(["umount", "-l", disk], check=True)
"""


def test_when_the_disk_is_full_the_old_build_is_still_served(tmp_path: Path):
    """At twenty sizes, from one that holds the old build and little else to one that holds both."""
    may_mount = ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*may_mount, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small file system")
    original, disk = tmp_path / "original.store", tmp_path / "disk"
    publish(original, little("one"))
    disk.mkdir()
    held = sum(path.stat().st_size for path in original.rglob("*")) // 1024
    sizes = [str(held + 60 + step * (held + 900) // 19) for step in range(20)]
    arguments = [str(Path(__file__).parent), str(original), str(disk), *sizes]
    done = subprocess.run([*may_mount, sys.executable, "-c", SMALL_DISKS, *arguments], capture_output=True, text=True)
    outcomes = done.stdout.splitlines()
    assert len(outcomes) == 20, done.stderr
    assert outcomes[-1] == "published"
    refused = [outcome for outcome in outcomes if outcome != "published"]
    assert set(refused) == {": the build cannot be written (no space is left on the disk); the store is as it was"}
    assert len(refused) > 10


@pytest.mark.parametrize("size", [0, 1, 5_000, 40_000, 200_000])
def test_when_files_may_not_grow_the_old_build_is_still_served(tmp_path: Path, size: int):
    store = tmp_path / "a.store"
    publish(store, little("one"))
    old = everything(store)
    script = f"""
import resource, signal, sys
sys.path[:0] = [{str(Path(__file__).parent)!r}]
from pathlib import Path
from tests.graph.conftest import publish
from test_store import little
from bilat_kg.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
readings = little("one", "two")
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
try:
    publish(Path({str(store)!r}), readings)
except StoreError as error:
    sys.exit(str(error))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    assert "the build cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(store) == old
    assert check(store)


def test_a_second_build_is_refused_by_name(tmp_path: Path):
    store = tmp_path / "a.store"
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from bilat_kg.graph import StoreWriter\n"
            "with StoreWriter(sys.argv[1]): print('building', flush=True); sys.stdin.read()",
            str(store),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "building\n"
        with pytest.raises(StoreError, match=f"process {holder.pid} is building this store"), StoreWriter(store):
            pass
        with pytest.raises(StoreError, match="no finished build"):
            bilat_kg.graph.open(store)
        holder.kill()
    assert publish(store, little("one")).articles == 1  # the dead leave no lock


def test_a_stale_lock_file_is_taken_over(tmp_path: Path):
    store = tmp_path / "a.store"
    publish(store, little("one"))
    (store / "lock").write_text("1\n")  # process 1 lives, and does not hold it
    assert publish(store, little("one", "two")).articles == 2


def test_two_builds_in_one_process(tmp_path: Path):
    store = tmp_path / "a.store"
    with StoreWriter(store) as writer:
        writer.add(little("one")[0])
        with pytest.raises(StoreError, match=f"under way in this process \\({os.getpid()}\\)"), StoreWriter(store):
            pass
        writer.publish()
    assert check(store).articles == 1


def test_readers_find_a_whole_build_while_others_publish(tmp_path: Path):
    store = tmp_path / "a.store"
    known = {publish(store, little("one")).sha256}
    publisher = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; sys.path[:0] = [sys.argv[2]]\n"
            "from tests.graph.conftest import publish; from test_store import little; from pathlib import Path\n"
            "for n in range(12): print(publish(Path(sys.argv[1]), little('one', f'n{n % 3}')).sha256, flush=True)",
            str(store),
            str(Path(__file__).parent),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    opened = set()
    with publisher:
        while publisher.poll() is None:
            with bilat_kg.graph.open(store) as graph:
                assert quads(graph) == graph.manifest.quads
                opened.add(graph.manifest.sha256)
        assert publisher.stdout is not None
        known.update(publisher.stdout.read().split())
    assert publisher.returncode == 0
    assert opened <= known
    assert len(opened) > 1


def test_a_symlink_in_place_of_a_leftover_is_not_followed(tmp_path: Path):
    store, theirs = tmp_path / "a.store", tmp_path / "theirs"
    publish(store, little("one"))
    (theirs / "oxigraph").mkdir(parents=True)
    (theirs / "oxigraph" / "mine.txt").write_text("mine")
    (store / "build-00000000").symlink_to(theirs)
    publish(store, little("one", "two"))
    assert (theirs / "oxigraph" / "mine.txt").read_text() == "mine"
    assert read_manifest(store).articles == 2
