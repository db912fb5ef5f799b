from __future__ import annotations

import pkgutil
import subprocess
import sys

import bilat_kg.link.reconciliation as package

MODULES = [f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__)]
HEAVY = {"spacy", "numpy", "pyoxigraph", "rdflib", "httpx", "requests", "jsonschema", "rapidfuzz"}


def imported_by(statement: str) -> set[str]:
    script = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_reconciliation_never_loads_spacy_and_libraries_only_when_they_work():
    assert len(MODULES) == 15
    assert imported_by("import " + ", ".join(MODULES)) & HEAVY == set()


def test_only_the_application_knows_the_framework():
    others = [module for module in MODULES if not module.endswith(".application")]
    assert "starlette" not in imported_by("import " + ", ".join(others))


def test_answering_loads_neither_spacy_nor_the_store_nor_the_network():
    loaded = imported_by(
        "from bilat_kg.link.reconciliation import application, entities, index, service\n"
        "known = entities.gazetteer()[:50]\n"
        "made = service.Service(index.Index(known))\n"
        "assert made.match({'q': {'query': 'আফগানিস্তানের'}}, '0.2')['q']['result'][0]['match']\n"
        "made.suggest('entity', 'a', '0.2'), made.preview('country/AFG'), made.manifest('0.2', 'http://a.org')"
    )
    assert loaded & {"spacy", "pyoxigraph", "rdflib", "httpx", "requests"} == set()
    assert {"jsonschema", "rapidfuzz"} <= loaded
