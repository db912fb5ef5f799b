from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from installing import ROOT, once, pip

# No test is timed: a machine that has something else to do makes none fail.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

SCRIPT = Path(sys.executable).with_name("bilat-kg")
LONGEST = frozenset({"test_compiled", "test_spark", "test_wheel"})
WITH_STORE = frozenset({"build", "diff", "evaluate", "explain", "export", "link", "query", "validate"})


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no process is waited for at the end."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)


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


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The wheel of this checkout, made where nothing that it needs is installed; compiled where there is a compiler."""
    form = {"BILAT_KG_COMPILE": "draft"} if shutil.which("cc") else {}

    def build(folder: Path) -> None:
        bare = folder / "bare"
        venv.create(bare, with_pip=True)
        pip(bare / "bin" / "python", "wheel", "--no-deps", "--wheel-dir", folder, ROOT, **form)

    (made,) = once(tmp_path_factory, "dist", build).glob("*.whl")
    return made


@pytest.fixture(scope="session")
def installed(tmp_path_factory, wheel) -> Path:
    """The programs of an environment that holds the wheel, what it needs, and nothing else."""

    def install(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        pip(folder / "bin" / "python", "install", wheel)

    return once(tmp_path_factory, "env", install) / "bin"
