"""What is installed is what is tested: a wheel, in an environment that holds nothing else, outside the repository."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

from installing import outside


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


def test_an_installed_wheel_builds_the_seeds_and_answers(installed, tmp_path):
    def run(*arguments: str) -> str:
        done = subprocess.run(
            [installed / "bilat-kg", *arguments],
            cwd=tmp_path,
            env=outside(),
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
        [installed / "python", "-c", "import bilat_kg; print(bilat_kg.__file__)"],
        cwd=tmp_path, env=outside(), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed.parent)
