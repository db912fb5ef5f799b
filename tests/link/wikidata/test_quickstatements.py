"""A batch holds what Wikidata lacks, in the one syntax that QuickStatements has, and says what it leaves out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from written import COUNTRIES, DATA, GOLDEN, PREFIXES, SAMPLE, city, day, fact, mission, relation, state, store

from bilat_kg.link.wikidata.batches import Batch, batch
from bilat_kg.link.wikidata.claims import Claim
from bilat_kg.link.wikidata.comparison import compare
from bilat_kg.link.wikidata.quickstatements import InexpressibleError, create, monolingual, statement, string, time
from bilat_kg.link.wikidata.references import permalink
from bilat_kg.link.wikidata.sources import source
from bilat_kg.model import Concept, Entity, Period

RETRIEVED = day("2026-01-31")
BATCHES = sorted(name for name in GOLDEN if name.endswith(".txt"))

ITEM, PROPERTY = r"Q[1-9]\d*", r"P[1-9]\d*"
TIME = r"\+\d{4}-(00-00T00:00:00Z/9|(0[1-9]|1[0-2])-00T00:00:00Z/10|(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T00:00:00Z/11)"
TEXT = r'"[^"\t\n]+"'
VALUE = rf"({ITEM}|{TIME}|{TEXT}|[a-z]+:{TEXT})"
COMMAND = re.compile(
    rf"CREATE|LAST\t[LD][a-z]+\t{TEXT}"
    rf"|({ITEM}|LAST)\t{PROPERTY}\t{VALUE}(\t{PROPERTY}\t{VALUE})*(\tS[1-9]\d*\t{VALUE})+"
)


@pytest.mark.parametrize("name", BATCHES)
def test_the_golden_batches(seeds, name: str) -> None:
    expected = (DATA / name).read_text(encoding="utf-8")
    assert seeds(*GOLDEN[name]).stdout == expected
    commands = expected.splitlines()
    assert len(commands) >= 8
    assert all(COMMAND.fullmatch(command) for command in commands)


def test_there_are_as_many_golden_batches_as_there_should_be() -> None:
    assert BATCHES == ["all.quickstatements.txt", "lacking.quickstatements.txt"]


def test_the_syntax_is_that_of_openrefine() -> None:
    """Spelt out by hand from the rules of its writer: precision, zeros, quotation marks, S, a line a reference."""
    claim = Claim("P530", "Q159", (("P580", day("1967-04-03")),))
    first = (("P854", string("https://example.org/a")), ("P813", time(day("2026-01-31"))))
    second = (("P7081", monolingual("bn", "ক খ")),)
    assert list(statement("Q833", claim, [first, second])) == [
        'Q833\tP530\tQ159\tP580\t+1967-04-03T00:00:00Z/11\tS854\t"https://example.org/a"\tS813\t+2026-01-31T00:00:00Z/11',
        'Q833\tP530\tQ159\tP580\t+1967-04-03T00:00:00Z/11\tS7081\tbn:"ক খ"',
    ]
    assert time(day("1968-04")) == "+1968-04-00T00:00:00Z/10"
    assert time(day("1968")) == "+1968-00-00T00:00:00Z/9"
    assert list(create([("en", "Embassy"), ("bn", "দূতাবাস")], [("en", "mission")])) == [
        "CREATE",
        'LAST\tLen\t"Embassy"',
        'LAST\tLbn\t"দূতাবাস"',
        'LAST\tDen\t"mission"',
    ]


@pytest.mark.parametrize("text", ['সে বলে "হ্যাঁ"', "a\tb", "a\nb", "a /* b */", "", "  ", "ক" * 401])
def test_what_cannot_be_escaped_is_refused(text: str) -> None:
    with pytest.raises(InexpressibleError):
        string(text)


def test_a_span_of_time_is_refused() -> None:
    with pytest.raises(InexpressibleError):
        time(Period(day("1968"), day("1970")))


@pytest.mark.parametrize(
    ("page", "revision", "link"),
    [
        ("https://bn.wikipedia.org/wiki/ক_খ", "12", "https://bn.wikipedia.org/w/index.php?title=%E0%A6%95_%E0%A6%96&oldid=12"),
        ("https://bn.wikipedia.org/wiki/%E0%A6%95", "12", "https://bn.wikipedia.org/w/index.php?title=%E0%A6%95&oldid=12"),
        ("https://bn.wikipedia.org/wiki/" + "ক" * 60, "12", "https://bn.wikipedia.org/w/index.php?oldid=12"),
        ("https://bn.wikipedia.org/w/index.php?oldid=7", None, "https://bn.wikipedia.org/w/index.php?oldid=7"),
        ("https://bn.wikipedia.org/wiki/ক", None, None),
        ("https://bn.wikipedia.org/wiki/ক", "12&x=1", None),
        ("https://bn.wikipedia.org.example.org/wiki/ক", "12", None),
        ("https://example.org/ক", "12", None),
        ("file:///bn.wikipedia.org/wiki/ক", "12", None),
        (None, "12", None),
    ],
)  # fmt: skip
def test_a_permalink_needs_a_page_and_a_revision(page: str | None, revision: str | None, link: str | None) -> None:
    assert permalink(page, revision) == link


def made(folder: Path, *facts, about: dict | None = None, against: str | None = None) -> Batch:
    build = store(folder, (about or {}, list(facts)))
    compared = None
    if against is not None:
        file = folder / "theirs.ttl"
        file.write_text(PREFIXES + against, encoding="utf-8")
        compared = compare(build, source(str(file)))
    return batch(build, RETRIEVED, compared)


def test_without_a_comparison_no_item_is_made(tmp_path: Path) -> None:
    found = made(
        tmp_path, mission("Embassy", "OMN", "MYS", "ক"), relation("OMN", "MYS", "খ", establishedOn=day("1983"))
    )
    assert [command.split("\t")[0] for command in found.commands] == ["Q833", "Q842"]
    assert found.items == 0
    assert found.left_out == {"whether Wikidata has an item for it is not known: compare with --against": 1}


def test_facts_on_one_mission_make_one_item_and_the_finer_date_stands(tmp_path: Path) -> None:
    facts = [
        mission("Embassy", "OMN", "MYS", "ক", openedOn=day("1983")),
        mission("Embassy", "OMN", "MYS", "খ", openedOn=day("1983-05"), city=city("Kuala Lumpur", "Q1865", "MYS")),
    ]
    found = made(tmp_path, *facts, against="")
    assert found.commands.count("CREATE") == found.items == 1
    assert 'LAST\tLen\t"Embassy of Oman, Kuala Lumpur"' in found.commands
    opened = [command for command in found.commands if "\tP571\t" in command]
    assert opened == ['LAST\tP571\t+1983-05-00T00:00:00Z/10\tS7081\tbn:"খ"']
    operator = [command for command in found.commands if "\tP137\t" in command]
    assert operator == ['LAST\tP137\tQ842\tS7081\tbn:"ক"\tS7081\tbn:"খ"']  # one article, one reference


def test_articles_that_contradict_each_other_give_nothing(tmp_path: Path) -> None:
    facts = [
        relation("OMN", "MYS", "ক", establishedOn=day("1983")),
        relation("OMN", "MYS", "খ", establishedOn=day("1985")),
    ]
    found = made(tmp_path, *facts)
    assert found.commands == []
    assert found.left_out == {"our own articles contradict each other": 2}


def test_what_points_at_a_new_item_is_left_out(tmp_path: Path) -> None:
    unknown = city("Sandbox", None, "MYS")
    found = made(tmp_path, mission("Embassy", "OMN", "MYS", "ক", city=unknown), against="")
    assert found.items == 1
    assert not any("\tP131\t" in command for command in found.commands)
    assert found.left_out == {"it points at something that has no item of its own": 1}


def test_trade_and_what_else_wikidata_cannot_say_is_counted(tmp_path: Path) -> None:
    facts = [
        fact("TradeObservation", "ক", flow=Concept("TotalTrade"), party=(state("OMN"), state("MYS"))),
        fact("CommodityTrade", "খ", exporter=state("OMN"), importer=state("MYS")),
        mission("TradeOffice", "OMN", "MYS", "গ"),
        mission("HonoraryConsulate", "OMN", "MYS", "ঘ", city=city("Kuala Lumpur", "Q1865", "MYS")),
    ]
    found = made(tmp_path, *facts, against="")
    assert found.commands == []
    assert found.left_out == {
        "Wikidata has no property for the trade between two countries": 1,
        "Wikidata has no way to say it that was checked": 1,
        "no class of Wikidata was checked for a trade office": 1,
        "no class of Wikidata was checked for such a new item": 1,
    }


def test_a_quotation_that_cannot_be_written_leaves_the_permalink_or_nothing(tmp_path: Path) -> None:
    quoted = relation("OMN", "MYS", 'সে বলে "১৯৮৩"', establishedOn=day("1983"))
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    page = {"source": "https://bn.wikipedia.org/wiki/ক", "revision": "12"}
    first = made(tmp_path / "a", quoted, about=page).commands[0]
    assert first.endswith(
        '\tS4656\t"https://bn.wikipedia.org/w/index.php?title=%E0%A6%95&oldid=12"\tS813\t+2026-01-31T00:00:00Z/11'
    )
    plain = made(tmp_path / "b", quoted)
    assert plain.commands == []
    assert plain.left_out == {"no reference is left for it": 2}
    assert plain.remarks["quotations that cannot be written: it holds a quotation mark"] == 2


def test_the_report_goes_to_standard_error_and_the_batch_into_a_file(seeds) -> None:
    done = seeds("export", "quickstatements", "-o", "batch.txt", "--against", SAMPLE)
    assert done.stdout == ""
    written = (seeds.folder / "batch.txt").read_text(encoding="utf-8")
    assert written.count("CREATE\n") == 1
    assert "statements: 8, new items: 1; nothing was sent to Wikidata" in done.stderr
    assert "left out, 11: Wikidata has no property for the trade between two countries" in done.stderr
    assert "remark, 5: references that are a quotation alone" in done.stderr


def test_the_options_are_for_quickstatements_alone(seeds) -> None:
    for arguments in (("turtle", "--against", SAMPLE), ("quickstatements", "--retrieved", "yesterday")):
        assert seeds("export", *arguments).returncode == 2
    assert "there is no export format" in seeds.refused("export", "quickstatement")
    assert "neither the URL" in seeds.refused("export", "quickstatements", "--against", "docs")


def carried_out(commands: list[str]) -> str:
    """What Wikidata would say after a batch, as RDF."""
    turtle, last, number = PREFIXES, "", 0
    for command in commands:
        item, *parts = command.split("\t")
        number += 1
        if item == "CREATE":
            last = f"Q91{number:08}"
            continue
        qid = last if item == "LAST" else item
        name, value, *rest = parts
        if not name.startswith("P"):
            turtle += f"wd:{qid} rdfs:label {value}@{name[1:]} .\n"
            continue
        statement = f"wds:new-{number}"
        triples = [f"wd:{qid} wdt:{name} {_term(value)}", f"wd:{qid} p:{name} {statement}"]
        triples += _valued(statement, "ps", name, value)
        for qualifier, qualified in zip(rest[::2], rest[1::2], strict=True):
            if qualifier.startswith("P"):
                triples += _valued(statement, "pq", qualifier, qualified)
        turtle += " .\n".join(triples) + " .\n"
    return turtle


def _term(value: str) -> str:
    date = value[1:11].replace("-00", "-01")
    return f"wd:{value}" if value.startswith("Q") else f'"{date}T00:00:00Z"^^xsd:dateTime'


def _valued(statement: str, prefix: str, name: str, value: str) -> list[str]:
    triples = [f"{statement} {prefix}:{name} {_term(value)}"]
    if not value.startswith("Q"):
        triples.append(f"{statement} {prefix}v:{name} [ wikibase:timePrecision {value.rpartition('/')[2]} ]")
    return triples


def test_after_the_batch_wikidata_says_what_we_say(seeds, tmp_path: Path) -> None:
    commands = seeds("export", "quickstatements", "--against", SAMPLE).stdout.splitlines()
    after = tmp_path / "after.ttl"
    after.write_text(SAMPLE.read_text(encoding="utf-8") + carried_out(commands), encoding="utf-8")
    done = seeds("export", "quickstatements", "--against", after)
    assert done.stdout == ""
    assert "statements: 0, new items: 0" in done.stderr
    lacking = seeds("diff", after, "--outcome", "new", "--format", "csv").stdout.splitlines()[1:]
    assert {line.split(",")[1] for line in lacking} == {"Agreement", "MemorandumOfUnderstanding"}


def test_new_items_of_every_kind(tmp_path: Path) -> None:
    rahmon = Entity("person", "Q57366", "Emomali Rahmon", qid="Q57366")
    facts = [
        mission("HighCommission", "BGD", "IND", "ক", city=city("New Delhi", "Q987", "IND"), openedOn=day("1972-02")),
        mission("ConsulateGeneral", "BGD", "IND", "খ", city=city("Kolkata", "Q1348", "IND")),
        fact("Treaty", "গ", party=(state("BGD"), state("IND")), signedOn=day("1972-03-19"), status=Concept("Signed")),
        fact(
            "Visit", "ঘ", visitor=rahmon, fromCountry=state("OMN"), toCountry=state("MYS"),
            startDate=day("2014-06-22"), endDate=day("2014-06-25"), visitKind=Concept("visit-kind/state"),
        ),
    ]  # fmt: skip
    found = made(tmp_path, *facts, against="")
    text = "\n".join(found.commands)
    labels = set(re.findall(r'Len\t"(.+)"', text))
    assert labels == {
        "High commission of Bangladesh, New Delhi",
        "Consulate general of Bangladesh, Kolkata",
        "Bangladesh–India treaty of 1972-03-19",
        "state visit of Emomali Rahmon to Malaysia, 2014-06-22",
    }
    assert set(re.findall(r"LAST\tP31\t(Q\d+)", text)) == {"Q18414273", "Q7843791", "Q131569", "Q2324916"}
    assert f"LAST\tP1891\t{COUNTRIES['IND']}\tP585\t+1972-03-19T00:00:00Z/11" in text
    assert "LAST\tP580\t+2014-06-22T00:00:00Z/11" in text
    assert "LAST\tP582\t+2014-06-25T00:00:00Z/11" in text
    assert all(COMMAND.fullmatch(command) for command in found.commands)
    assert found.items == 4


def test_missions_of_the_vatican_are_operated_by_the_holy_see(tmp_path: Path) -> None:
    found = made(tmp_path, mission("Embassy", "VAT", "MYS", "ক"), mission("Embassy", "MYS", "VAT", "খ"), against="")
    operators = [command.split("\t")[2] for command in found.commands if "\tP137\t" in command]
    hosts = [command.split("\t")[2] for command in found.commands if "\tP17\t" in command]
    assert sorted(zip(operators, hosts, strict=True)) == [("Q159583", "Q833"), ("Q833", "Q237")]


def test_two_articles_are_two_references(tmp_path: Path) -> None:
    page = {"source": "https://bn.wikipedia.org/wiki/ক", "revision": "12"}
    facts = [[relation("OMN", "MYS", words, establishedOn=day("1983"))] for words in ("ক", "খ")]
    found = batch(store(tmp_path, (page, facts[0]), ({}, facts[1])), RETRIEVED)
    assert found.statements == 2
    first, second = (command for command in found.commands if command.startswith("Q833\t"))
    assert first.endswith('oldid=12"\tS813\t+2026-01-31T00:00:00Z/11\tS7081\tbn:"ক"')
    assert second.endswith('\tP580\t+1983-00-00T00:00:00Z/9\tS7081\tbn:"খ"')
