"""Compiles the text wing with mypyc for a wheel, where a C compiler is at hand; the sources go into the wheel as well.

Nothing depends on it: without a compiler the wheel is pure Python and says so. ``BILAT_KG_COMPILE=skip`` leaves it out,
``BILAT_KG_COMPILE=require`` fails where it cannot be done, and so does ``draft``, for tests: the C compiler makes no
effort then and takes half as long. An editable installation stays pure: who edits wants the edit to count. All is done
in a temporary folder, so that a checkout and an sdist stay as they are.
"""

from __future__ import annotations

import ast
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

_MYPYC = ["mypy[mypyc]>=2.4,<2.5", "setuptools>=70"]  # mypyc promises nothing between minor versions
_SECONDS = 1800
_GROUP = "bilat_kg.text.compiled"  # all code stands in one library, so that modules call each other directly

_FEW = 3
_STRINGS = frozenset({"kind", "case", "own", "text", "mood"})  # attributes that always are some

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


def _with_methods(source: str) -> str:
    """``source`` with what each dataclass would make for itself written out, so that it is compiled.

    What ``dataclass`` makes stays interpreted: it takes longer than most of what is done with the object. mypy has
    seen to it by now that nobody assigns to what is frozen. ``__reduce__`` is what lets such objects be pickled.
    """
    lines = source.split("\n")
    for node in reversed(ast.parse(source).body):
        if not isinstance(node, ast.ClassDef) or not node.decorator_list:
            continue
        decorator = ast.unparse(node.decorator_list[0])
        fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
        if not decorator.startswith("dataclass(") or any("field(repr" in ast.unparse(each) for each in fields):
            continue
        names, taken, kept = [], [], []
        for each in fields:
            name, type_, value = ast.unparse(each.target), ast.unparse(each.annotation), each.value
            if isinstance(value, ast.Call) and ast.unparse(value.func) == "field":
                factory = ast.unparse(value.keywords[0].value)
                taken.append(f"{name}: {type_} | None = None")
                kept.append(f"self.{name} = {factory}() if {name} is None else {name}")
            else:
                taken.append(f"{name}: {type_}" if value is None else f"{name}: {type_} = {ast.unparse(value)}")
                kept.append(f"self.{name} = {name}")
            names.append(name)
        written = [f"def __init__(self, {', '.join(taken)}) -> None:", *(f"    {each}" for each in kept)]
        if any(isinstance(each, ast.FunctionDef) and each.name == "__post_init__" for each in node.body):
            written.append("    self.__post_init__()")
        values = f"({''.join(f'self.{name}, ' for name in names)})"
        written += ["def __reduce__(self) -> tuple[object, ...]:", f"    return {node.name}, {values}"]
        if "frozen=True" in decorator and "eq=False" not in decorator:
            written += ["def __hash__(self) -> int:", f"    return hash({values})"]
            if "order=True" not in decorator:  # which makes all six comparisons
                same = " and ".join(f"self.{name} == other.{name}" for name in names)
                written.append("def __eq__(self, other: object) -> bool:")
                written.append(f"    return isinstance(other, {node.name}) and {same}")
        lines[node.end_lineno or 0 : node.end_lineno] = [f"    {line}" for line in written]
        said = decorator.replace("dataclass(", "dataclass(init=False, ").replace("frozen=True, ", "")
        lines[node.decorator_list[0].lineno - 1] = f"@{said}"
    return "\n".join(lines)


def _with_constants(source: str) -> str:
    """``source`` with each set of constants that something is compared with made once, and not whenever it is met.

    mypyc sees to that behind ``in`` alone.
    """
    found: dict[tuple[int, int], ast.Set] = {}
    for node in ast.walk(ast.parse(source)):
        sets: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "isdisjoint":
            sets = node.args
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.LtE | ast.GtE | ast.Eq | ast.NotEq):
            sets = [node.left, *node.comparators]
        elif isinstance(node, ast.BinOp):
            sets = [node.right]  # what stands on the left says of which type the result is
        for each in sets:
            if isinstance(each, ast.Set) and all(isinstance(item, ast.Constant) for item in each.elts):
                found[each.lineno, each.col_offset] = each
    lines = source.encode().split(b"\n")  # places are counted in bytes
    named: dict[str, str] = {}
    for (line, start), each in sorted(found.items(), reverse=True):
        text = ast.unparse(each)
        name = named.setdefault(text, f"_SET_{len(named)}")
        if each.end_lineno == line:
            lines[line - 1] = lines[line - 1][:start] + name.encode() + lines[line - 1][each.end_col_offset :]
    declared = "".join(f"{name}: Final = frozenset({text})\n" for text, name in named.items())
    future = "from __future__ import annotations\n"
    return b"\n".join(lines).decode().replace(future, f"{future}{declared}", 1)


def _with_tuples(source: str) -> str:
    """``source`` with the classes of each ``isinstance(x, A | B)`` in a tuple, which mypyc knows: no union is made."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "isinstance"
            and isinstance(node.args[1], ast.BinOp)
        ):
            classes = ast.get_source_segment(source, node.args[1]) or ""
            source = source.replace(f", {classes})", f", ({classes.replace(' |', ',')}))")
    return source


def _with_empty_told(source: str) -> str:
    """``source`` with ``x.isdisjoint(chunk.senses)`` asked only of a chunk that has senses, which most have not.

    What is empty is disjoint from all, and to see that it is empty takes no call.
    """
    lines = source.encode().split(b"\n")
    places: list[tuple[int, int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "isdisjoint":
            asked = [each for each in (node.func.value, *node.args) if ast.unparse(each).endswith(".senses")]
            if asked and ast.unparse(asked[0]) != "sentence.senses":
                places.append((node.lineno, node.col_offset, f"(not {ast.unparse(asked[0])} or "))
                places.append((node.end_lineno or 0, node.end_col_offset or 0, ")"))
    for line, at, text in sorted(places, reverse=True):
        lines[line - 1] = lines[line - 1][:at] + text.encode() + lines[line - 1][at:]
    return b"\n".join(lines).decode()


def _with_members_asked(source: str) -> str:
    """``source`` with two or three strings asked for one by one, where a set of them is compared with another.

    ``x.isdisjoint({"a", "b"})`` takes a call and a look at each member of the smaller set, ``"a" not in x`` neither. So
    do a chunk's kind, case and words with a handful of constants: equal strings are mostly the same object.
    """
    tree = ast.parse(source)
    few: dict[str, list[str]] = {}  # the module's own sets of so few strings, by their names
    for node in tree.body:
        made = node.value if isinstance(node, ast.Assign) else None
        if isinstance(made, ast.Call) and made.args and ast.unparse(made.func) == "frozenset":
            few[ast.unparse(node.targets[0])] = _strings(made.args[0])
    lines = source.encode().split(b"\n")  # places are counted in bytes
    places: list[tuple[int, int, int, str]] = []
    for each in ast.walk(tree):
        said = None
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr == "isdisjoint":
            one, other = each.func.value, each.args[0]
            for asked, members in ((one, other), (other, one)):
                told = _strings(members) or few.get(ast.unparse(members), [])
                if told and not few.get(ast.unparse(asked)) and _is_plain(asked):
                    name = ast.unparse(asked)
                    empty = [f"not {name}"] if name.endswith(".senses") and name != "sentence.senses" else []
                    said = " or ".join([*empty, f"({' and '.join(f'{text!r} not in {name}' for text in told)})"])
                    break
        elif isinstance(each, ast.Compare) and isinstance(each.ops[0], ast.In | ast.NotIn) and len(each.ops) == 1:
            told = _strings(each.comparators[0]) or few.get(ast.unparse(each.comparators[0]), [])
            if told and _is_plain(each.left) and getattr(each.left, "attr", "") in _STRINGS:
                joint, sign = (" or ", "==") if isinstance(each.ops[0], ast.In) else (" and ", "!=")
                said = joint.join(f"{ast.unparse(each.left)} {sign} {text!r}" for text in told)
        if said and isinstance(each, ast.expr) and each.lineno == each.end_lineno:
            places.append((each.lineno, each.col_offset, each.end_col_offset or 0, f"({said})"))
    for line, start, end, text in sorted(places, reverse=True):
        lines[line - 1] = lines[line - 1][:start] + text.encode() + lines[line - 1][end:]
    return b"\n".join(lines).decode()


def _strings(node: ast.expr) -> list[str]:
    """The members of a set that is written out, where they are a few strings."""
    if not isinstance(node, ast.Set) or len(node.elts) > _FEW:
        return []
    found = [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    return found if len(found) == len(node.elts) else []


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression is a name, or an attribute of one: to look at it twice costs nothing."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _with_finals(source: str) -> str:
    """``source`` with what it names in capitals declared constant: mypyc then does not look for it by its name."""
    lines = source.split("\n")
    for node in ast.parse(source).body:
        name = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", node))
        if isinstance(node, ast.Assign | ast.AnnAssign) and name.isupper() and "TypeVar(" not in ast.unparse(node):
            at = node.lineno - 1
            if isinstance(node, ast.Assign):
                lines[at] = lines[at].replace(f"{name} =", f"{name}: Final =", 1)
            elif (declared := ast.unparse(node.annotation)) != "Final":
                lines[at] = lines[at].replace(f": {declared} =", f": Final[{declared}] =", 1)
    future = "from __future__ import annotations\n"
    return "\n".join(lines).replace(future, f"{future}from typing import Final\n", 1)


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
        written = file.read_text(encoding="utf-8")
        for form in (_with_methods, _with_members_asked, _with_empty_told, _with_constants, _with_tuples, _with_finals):
            written = form(written)
        file.write_text(written, encoding="utf-8")
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
    headers = [sysconfig.get_path("include"), sysconfig.get_path("platinclude"), "c/bilat_kg/text"]
    suffix = sysconfig.get_config_var("EXT_SUFFIX")

    inside = [] if sys.platform == "win32" else ["-fvisibility=hidden", "-fno-plt"]  # modules call each other directly

    def compiled(source: str, extension: Any) -> list[str]:  # noqa: ANN401  # setuptools has no types here
        objects: list[str] = compiler.compile(
            [source], output_dir="objects", include_dirs=[*headers, *extension.include_dirs],
            macros=extension.define_macros, extra_postargs=[*extension.extra_compile_args, *inside],
        )  # fmt: skip
        return objects

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [[pool.submit(compiled, source, each) for source in each.sources] for each in extensions]
    for each, parts in zip(extensions, jobs, strict=True):
        objects = [made for part in parts for made in part.result()]
        to = Path("made", *each.name.split(".")).with_suffix("")
        compiler.link_shared_object(objects, f"{to}{suffix}", extra_postargs=["-Wl,-s"] * (sys.platform == "linux"))


if __name__ == "__main__":
    _compile()
