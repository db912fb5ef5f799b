"""Compiles the text wing with mypyc for a wheel, where a C compiler is at hand; the sources go into the wheel as well.

Nothing depends on it: without a compiler the wheel is pure Python and says so. ``BILAT_KG_COMPILE=skip`` leaves it out,
``BILAT_KG_COMPILE=require`` fails where it cannot be done, and so does ``draft``, for tests: the C compiler makes no
effort then and takes half as long. Look-ups in sets, which reading does most, are written out in ``hatch_sets.c``. An
editable installation stays pure: who edits wants the edit to count. All is done in a temporary folder, so that a
checkout and an sdist stay as they are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

from hatch_forms import compiled_form

_MYPYC = ["mypy[mypyc]>=2.4,<2.5", "setuptools>=70"]  # mypyc promises nothing between minor versions
_SECONDS = 1800
_GROUP = "bilat_kg.text.compiled"  # all code stands in one library, so that modules call each other directly
_NATIVE = "__native_"  # begins the names of the C files that mypyc makes of Python, not those that it brings

# What reads data once gains nothing, nor does what is spaCy's.
_INTERPRETED = frozenset(
    {
        "__init__.py", "documents.py", "frames/__init__.py", "frames/case_frame/__init__.py", "gazetteer.py",
        "language.py", "values/__init__.py",
    }
)  # fmt: skip


class Compiling(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names no parameter that would fit
    """The hook for a wheel; ``hatch_build.py`` hands it to hatchling."""

    PLUGIN_NAME = "custom"
    _folder: str | None = None

    def dependencies(self) -> list[str]:
        """Ask for mypyc only where it will be used."""
        return [] if self.target_name != "wheel" or _mode() == "skip" or _lacking() else _MYPYC

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and put what comes of it beside the sources in the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        if _mode() == "skip":
            self._say("BILAT_KG_COMPILE leaves it out")
            return
        if lacking := _lacking():
            self._fail(lacking)
            return
        folder = Path(tempfile.mkdtemp(prefix="bilat-kg-"))
        self._folder = str(folder)
        shutil.copytree(Path(self.root) / "bilat_kg", folder / "bilat_kg", ignore=lambda _, names: _no_sources(names))
        done = subprocess.run(
            [sys.executable, str(Path(__file__).resolve())], cwd=folder, capture_output=True, text=True,
            check=False, timeout=_SECONDS,
        )  # fmt: skip
        if done.returncode != 0:
            told = [line for line in (done.stdout + done.stderr).splitlines() if "error" in line.lower()]
            self._fail((told or ["mypyc or the C compiler failed"])[0])
            return
        made = folder / "made"
        for file in made.rglob("*"):
            if file.is_file():
                build_data["force_include"][str(file)] = file.relative_to(made).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _fail(self, reason: str) -> None:
        if _mode() in {"require", "draft"}:
            raise RuntimeError(f"bilat-kg: the text wing cannot be compiled: {reason}")
        self._say(reason)

    def _say(self, reason: str) -> None:
        self.app.display_warning(f"bilat-kg: the text wing stays pure Python, and reads more slowly: {reason}")


def _mode() -> str:
    return os.environ.get("BILAT_KG_COMPILE", "")


def _lacking() -> str | None:
    """What is not there to compile with."""
    if sys.implementation.name != "cpython":
        return f"mypyc compiles for CPython, and this is {sys.implementation.name}"
    command = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cl").split()[0]
    if not shutil.which(command):
        return f"there is no C compiler ({command})"
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        return "the headers of Python are not installed"
    return None


def _no_sources(names: list[str]) -> list[str]:
    return [name for name in names if "." in name and not name.endswith(".py")]


def _compile() -> None:
    """Compile the package in the working directory into ``made/``: Python to C in one go, then C file by C file."""
    from mypyc.build import mypycify
    from setuptools._distutils.ccompiler import new_compiler
    from setuptools._distutils.sysconfig import customize_compiler

    text = Path("bilat_kg", "text")
    files = sorted(file for file in text.rglob("*.py") if file.relative_to(text).as_posix() not in _INTERPRETED)
    files.append(Path("bilat_kg", "model.py"))
    for file in files:
        file.write_text(compiled_form(file.read_text(encoding="utf-8")), encoding="utf-8")
    # spaCy and what the graph needs are not in a build environment, and types of others make nothing faster
    options = ["--config-file=", "--ignore-missing-imports", "--no-warn-unused-ignores", "--follow-imports=silent"]
    # One C file a module: a third of the time that one file and -O3 take, and the same speed. -O2 moves what is done on
    # errors, most of the code, out of the way: a reading misses the cache of instructions less often than with -O1.
    effort = "0" if _mode() == "draft" else "2"
    extensions = mypycify(
        [*options, *map(str, files)],
        opt_level=effort, debug_level="0", multi_file=True, target_dir="c", group_name=_GROUP,
    )  # fmt: skip
    compiler = new_compiler()
    customize_compiler(compiler)
    headers = [sysconfig.get_path("include"), sysconfig.get_path("platinclude"), "c", "c/bilat_kg/text"]
    suffix = sysconfig.get_config_var("EXT_SUFFIX")

    inside: list[str] = []
    first: list[str] = []
    if sys.platform != "win32":
        inside = ["-fvisibility=hidden", "-fno-plt"]  # modules call each other directly
        first = ["-include", "c/first.h"]
        for source in ("hatch_sets.c", "hatch_sets.h"):
            shutil.copy(Path(__file__).with_name(source), "c")

    def compiled(source: str, extension: Any) -> list[str]:  # noqa: ANN401  # setuptools has no types here
        made_of_python = Path(source).name.startswith(_NATIVE)
        objects: list[str] = compiler.compile(
            [source], output_dir="objects", include_dirs=[*headers, *extension.include_dirs],
            macros=extension.define_macros,
            extra_postargs=[*extension.extra_compile_args, *inside, *(first if made_of_python else [])],
        )  # fmt: skip
        return objects

    for each in extensions:
        if first and any(Path(source).name.startswith(_NATIVE) for source in each.sources):
            each.sources.append("c/hatch_sets.c")
            flags = [*each.extra_compile_args, *inside, *(f"-I{folder}" for folder in (*headers, *each.include_dirs))]
            _precompile(Path("c", "first.h"), [*compiler.compiler_so, *flags])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [[pool.submit(compiled, source, each) for source in each.sources] for each in extensions]
    for each, parts in zip(extensions, jobs, strict=True):
        objects = [made for part in parts for made in part.result()]
        to = Path("made", *each.name.split(".")).with_suffix("")
        compiler.link_shared_object(objects, f"{to}{suffix}", extra_postargs=["-Wl,-s"] * (sys.platform == "linux"))


def _precompile(first: Path, command: list[str]) -> None:
    """Write the header that stands before all that mypyc makes, and have it read once for all: it is a megabyte.

    A compiler that cannot do so, or cannot take it later, reads the header itself.
    """
    natives = sorted(Path("c", "bilat_kg", "text").glob(f"{_NATIVE}*.h"))
    first.write_text("".join(f'#include "{name}"\n' for name in ("hatch_sets.h", *(each.name for each in natives))))
    subprocess.run([*command, "-x", "c-header", str(first), "-o", f"{first}.gch"], capture_output=True, check=False)


if __name__ == "__main__":
    _compile()
