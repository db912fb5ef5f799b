"""Write the parts of docs/reference.md that the program itself knows: ``python -m tests.docs.regenerate``.

A part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``; a test holds the page to what this would write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import click
from rdflib import RDFS, Graph, URIRef

from bilat_kg.cli import cli, quickstatements
from bilat_kg.graph.export import FORMATS
from bilat_kg.graph.namespaces import PREFIXES
from bilat_kg.graph.parameters import _EXPECTED  # what the error messages say
from bilat_kg.graph.query import queries
from bilat_kg.graph.results import TABLE_FORMATS, TRIPLE_FORMATS
from bilat_kg.graph.vocabulary import Role, vocabulary
from bilat_kg.resources import ONTOLOGY
from bilat_kg.sources import compression, limits

PAGE = Path(__file__).parents[2] / "docs" / "reference.md"
_PART = re.compile(r"(<!-- generated: (?P<name>[\w -]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(*rows: tuple[str, ...]) -> str:
    head, *body = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *body]) + "\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, the deepest too."""

    def below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield name, command
        for child, what in getattr(command, "commands", {}).items():
            yield from below(f"{name} {child}", what)

    return below("bilat-kg", cli)


def options(command: click.Command) -> Iterator[click.Option]:
    return (parameter for parameter in command.params if isinstance(parameter, click.Option))


def command_part(name: str) -> str:
    """The usage of a command, what it does, and its options."""
    command = dict(commands())[f"bilat-kg {name}"]
    context = click.Context(command, info_name=f"bilat-kg {name}")
    usage = f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```\n"
    paragraphs = (" ".join(each.split()) for each in (command.help or "").split("\n\n"))
    rows = []
    for option in options(command):
        value = "" if option.is_flag else f" {option.metavar or option.type.name.upper()}"
        default = f"`{option.default}`" if type(option.default) in {str, int, float} else ""
        rows.append((f"`{', '.join(option.opts)}{value}`", option.help or "", default))
    told = "\n\n".join(
        [usage.rstrip(), *paragraphs, table(("option", "what", "default"), *rows).rstrip() if rows else ""]
    )
    return told.rstrip() + "\n"


def export_formats() -> str:
    rows = [(f"`{each.name}`", f".{each.extension}", each.media_type) for each in FORMATS.values()]
    rows.append((f"`{quickstatements.NAME}`", f".{quickstatements.EXTENSION}", quickstatements.MEDIA_TYPE))
    return table(("format", "extension", "media type"), *rows)


def answer_formats() -> str:
    rows = [("rows, yes or no", ["table", *TABLE_FORMATS]), ("triples", list(TRIPLE_FORMATS))]
    return table(("answer", "formats"), *((what, " ".join(f"`{name}`" for name in names)) for what, names in rows))


def parameter_types() -> str:
    return table(("type", "a value is"), *((f"`{name}`", expected) for name, expected in _EXPECTED.items()))


def named_queries() -> str:
    rows = []
    for query in queries():
        given = [f"`{each.name}` {each.type}, `{each.default}`" for each in query.parameters]
        rows.append(
            (f"[`{query.name}`](../queries/{query.name}.rq)", query.title, query.titles["bn"], "; ".join(given))
        )
    return table(("name", "question", "প্রশ্ন", "parameters with defaults"), *rows)


@cache
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "bilat.ttl")


def fact_record() -> str:
    """Field by field, as the ontology says."""
    parts = []
    for family in vocabulary().families.values():
        kinds = sorted(filter(None, map(_notation, (family.name, *vocabulary().subclasses(family.name)))))
        rows = [("field", "property", "what", "key")]
        if family.kind_field:
            rows.append((f"`{family.kind_field}`", "the class", ", ".join(f"`{kind}`" for kind in kinds), "yes"))
        rows += [
            (f"`{role.field}`", f"`{_short(role)}`", _what(role), "yes" if role.key else "")
            for role in family.roles
            if role.field
        ]
        parts.append(f"#### `{family.record}`\n\n{table(*rows)}")
    return "\n".join(parts)


def _notation(name: str) -> str | None:
    return vocabulary().notation(f"https://w3id.org/bilat-kg/ontology#{name}")


def _short(role: Role) -> str:
    return f"{'rdfs' if 'rdf-schema' in role.iri.value else 'bilat'}:{role.name}"


def _what(role: Role) -> str:
    said = [f"list; {_comment(role)}" if role.many else _comment(role)]
    said += ["gives the year"] if role.dating else []
    said += ["facts that differ only here conflict"] if role.single else []
    return "; ".join(each.rstrip(".") for each in said)


def _comment(role: Role) -> str:
    said = ontology().objects(URIRef(role.iri.value), RDFS.comment)
    return next((str(text) for text in said if getattr(text, "language", None) == "en"), "What it is called.")


def source_limits() -> str:
    rows = [("bytes of an article", limits.MAX_BYTES), ("times that one mark may be repeated", limits.MAX_RUN)]
    rows += [("characters without a blank", limits.MAX_WORD), ("markup in markup", limits.MAX_DEPTH)]
    rows += [("links of an article", limits.MAX_LINKS), ("bytes of a page of HTML", limits.MAX_HTML)]
    rows += [("bytes of an answer of an API, of a line of a snapshot", limits.MAX_ANSWER)]
    rows += [("bytes of a compressed file that may grow as they like", compression.BOMB_BYTES)]
    rows += [("times that it may grow beyond that", compression.BOMB_RATIO)]
    return table(("limit", "most"), *((what, f"{most:,}") for what, most in rows))


def prefixes() -> str:
    return " ".join(f"`{name}`" for name in PREFIXES) + "\n"


PARTS: dict[str, Callable[[], str]] = {
    "export formats": export_formats,
    "answer formats": answer_formats,
    "parameter types": parameter_types,
    "named queries": named_queries,
    "fact record": fact_record,
    "source limits": source_limits,
    "prefixes": prefixes,
}


def part(name: str) -> str:
    return command_part(name.removeprefix("command ")) if name.startswith("command ") else PARTS[name]()


def regenerated(page: str) -> str:
    return _PART.sub(lambda m: f"{m[1]}{part(m['name'])}{m[3]}", page)


if __name__ == "__main__":
    PAGE.write_text(regenerated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
