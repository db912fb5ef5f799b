"""The source of a module as mypyc is given it: the same code, in forms for which mypyc makes less to do.

Each form takes source and gives source; what it means stays as it was, and ``tests/test_compiled.py`` reads gold by
the outcome.
"""

from __future__ import annotations

import ast

_FEW = 3
_STRINGS = frozenset({"kind", "case", "own", "text", "mood"})  # attributes that always are some


def compiled_form(source: str) -> str:
    """``source`` in all the forms below."""
    for form in (_with_methods, _with_members_asked, _with_empty_told, _with_constants, _with_tuples, _with_finals):
        source = form(source)
    return source


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
