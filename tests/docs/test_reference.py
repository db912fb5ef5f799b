"""``docs/reference.md`` leaves nothing out, and what it shows is what happens."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
import regenerate
from pages import DOCS, ROOT, agrees, blocks, transcripts

import bilat_kg
from bilat_kg.graph import Graph
from bilat_kg.graph.export import FORMATS
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.parameters import types
from bilat_kg.graph.query import named_queries
from bilat_kg.graph.records import columns
from bilat_kg.graph.results import TABLE_FORMATS, TRIPLE_FORMATS

PAGE = (DOCS / "reference.md").read_text(encoding="utf-8")
CODE = set(re.findall(r"`([^`\n]+)`", PAGE))
COMMANDS = {name.removeprefix("bilat-kg").strip(): command for name, command in regenerate.commands()}


def part(command: str) -> str:
    """What the page says below the heading of a command."""
    found = re.search(rf"^### {command}\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"the page says nothing of {command}"
    return found[1]


def test_the_generated_parts_are_those_that_would_be_generated_now() -> None:
    assert len(re.findall("<!-- generated: ", PAGE)) == len(COMMANDS) - 1 + len(regenerate.PARTS)
    assert regenerate.regenerated(PAGE) == PAGE, "run python -m tests.docs.regenerate"


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {""}))
def test_every_command_has_its_options_and_an_example_that_runs(name: str) -> None:
    said = part(name)
    for option in regenerate.options(COMMANDS[name]):
        for spelling in option.opts:
            assert re.search(rf"`[^`]*(?<![\w-]){spelling}(?![\w-])", said), f"{name} {spelling}"
    ran = [command for block in blocks(said) if block.kind == "console" for command, _ in transcripts(block.body)]
    assert any(re.search(rf"\bbilat-kg {name}\b", command) for command in ran)


def test_there_are_commands_and_the_group_has_no_option_that_the_page_leaves_out() -> None:
    assert len(COMMANDS) == 18
    for option in regenerate.options(COMMANDS[""]):
        assert f"bilat-kg {option.opts[-1]}" in CODE


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([*FORMATS], id="export formats"),
        pytest.param([*TABLE_FORMATS, *TRIPLE_FORMATS], id="answer formats"),
        pytest.param([*types()], id="parameter types"),
        pytest.param([*Manifest.__dataclass_fields__, "kind", "format", "digest"], id="manifest"),
    ],
)
def test_every_name_is_on_the_page(names: list[str]) -> None:
    assert len(names) >= 8
    assert not [name for name in names if name not in CODE]


def test_every_named_query_is_linked_and_every_link_leads_somewhere() -> None:
    assert len(named_queries()) >= 25
    links = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert {f"../queries/{name}.rq" for name in named_queries()} <= set(links)
    for link in links:
        assert (DOCS / link).exists(), link


def test_every_field_of_the_record_is_on_the_page() -> None:
    evidence = {"evidence_start", "evidence_end", "quote"}  # columns of the table only
    fields = set(columns()) - evidence
    assert len(fields) > 35
    assert not [name for name in fields if name not in CODE]


def test_the_python_api_is_on_the_page() -> None:
    told = " ".join(CODE)
    for name in set(bilat_kg.__all__) - {"Graph", "Report", "Evaluation"}:
        assert f"{name}" in told, name
    for name, _ in inspect.getmembers(Graph, inspect.isfunction):
        if not name.startswith("_") and name != "close":
            assert f"Graph.{name}(" in told, name
    for name in ("build", "open", "evaluate", "read", "queries"):
        given = re.search(rf"`{name}\(([^`]*)\)`", PAGE)
        assert given, name
        said = re.findall(r"(\w+)(?:=|,|$)", given[1].replace("*, ", ""))
        assert [word for word in said if word in inspect.signature(getattr(bilat_kg, name)).parameters] == list(
            inspect.signature(getattr(bilat_kg, name)).parameters
        ), name


def test_every_environment_variable_of_the_program_is_on_the_page() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bilat_kg").rglob("*.py"))
    found = set(re.findall(r"environ(?:\.get)?[\[(]\"(\w+)\"", code))
    assert found
    assert found <= CODE


EXAMPLES = [each for block in blocks(PAGE) if block.kind == "console" for each in transcripts(block.body)]


@pytest.mark.parametrize(("command", "meant"), EXAMPLES, ids=[command[:40] for command, _ in EXAMPLES])
def test_examples_print_what_the_page_says(command: str, meant: str, seeds, seed_store: Path) -> None:
    (seeds.folder / "tests").symlink_to(ROOT / "tests")
    if "bilat-kg build" not in command:
        (seeds.folder / "bilat-kg.store").symlink_to(seed_store)
    done = subprocess.run(
        ["bash", "-c", command], cwd=seeds.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
        env={"PATH": f"{Path(seeds.command()[0]).parent}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    printed = done.stdout.decode().replace("\r\n", "\n")
    assert agrees(meant, printed), printed


def test_the_python_example_runs(seeds, seed_store: Path) -> None:
    (program,) = (block.body for block in blocks(PAGE) if block.kind == "python")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=seeds.folder, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Kuala Lumpur" in done.stdout
