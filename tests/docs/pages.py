"""What a page of the docs tells a reader to do: files to write or change, and commands with what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^(?:<!-- (?P<told>[^\n]+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_NEW = re.compile(r"new (\S+)")
_APPEND = re.compile(r"append to (\S+)")
_BESIDE = re.compile(r"in (\S+), (before|after): (.+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what the comment before it says to do with it, its language, its text."""

    told: str | None
    kind: str
    body: str


def section(page: str, title: str) -> str:
    """The text below the heading ``## title`` of a page, up to the next heading of that level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title!r}"
    return found[1]


def blocks(text: str) -> list[Block]:
    return [Block(m["told"], m["kind"], m["body"]) for m in _FENCE.finditer(text)]


def transcripts(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the lines that it prints."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def agrees(meant: str, printed: str) -> bool:
    """Whether a command printed what the page says, where ``…`` stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, meant.split("…"))), printed, re.DOTALL) is not None


class Copy:
    """A copy of what a newcomer changes, in which the pages are followed: ``bilat-kg`` and ``python3`` run the copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        leave = shutil.ignore_patterns("__pycache__", "*.pyc")
        for name in ("bilat_kg", "ontology", "queries"):
            shutil.copytree(ROOT / name, folder / name, ignore=leave)
        (folder / "seeds").symlink_to(ROOT / "seeds")
        (folder / "tests").symlink_to(ROOT / "tests")
        programs = folder / ".programs"
        programs.mkdir()
        for name, runs in (("bilat-kg", "-m bilat_kg"), ("python3", "")):
            script = programs / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {runs} "$@"\n')
            script.chmod(0o755)
        self.environment = {
            **os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(folder),
            "PYTHONPYCACHEPREFIX": str(folder / ".bytecode"),
        }  # fmt: skip

    def follow(self, told: list[Block]) -> list[tuple[str, str, str]]:
        """Do what the blocks say, in order; for each command what it should print, and what it prints."""
        ran = []
        for block in told:
            if block.kind == "console":
                ran += [(command, meant, self.run(command)) for command, meant in transcripts(block.body)]
            elif block.told:
                self._write(block)
        return ran

    def run(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], cwd=self.folder, env=self.environment, capture_output=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stderr.decode()}{done.stdout.decode()}"
        return done.stdout.decode().replace("\r\n", "\n")

    def _write(self, block: Block) -> None:
        told = block.told or ""
        if new := _NEW.fullmatch(told):
            path = self.folder / new[1]
            assert not path.exists(), f"{new[1]} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        elif append := _APPEND.fullmatch(told):
            with (self.folder / append[1]).open("a", encoding="utf-8") as file:
                file.write("\n" + block.body)
        elif beside := _BESIDE.fullmatch(told):
            path = self.folder / beside[1]
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            places = [i for i, line in enumerate(lines) if line.lstrip().startswith(beside[3])]
            assert len(places) == 1, f"{beside[1]} has {len(places)} lines that begin with {beside[3]!r}"
            lines.insert(places[0] + (beside[2] == "after"), block.body)
            path.write_text("".join(lines), encoding="utf-8")
        else:
            raise AssertionError(f"not understood: {told!r}")
