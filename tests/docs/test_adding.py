"""``docs/adding.md`` keeps its word: what it tells a newcomer to do is done in a copy, and gives what it promises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pages import DOCS, ROOT, Copy, agrees, blocks, section
from pyoxigraph import RdfFormat, parse

PAGE = (DOCS / "adding.md").read_text(encoding="utf-8")
EN = "en-mission or en-relation"
SECTIONS = ("A query", "An export format", "A source format", "A fact class", "A language")

# Takes the city of departure from every flight of the store and says what the shapes say to that.
SPOIL = """
import bilat_kg
from bilat_kg.graph.export import triples
from bilat_kg.graph.validation import validate

with bilat_kg.open() as graph:
    report = validate(t for t in triples(graph.build) if not t.predicate.value.endswith("#flightFrom"))
print(*(violation.message for violation in report.violations), sep="\\n")
"""


def changed(copy: Copy) -> set[str]:
    """The files of a copy that are not as in the project, but for what commands wrote."""
    files = (path for path in copy.folder.rglob("*") if path.is_file())
    told = {path.relative_to(copy.folder).as_posix(): path.read_bytes() for path in files}
    made = ("bilat-kg.store/", ".programs/", ".bytecode/", "seeds/", "tests/", "missions.geojson", "spoil.py")
    return {
        name
        for name, data in told.items()
        if not name.startswith(made) and not ((ROOT / name).is_file() and (ROOT / name).read_bytes() == data)
    }


class Followed(dict[str, Copy]):
    """Each section followed in a copy of its own, once it is asked for: what its commands print is what the page says.

    The tests are dealt out among several processes, and none of them follows what only others ask for.
    """

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders

    def __missing__(self, title: str) -> Copy:
        copy = Copy(self._folders.mktemp(title.split()[-1]))
        ran = copy.follow(blocks(section(PAGE, title)))
        assert ran, f"{title} runs nothing"
        for command, meant, printed in ran:
            assert agrees(meant, printed), f"{command}\n{printed}"
        self[title] = copy
        return copy


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    return Followed(tmp_path_factory)


def test_every_block_of_the_page_is_followed() -> None:
    told = [block for block in blocks(PAGE) if block.told or block.kind == "console"]
    assert len(told) == len(blocks(PAGE)) == 27
    assert len(told) == sum(len(blocks(section(PAGE, title))) for title in SECTIONS)


def test_a_query_is_one_file(followed: Followed) -> None:
    queries = json.loads(followed["A query"].run("bilat-kg queries --json"))
    assert sorted(next(q for q in queries if q["name"] == "words")["titles"]) == ["bn", "en"]
    assert changed(followed["A query"]) == {"queries/words.rq"}


def test_an_export_format_is_a_function_and_a_line(followed: Followed) -> None:
    copy = followed["An export format"]
    points = json.loads((copy.folder / "missions.geojson").read_text(encoding="utf-8"))["features"]
    cities = {point["properties"]["city"]: point["geometry"]["coordinates"] for point in points}
    assert {"Kuala Lumpur", "Moscow", "Muscat"} <= set(cities)
    long, lat = cities["Kuala Lumpur"]
    assert (round(long), round(lat)) == (102, 3)
    assert changed(copy) == {"bilat_kg/graph/export.py"}


def test_a_source_format_is_two_functions_and_two_lines(followed: Followed) -> None:
    copy = followed["A source format"]
    assert changed(copy) == {"bilat_kg/sources/formats.py", "mys-omn.bn.txt"}
    assert json.loads(copy.run("bilat-kg export facts"))["class"] == "Embassy"


def test_a_fact_class_takes_no_python(followed: Followed) -> None:
    copy = followed["A fact class"]
    assert not [name for name in changed(copy) if name.endswith(".py")]
    kept = ("ontology/", "bilat_kg/lang/bn/rules/flight.toml", "bgd-mys.bn.txt")
    assert all(name.startswith(kept) for name in changed(copy))


def test_the_new_class_is_in_every_export_and_conforms(followed: Followed) -> None:
    copy = followed["A fact class"]
    fact = json.loads(copy.run("bilat-kg export facts"))
    assert "conforms to its shapes" in copy.run("bilat-kg validate")
    statements = {
        quad.predicate.value.partition("#")[2]: str(quad.object)
        for quad in parse(copy.run("bilat-kg export ntriples").encode(), format=RdfFormat.N_TRIPLES)
        if quad.subject.value == fact["iri"]
    }
    assert "city/Q1354" in statements["flightFrom"]
    assert statements["flightSince"].startswith('"2009-03"')
    assert "2009" in statements["year"]
    assert '"flightSince"' in copy.run("bilat-kg export jsonld")
    assert fact["iri"] in copy.run("bilat-kg export csv")


def test_the_shape_of_the_new_class_can_be_broken(followed: Followed) -> None:
    copy = followed["A fact class"]
    (copy.folder / "spoil.py").write_text(SPOIL, encoding="utf-8")
    assert copy.run("python3 spoil.py").splitlines() == ["A flight goes from exactly one city."]


@pytest.mark.parametrize(("title", "rules", "examples"), [("A fact class", "bn-flight", 3), ("A language", EN, 6)])
def test_examples_of_new_rules_are_tests_that_hold(followed: Followed, title: str, rules: str, examples: int) -> None:
    tests = f"tests/text/test_rules.py -k '{rules} or every_rule'"
    told = followed[title].run(
        f"PYTEST_ADDOPTS= python3 -m pytest -q -p no:cacheprovider -c /dev/null --rootdir . {tests}"
    )
    assert f"{examples + 1} passed" in told


def test_a_language_is_a_folder_and_is_said_to_be_read_only_once_it_has_rules(
    followed: Followed, tmp_path: Path
) -> None:
    copy = followed["A language"]
    assert all(name.startswith(("bilat_kg/lang/en/", "mys-omn.en.txt")) for name in changed(copy))
    ask = "python3 -c 'from bilat_kg.text.language import languages; print(*languages())'"
    assert copy.run(ask) == "bn en\n"
    assert Copy(tmp_path).run(ask) == "bn\n"
