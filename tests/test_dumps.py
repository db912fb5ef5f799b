"""Dumps, pages and archives through the real command line: what is broken is refused, all else is in the graph."""

from __future__ import annotations

import csv
import io

from wikis import Wiki, serving

from benchmarks.dumps.damages import DAMAGES
from benchmarks.dumps.writing import HEAD, TAIL, write
from bilat_kg.graph.export import FORMATS

ARTICLES = """
SELECT ?name ?title ?language ?revision ?source ?licence WHERE {
  ?a a bilat:Article ; bilat:name ?name ; bilat:title ?title ; bilat:language ?language ; bilat:revision ?revision ;
     bilat:source ?source ; bilat:licence ?licence
} ORDER BY ?name
"""
TITLE = "কেনিয়া–পেরু সম্পর্ক"
INFOBOX = """{{তথ্যছক দ্বিপাক্ষিক সম্পর্ক
|party1 = কেনিয়া
|party2 = পেরু
|mission1 = [[কেনিয়ার দূতাবাস, লিমা]]
|envoy1 = রহিম উদ্দিন
}}
'''কেনিয়া–পেরু সম্পর্ক''' হলো [[পেরু]] ও [[কেনিয়া]]র মধ্যকার সম্পর্ক। ১৯৭৫ সালে নাইরোবিতে পেরুর দূতাবাস খোলা হয়।"""


def rows(run, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*words).stdout)))


def test_exactly_the_broken_pages_are_refused(run):
    made = write(run.folder / "wiki.xml.bz2", 200, broken=True)
    done = run("build", made.path.name, "--jobs", 2)
    assert done.returncode == 1
    sentences = done.stderr.splitlines()
    assert len(sentences) == len(made.broken) == len(DAMAGES) == 110
    assert all(sentence.startswith(f"bilat-kg: {made.path.name}, page ") for sentence in sentences)
    assert not any("please report" in sentence for sentence in sentences)
    assert f"20 read, {len(DAMAGES)} refused" in done.stdout
    counted = dict(line.rsplit(maxsplit=1) for line in done.stdout.splitlines() if line.startswith("passed over: "))
    assert sum(map(int, counted.values())) == made.others == 180
    articles = rows(run, "query", ARTICLES)
    assert sorted(row["title"] for row in articles) == sorted(made.about)
    for row in articles:
        assert row["name"] == row["title"]
        assert row["source"].endswith(f"&oldid={row['revision']}")
        assert (row["language"], row["licence"]) == ("bn", "https://creativecommons.org/licenses/by-sa/4.0/")
    evidence = rows(run, "query", "evidence")
    assert {row["article"] for row in evidence} == set(made.about)
    assert len(evidence) == 3 * len(made.about)
    assert {row["source"] for row in evidence} == {row["source"] for row in articles}
    told = run("explain", made.about[0]).stdout
    assert "\nrevision 5000003\n" in told
    fact = next(line.split()[1] for line in told.splitlines() if line.startswith("Agreement "))
    assert "&oldid=5000003\n" in run("explain", fact).stdout


def test_a_live_page_and_a_file_make_one_graph_and_the_infobox_shows_its_lines(run):
    with serving(Wiki(pages={TITLE: INFOBOX})) as wiki:
        (run.folder / "mys-omn.bn.txt").write_text("ওমানে মালয়েশিয়ার দূতাবাস আছে।", encoding="utf-8")
        done = run("build", f"{wiki.address}/wiki/{TITLE}", "mys-omn.bn.txt")
    assert done.returncode == 0, done.stderr
    assert "2 read, 0 refused" in done.stdout
    told = run("explain", TITLE).stdout
    assert "“mission1 = কেনিয়ার দূতাবাস, লিমা”" in told
    assert "rule mission.infobox" in told
    assert "an envoy, of whom no class of facts tells\n  “envoy1 = রহিম উদ্দিন”" in told
    facts = {(row["sender"], row["city"], row["opened"]): row["quote"] for row in rows(run, "export", "csv")}
    assert facts == {
        ("KEN", "Lima", ""): "mission1 = কেনিয়ার দূতাবাস, লিমা",
        ("PER", "Nairobi", "1975"): "১৯৭৫ সালে নাইরোবিতে পেরুর দূতাবাস খোলা হয়।",
        ("MYS", "", ""): "ওমানে মালয়েশিয়ার দূতাবাস আছে।",
    }


def test_joined_data_and_odd_titles_are_in_every_export(run):
    title = "ওমান–মালয়েশিয়া সম্পর্ক &amp; \"'%"
    text = "{{তথ্যছক দ্বিপাক্ষিক সম্পর্ক|x}} ওমানে মালয়েশিয়ার দূতাবাস আছে।"
    page = f"<page><title>{title}</title><ns>0</ns><id>1</id><revision><id>2</id><text>{text}</text></revision></page>"
    (run.folder / "x.xml").write_bytes(HEAD + page.encode() + TAIL)
    (run.folder / "y.ttl").write_text("<x:a> <x:b> [ <x:c> 'দূতাবাস' ] .", encoding="utf-8")
    assert run("build", "x.xml", "y.ttl").returncode == 0
    for name in FORMATS:
        exported = run("export", name).stdout
        assert "দূতাবাস" in exported, name
        assert ("genid" in exported) == (name not in {"facts", "csv"}), name  # the blank node, by its IRI
