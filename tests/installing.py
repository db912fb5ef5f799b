"""A wheel in an environment of its own: made once for all processes that test, run by a stranger to the checkout."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def once(tmp_path_factory, name: str, fill: Callable[[Path], None]) -> Path:
    """A folder that is filled once a run, by whichever process of the run needs it first."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = base / name, base / f"{name}.done"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            fill(folder)
            done.touch()
    return folder


def pip(python: str | Path, *arguments: object, **environment: str) -> None:
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=1800, cwd="/", env={**os.environ, **environment})


def outside() -> dict[str, str]:
    """The environment variables of somebody who has no checkout."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
