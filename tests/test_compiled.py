"""The compiled text wing reads what the Python that it was compiled from reads, and can be stopped like it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from installing import ROOT, outside

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")

SCRIPT = Path(sys.executable).with_name("bilat-kg")
GOLD = ROOT / "tests" / "data" / "gold"
READ_ALL = """
import hashlib, sys
from pathlib import Path
from bilat_kg.model import Article
from bilat_kg.errors import SourceError
from bilat_kg.text import chunks
from bilat_kg.text.pipeline import load

print(Path(chunks.__file__).suffix)
for file in sorted(Path(sys.argv[1]).rglob("*.txt"))[::2]:
    try:
        read = load("bn").read(Article(file.stem, "x:" + file.stem, "bn", file.read_text()))
    except SourceError as error:
        read = error
    print(file.name, hashlib.sha256(repr(read).encode()).hexdigest())
"""

# A string that is asked for is another object than its equal in the set, as where a word is cut from a text.
LOOK_UP = """
import random
from bilat_kg.text.chunks import Chunk, Sentence, bears

chance, told = random.Random(1), 0
for _ in range(20_000):
    words = [f"sense {chance.randrange(300)}" for _ in range(chance.choice((0, 1, 2, 4, 5, 9, 20, 80, 250)))]
    chunk = Chunk("word", 0, 1, "x", "Nom", frozenset(words))
    asked = f"sense {chance.randrange(300)}"
    assert bears([chunk], asked) == any(word == asked for word in words), (words, asked)
    assert bears([chunk], words[0] if words else asked) == bool(words)
    several = [f"sense {chance.randrange(300)}" for _ in range(chance.choice((2, 3, 9, 40)))]
    several += words[: chance.randrange(2)]  # one that is the same object, at times
    common = any(word in words for word in several)
    assert list(Sentence(0, 0, 1, [chunk]).having(*several)) == [0] * common, (words, several)
    told += common
print(told)
"""


def output(folder: Path, *command: object) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=outside(), capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_of_this_platform_and_the_checkout_stays_as_it_was(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "bilat_kg/text/chunks.py" in names
    assert any(re.fullmatch(r"bilat_kg/text/chunks\.cpython-.*\.so", name) for name in names)
    assert not any(name.endswith((".c", ".h", ".o")) for name in names)
    assert not wheel.name.endswith("-none-any.whl")
    left = {file.name for ending in ("c", "h", "o", "so") for file in (ROOT / "bilat_kg").rglob(f"*.{ending}")}
    assert left == set()


def test_each_says_which_form_it_is(installed, tmp_path):
    assert output(tmp_path, installed / "bilat-kg", "--version").endswith("(compiled)\n")
    assert output(tmp_path, SCRIPT, "--version").endswith("(pure Python)\n")


def test_the_seeds_make_the_same_graph(installed, tmp_path):
    hashes = set()
    for name, program, jobs in (
        ("pure", SCRIPT, 1),
        ("one", installed / "bilat-kg", 1),
        ("two", installed / "bilat-kg", 2),
    ):
        folder = tmp_path / name
        folder.mkdir()
        hashes.update(re.findall(r"\b[0-9a-f]{64}\b", output(folder, program, "build", "--jobs", jobs)))
    assert len(hashes) == 1


def test_every_other_gold_text_reads_alike(installed, tmp_path):
    pure = output(tmp_path, sys.executable, "-c", READ_ALL, GOLD).splitlines()
    compiled = output(tmp_path, installed / "python", "-c", READ_ALL, GOLD).splitlines()
    assert (pure[0], compiled[0]) == (".py", ".so")
    assert len(pure) > 80
    assert compiled[1:] == pure[1:]


def test_sets_answer_as_python_has_them_answer(installed, tmp_path):
    told = [int(output(tmp_path, python, "-c", LOOK_UP)) for python in (sys.executable, installed / "python")]
    assert told[0] == told[1]
    assert 8_000 < told[0] < 16_000


@pytest.fixture(scope="module")
def endless() -> str:
    """A text that takes minutes to read."""
    return "\n".join([next(GOLD.rglob("*.bn.txt")).read_text()] * 2000)


def test_the_deadline_ends_compiled_code(installed, tmp_path, endless):
    (tmp_path / "long.txt").write_text(endless[:600_000])
    done = subprocess.run(
        [installed / "bilat-kg", "build", "long.txt", "--deadline", "0.5"],
        cwd=tmp_path, env=outside(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "long.txt: took longer than 0.5 s to read" in done.stderr


def test_ctrl_c_reaches_a_program_that_reads_with_compiled_code(installed, tmp_path, endless):
    (tmp_path / "long.txt").write_text(endless)
    script = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has its children ignore it
from bilat_kg.model import Article
from bilat_kg.text.pipeline import load
text = open("long.txt").read()
reader = load("bn")
print("reading", flush=True)
reader.read(Article("a", "x:a", "bn", text))
"""
    running = subprocess.Popen(
        [installed / "python", "-c", script], cwd=tmp_path, env=outside(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        time.sleep(1)
        sent = time.monotonic()
        running.send_signal(signal.SIGINT)
        told = running.stderr.read()
        assert running.wait(60) == -signal.SIGINT
    assert time.monotonic() - sent < 5
    assert told.endswith("KeyboardInterrupt\n")
    assert 'bilat_kg/text/pipeline.py", line' in told
