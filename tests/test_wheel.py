"""What is installed is what is tested: a wheel, in an environment that holds nothing else, outside the repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


def pip(python: str | Path, *arguments: object) -> None:
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=600, cwd="/")


def test_the_wheel_carries_its_data_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("data/ontology/bilat.ttl", "data/seeds/articles/mys-rus.bn.txt", "data/seeds/gazetteer/countries.csv"):
        assert f"bilat_kg/{part}" in names
    assert any(name.startswith("bilat_kg/data/queries/") for name in names)
    assert any(name.startswith("bilat_kg/lang/bn/rules/") for name in names)
    assert "bilat_kg/py.typed" in names
    pages = {name.removeprefix("bilat_kg/web/pages/") for name in names if name.startswith("bilat_kg/web/pages/")}
    assert {"assets/style.css", "templates/base.html", "words/bn.toml", "queries/pair-facts.rq"} <= pages
    assert {
        "built/editor.js",
        "built/network.js",
        "built/world.svg",
        "built/country/MYS.svg",
        "built/LICENSES.txt",
    } <= pages
    assert not any("node_modules" in name for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"bilat_kg"}


def test_an_installed_wheel_builds_the_seeds_and_answers(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    programs = tmp_path / "env" / "bin"
    pip(programs / "python", "install", wheel)
    folder = tmp_path / "empty"
    folder.mkdir()
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [programs / "bilat-kg", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert re.search(r"^SHACL +conforms$", run("build"), re.MULTILINE)
    asked = run("query", "SELECT ?n WHERE { ?a a bilat:Article ; bilat:name ?n } ORDER BY ?n")
    assert asked.split() == ["n", "mys-omn", "mys-rus", "mys-tjk", "mys-tls"]
    assert run("queries")
    assert "মালয়েশিয়া" in run("explain", "mys-rus")
    where = subprocess.run(
        [programs / "python", "-c", "import bilat_kg; print(bilat_kg.__file__)"],
        cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
