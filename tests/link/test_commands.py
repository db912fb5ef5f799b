"""``bilat-kg link`` and ``build --decisions`` as a stranger runs them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, datetime

import pytest

import bilat_kg
from bilat_kg.graph.namespaces import DESCRIPTION_GRAPH, LINKS_GRAPH

TEXT = (
    "জাপান ও ভারতের সম্পর্ক। জাপান ও ভারত ১৯৫২ সালে কূটনৈতিক সম্পর্ক স্থাপন করে। "
    "বাদশাহ আবদুল্লাহ ২০০৬ সালে ভারত সফর করেন। রাষ্ট্রপতি নরেন্দ্র মোহন বটব্যাল টোকিওতে যান।"
)
OPEN = "person/abdullah"
SAME_AS = "SELECT ?item WHERE { ?entity owl:sameAs ?item }"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A store of one article with a name that two people bear."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "jpn-ind.bn.txt").write_text(TEXT, encoding="utf-8")
    bilat_kg.build([folder], folder / "bilat-kg.store", validate=False)
    return folder


@pytest.fixture
def there(made, run):
    """The command line beside a copy of that store and its article."""
    shutil.copytree(made, run.folder, dirs_exist_ok=True)
    return run


def listed(run, *more):
    done = run("link", "--format", "json", *more)
    assert done.returncode == 0, done.stderr
    return {each["entity"]: each for each in json.loads(done.stdout)}


def items(store) -> set[str]:
    with bilat_kg.open(store) as graph:
        return {str(item).rpartition("/")[2] for (item,) in graph.query(SAME_AS).rows()}


def test_the_list_says_whom_the_words_may_mean(there):
    found = listed(there)
    assert {each["qid"] for each in found[OPEN]["candidates"]} == {"Q57464", "Q57298"}
    assert (found[OPEN]["mentions"], found[OPEN]["articles"], found[OPEN]["decided"]) == (1, ["jpn-ind"], "")
    assert found[OPEN]["sentence"] == "বাদশাহ আবদুল্লাহ ২০০৬ সালে ভারত সফর করেন।"
    assert list(listed(there, "--kind", "person")) == list(found)
    assert listed(there, "--kind", "city") == {}


def test_the_formats_show_the_same_entities(there):
    rows = list(csv.DictReader(io.StringIO(there("link", "--format", "csv").stdout)))
    assert [row["entity"] for row in rows] == list(listed(there))
    table = there("link").stdout
    assert all(row["entity"] in table for row in rows)
    assert "Q57464 Abdullah II of Jordan =" in table
    assert there("link", "--kind", "city").stdout == "bilat-kg.store: every city has its item\n"


def test_decisions_outlive_the_build_and_are_carried_out_by_the_next(there):
    done = there("link", "accept", OPEN, "Q57298", "--who", "Rima", "--note", "the Saudi king")
    assert done.stdout.startswith(f"{OPEN} is Q57298: written to bilat-kg.decisions.csv")
    assert there("link", "refuse", "জাপান", "Q17").stdout.startswith("country/JPN is not Q17")
    assert there("link", "leave-open", "https://w3id.org/bilat-kg/id/country/IND").stdout.startswith(
        "country/IND stays"
    )
    today = datetime.now(UTC).date().isoformat()
    file = there.folder / "bilat-kg.decisions.csv"
    lines = [f"{OPEN},accept,Q57298,Rima,{today},the Saudi king", f"country/JPN,refuse,Q17,,{today},"]
    assert file.read_text(encoding="utf-8").splitlines()[1:] == [*lines, f"country/IND,open,,,{today},"]
    assert listed(there)[OPEN]["decided"] == "accepted as Q57298"
    store = there.folder / "bilat-kg.store"
    assert "Q57298" not in items(store)  # until the next build
    with file.open("a", encoding="utf-8") as more:
        more.write("person/nobody,accept,Q1,,,\n")
    decided = file.read_bytes()
    done = there("build", "jpn-ind.bn.txt")
    assert "linked to Wikidata, 3 by decision" in done.stdout
    assert "conforms" in done.stdout
    assert "bilat-kg.decisions.csv: no article of this build names person/nobody" in done.stderr
    assert file.read_bytes() == decided
    assert {"Q57298", "Q17", "Q668"} & items(store) == {"Q57298"}
    assert {"country/JPN", "country/IND", OPEN} & listed(there).keys() == {"country/JPN", "country/IND"}
    with bilat_kg.open(store) as graph:
        rows = graph.query(
            "SELECT ?note WHERE { ?l a bilat:Link ; bilat:ground 'decision' ; rdfs:comment ?note }"
        ).rows()
        assert [str(note) for (note,) in rows] == [f"Rima; {today}; the Saudi king"]


def test_options_may_stand_before_the_command(there):
    there("link", "--decisions", "mine.csv", "leave-open", OPEN)
    assert (there.folder / "mine.csv").exists()
    assert not (there.folder / "bilat-kg.decisions.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("accept", "nobody", "Q7"), "no entity is called 'nobody'"),
        (("accept", OPEN, "7"), "'7' is no Wikidata item"),
        (("accept", OPEN, "Q7", "--decisions", "none/d.csv"), "cannot be written"),
        (("accept", OPEN, "Q7", "--store", "none.store"), "there is no such store"),
    ],
)
def test_what_cannot_be_decided_gets_one_sentence(there, arguments, sentence):
    assert sentence in there.refused("link", *arguments)
    assert not (there.folder / "bilat-kg.decisions.csv").exists()


def test_a_build_with_a_wrong_file_publishes_nothing(there):
    before = (there.folder / "bilat-kg.store" / "manifest.json").read_bytes()
    (there.folder / "bilat-kg.decisions.csv").write_text("entity,decision,qid\nx,accept,Q1\n", encoding="utf-8")
    assert "line 2: 'x' is no entity" in there.refused("build", "jpn-ind.bn.txt")
    assert "there is no such file" in there.refused("build", "jpn-ind.bn.txt", "--decisions", "none.csv")
    assert (there.folder / "bilat-kg.store" / "manifest.json").read_bytes() == before


def test_links_are_taken_back_as_a_whole_and_nothing_else_is(there):
    store = there.folder / "bilat-kg.store"
    facts = there("export", "facts").stdout
    with bilat_kg.open(store) as graph:
        graphs = dict(graph.build.graphs())
    done = there("link", "take-back")
    assert done.returncode == 0, done.stderr
    assert items(store) == set()
    assert there("export", "facts").stdout == facts
    assert there("validate").returncode == 0
    with bilat_kg.open(store) as graph:
        left = dict(graph.build.graphs())
        assert {iri for iri in graphs if graphs[iri] != left[iri]} == {LINKS_GRAPH.value, DESCRIPTION_GRAPH.value}
        assert graphs.keys() == left.keys()
        assert left[LINKS_GRAPH.value] == 0
        assert graph.explain("jpn-ind").article.text == TEXT
    assert {"country/JPN", "country/IND", OPEN} <= listed(there).keys()
    assert "the build holds no links" in there.refused("link", "take-back")


def test_each_link_stands_in_the_graph_of_links(there):
    with bilat_kg.open(there.folder / "bilat-kg.store") as graph:
        outside = "ASK { GRAPH ?g { { ?l a bilat:Link } UNION { ?e owl:sameAs ?i } } FILTER(?g != $links) }"
        assert not graph.query(outside.replace("$links", str(LINKS_GRAPH)))
        linked = "?link a bilat:Link ; bilat:item ?item ; bilat:score 1.0 ; bilat:ground ?ground"
        rows = graph.query(f"SELECT DISTINCT ?ground WHERE {{ {linked} }}").rows()
        assert {str(ground) for (ground,) in rows} == {"label", "gazetteer"}
