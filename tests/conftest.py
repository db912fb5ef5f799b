from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("bilat-kg")
WITH_STORE = frozenset({"build", "diff", "evaluate", "explain", "export", "link", "query", "validate"})


class Run:
    """Runs the real command line, as a stranger would."""

    def __init__(self, folder: Path, store: Path | None = None) -> None:
        self.folder = folder
        self.store = store

    def __call__(
        self, *arguments: object, stdin: str | bytes = b"", timeout: float = 120, **more
    ) -> subprocess.CompletedProcess[str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            self.command(*arguments), input=data, capture_output=True, cwd=self.folder, timeout=timeout, **more
        )
        result = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in result.stderr, result.stderr
        return result

    def command(self, *arguments: object) -> list[str]:
        """The command's words; ``--store`` is added to what touches one."""
        words = [str(argument) for argument in arguments]
        if self.store and words and words[0] in WITH_STORE:
            words[1:1] = ["--store", str(self.store)]
        return [str(SCRIPT), *words]

    def refused(self, *arguments: object, **more) -> str:
        """The one sentence of a command that fails for its input."""
        done = self(*arguments, **more)
        assert done.returncode == 1, done
        assert done.stderr.startswith("bilat-kg: ")
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr.removeprefix("bilat-kg: ").rstrip("\n")


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory) -> Path:
    """The store that ``bilat-kg build`` makes in an empty directory; for reading only."""
    folder = tmp_path_factory.mktemp("seeds")
    done = Run(folder)("build")
    assert done.returncode == 0, done.stderr
    return folder / "bilat-kg.store"


@pytest.fixture
def run(tmp_path) -> Run:
    """The command line in an empty directory."""
    return Run(tmp_path)


@pytest.fixture
def seeds(tmp_path, seed_store) -> Run:
    """The command line in an empty directory, on the store of the seed articles."""
    return Run(tmp_path, seed_store)
