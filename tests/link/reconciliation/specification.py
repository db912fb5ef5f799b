"""Hold us against the specification's own files: ``python -m tests.link.reconciliation.specification CHECKOUT``.

CHECKOUT is a clone of https://github.com/reconciliation-api/specs, whose files we do not carry. For both versions:
all its examples go through the checks that our client and service use, and what our service answers (manifests,
suggestions, and over a thousand queries, inflected names among them) goes through its JSON Schemas.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import click
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from benchmarks.metamorphic.inflection import Ending, inflection
from bilat_kg.link.reconciliation.dialects import BATCH
from bilat_kg.link.reconciliation.entities import KINDS, gazetteer
from bilat_kg.link.reconciliation.extension import COLUMNS_OFFERED
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.messages import VERSIONS, Version, fault
from bilat_kg.link.reconciliation.service import GRAPH, ITEMS, Service

MESSAGES = {
    "data-extension-metadata": "extend_metadata",
    "data-extension-property-proposal": "proposed_properties",
    "data-extension-query": "extension_query",
    "data-extension-response": "extension",
    "flyout-response": "flyout",
    "manifest": "manifest",
    "preview-metadata": "preview_metadata",
    "reconciliation-candidate": "candidate",
    "reconciliation-query-batch": "query_batch",
    "reconciliation-result-batch": "result_batch",
    "security-scheme": "security_scheme",
    "suggest-entities-response": "suggested_entities",
    "suggest-metadata": "suggest_metadata",
    "suggest-properties-response": "suggested_properties",
    "suggest-types-response": "suggested_types",
}
FORMS = {None: "", "Gen": "র", "Loc": "তে", "Acc": "কে"}


def examples(checkout: Path, version: Version) -> tuple[int, int, list[str]]:
    """How many valid and invalid examples there are, and which of them we judge otherwise."""
    counts = {"valid": 0, "invalid": 0}
    wrong = []
    for path in sorted((checkout / version / "examples").glob("*/*/*.json")):
        judged = path.parent.name
        told = fault(json.loads(path.read_text(encoding="utf-8")), MESSAGES[path.parent.parent.name], version)
        counts[judged] += 1
        if (told is None) != (judged == "valid"):
            wrong.append(f"{path.relative_to(checkout)}: {told or 'accepted'}")
    return counts["valid"], counts["invalid"], wrong


class Schemas:
    """The specification's schemas of one version."""

    def __init__(self, checkout: Path, version: Version) -> None:
        self.folder = checkout / version / "schemas"
        registry: Registry = Registry()
        for path in self.folder.glob("*.json"):
            schema = json.loads(path.read_text(encoding="utf-8"))
            registry = registry.with_resource(
                schema["$id"], Resource.from_contents(schema, default_specification=DRAFT7)
            )
        self.registry = registry
        self.wrong: list[str] = []
        self.checked = 0

    def check(self, value: object, name: str) -> None:
        schema = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        validator = Draft7Validator(schema, registry=self.registry)
        self.checked += 1
        self.wrong += [f"{name}: {error.message[:200]}" for error in validator.iter_errors(value)]


def names() -> list[str]:
    """Names of the gazetteer, in English and in four cases of Bengali."""
    found = []
    for each in gazetteer():
        if each.kind in {"country", "currency"} or each.description.startswith("capital"):
            found += [each.name("en"), *(_inflected(each.name("bn"), case, form) for case, form in FORMS.items())]
    return found


def _inflected(name: str, case: str | None, form: str) -> str:
    return inflection("bn").put(name, Ending(case=case, form=form)) if case else name


def answers(service: Service, version: Version, schemas: Schemas, asked: list[str]) -> None:
    schemas.check(service.manifest(version, "http://127.0.0.1:8080/reconcile"), "manifest")
    for what, name in (("entity", "entities"), ("property", "properties"), ("type", "types")):
        for prefix in ("", "a", "মা", "Q", "P"):
            schemas.check(service.suggest(what, prefix, version), f"suggest-{name}-response")  # type: ignore[arg-type]
    ids = [id_ for each in service.index.entities if (id_ := service.space.id(each))]
    for at in range(0, len(ids), 1000):
        query = {"ids": ids[at : at + 50], "properties": [{"id": id_} for id_ in COLUMNS_OFFERED]}
        schemas.check(query, "data-extension-query")
        schemas.check(service.extend(query, version), "data-extension-response")
    for kind in KINDS.values():
        schemas.check(service.propose(kind.id, 5), "data-extension-property-proposal")
    for at in range(0, len(asked), BATCH):
        part = asked[at : at + BATCH]
        batch: dict[str, object] = {f"q{number}": {"query": name} for number, name in enumerate(part)}
        if version == "1.0-draft":
            named = [[{"matchType": "name", "propertyValue": name}] for name in part]
            batch = {"queries": [{"conditions": conditions} for conditions in named]}
        schemas.check(batch, "reconciliation-query-batch")
        schemas.check(service.match(batch, version), "reconciliation-result-batch")


def main() -> None:
    """Print the figures; exit 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.link.reconciliation.specification", description=__doc__)
    parser.add_argument("checkout", type=Path, help="a clone of https://github.com/reconciliation-api/specs")
    checkout = parser.parse_args().checkout
    if not (checkout / "0.2" / "schemas").is_dir():
        parser.error(f"{checkout} is no clone of the specification: it has no folder 0.2/schemas")
    index = Index(gazetteer())
    asked = names()
    failed = []
    for version in VERSIONS:
        valid, invalid, wrong = examples(checkout, version)
        click.echo(f"{version}: {valid} valid and {invalid} invalid examples, {len(wrong)} judged otherwise")
        schemas = Schemas(checkout, version)
        for space in (GRAPH, ITEMS):
            answers(Service(index, space), version, schemas, asked)
        told = f"{len(asked)} queries in each of 2 spaces, {schemas.checked} messages"
        click.echo(f"{version}: our service, {told}, {len(schemas.wrong)} against the specification's schemas")
        failed += [*wrong, *schemas.wrong]
    for each in failed[:20]:
        click.echo(f"  {each}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
