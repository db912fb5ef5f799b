"""Which item a fact is about is never guessed: cases made for it, each with what could be taken wrongly."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store
from written import city, compared, day, fact, mission, relation, said, state, store

from bilat_kg.graph.namespaces import DATA_NS, SAME_AS, WIKIDATA_NS
from bilat_kg.graph.store import Build
from bilat_kg.link.wikidata.ours import our_facts
from bilat_kg.model import Concept, Entity

SIGNED = Concept("Signed")


def embassy(qid: str, sender: str, receiver: str, kind: str = "Q3917681", more: str = "") -> str:
    return f"wd:{qid} wdt:P31 wd:{kind} ; wdt:P137 wd:{sender} ; wdt:P17 wd:{receiver} . {more}\n"


def treaty(qid: str, one: str, other: str, date: str | None = None, label: str = "") -> str:
    dated = f'; wdt:P585 "{date}T00:00:00Z"^^xsd:dateTime' if date else ""
    named = f'; rdfs:label "{label}"@bn' if label else ""
    return f"wd:{qid} wdt:P31 wd:Q131569 ; wdt:P1891 wd:{one} , wd:{other} {dated} {named} .\n"


def test_the_holy_see_and_the_kingdom_of_the_netherlands_are_the_states(tmp_path: Path) -> None:
    build = store(
        tmp_path,
        (
            {},
            [mission("Embassy", "VAT", "MYS", "ক"), mission("Embassy", "NLD", "SUR", "খ"), relation("NLD", "VAT", "গ")],
        ),
    )
    theirs = embassy("Q9000000001", "Q159583", "Q833") + embassy("Q9000000002", "Q29999", "Q730")
    theirs += "wd:Q55 wdt:P530 wd:Q159583 .\n"
    found = set(said(compared(build, tmp_path, theirs)))
    assert ("confirmed", "P31", "Q9000000001") in found
    assert ("confirmed", "P31", "Q9000000002") in found
    assert ("confirmed", "P530", "Q55") in found
    assert ("new", "P530", "Q237") in found


def test_an_embassy_is_no_consulate_and_sending_is_not_hosting(tmp_path: Path) -> None:
    build = store(tmp_path, ({}, [mission("Embassy", "OMN", "MYS", "ক")]))
    theirs = embassy("Q9000000001", "Q842", "Q833", "Q7843791") + embassy("Q9000000002", "Q833", "Q842")
    assert said(compared(build, tmp_path, theirs)) == [("new", "P31", None)]
    theirs += embassy("Q9000000003", "Q842", "Q833", "Q18414273")
    assert said(compared(build, tmp_path, theirs)) == [("confirmed", "P31", "Q9000000003")]


def test_a_consulate_is_told_by_its_city(tmp_path: Path) -> None:
    chittagong, khulna = city("Chittagong", "Q376749", "BGD"), city("Khulna", "Q9000000091", "BGD")
    facts = [
        mission("Consulate", "IND", "BGD", "ক", city=chittagong),
        mission("Consulate", "IND", "BGD", "খ", city=khulna),
        mission("Consulate", "IND", "BGD", "গ"),
    ]
    build = store(tmp_path, ({}, facts))
    there = embassy("Q9000000001", "Q668", "Q902", "Q7843791", "wd:Q9000000001 wdt:P131 wd:Q376749 .")
    found = compared(build, tmp_path, there).differences
    told = {each.quotations[0].text: [] for each in found}
    for each in found:
        told[each.quotations[0].text].append((each.outcome, each.property, each.item, each.candidates))
    assert told == {
        "ক": [("confirmed", "P131", "Q9000000001", ()), ("confirmed", "P31", "Q9000000001", ())],
        "খ": [("new", "P31", None, ())],
        "গ": [("undecided", "P31", None, ("Q9000000001",))],
    }
    nowhere = embassy("Q9000000002", "Q668", "Q902", "Q7843791")
    found = compared(build, tmp_path, nowhere).differences
    assert {each.outcome for each in found} == {"undecided"}  # it may be in any of them


def test_of_two_embassies_the_one_that_is_open_is_meant(tmp_path: Path) -> None:
    build = store(tmp_path, ({}, [mission("Embassy", "OMN", "MYS", "ক")]))
    closed = 'wd:Q9000000001 wdt:P576 "1999-05-05T00:00:00Z"^^xsd:dateTime .'
    theirs = embassy("Q9000000001", "Q842", "Q833", more=closed)
    assert said(compared(build, tmp_path, theirs)) == [
        ("confirmed", "P31", "Q9000000001"),
        ("conflicting", "P3999", "Q9000000001"),
    ]
    theirs += embassy("Q9000000002", "Q842", "Q833")
    assert said(compared(build, tmp_path, theirs)) == [("confirmed", "P31", "Q9000000002")]


def test_what_is_absent_or_closed_is_held_against_what_is_open(tmp_path: Path) -> None:
    absent = mission("Embassy", "OMN", "MYS", "ক", status=Concept("Absent"))
    shut = mission("Embassy", "MYS", "OMN", "খ", status=Concept("Closed"), closedOn=day("1999-05"))
    build = store(tmp_path, ({}, [absent, shut]))
    gone = 'wd:Q9000000002 wdt:P576 "1999-05-05T00:00:00Z"^^xsd:dateTime .'
    theirs = embassy("Q9000000001", "Q842", "Q833") + embassy("Q9000000002", "Q833", "Q842", more=gone)
    found = compared(build, tmp_path, theirs)
    assert set(said(found)) == {
        ("conflicting", "P31", "Q9000000001"),
        ("confirmed", "P31", "Q9000000002"),
        ("less precise", "P3999", "Q9000000002"),
    }
    assert found.omissions == ()
    assert [each.reason for each in compared(build, tmp_path, "").omissions] == [
        "the article says that there is no mission, and Wikidata has no way to say so"
    ]


def agreement(quote: str, signed: str | None, kind: str = "Agreement", pair=("IND", "BGD"), **roles):
    dated = {"signedOn": day(signed)} if signed else {}
    return fact(kind, quote, **({"party": tuple(map(state, pair)), "status": SIGNED} | dated | roles))


def test_a_treaty_is_told_by_its_month_if_nothing_else_fits(tmp_path: Path) -> None:
    trade = {"topic": Concept("topic/trade")}
    march = [agreement("ক", "1972-03-19")]
    there = ["1972-03-19"]
    cases = [  # what we have, when theirs were signed, and what comes of ours
        (march, there, ["confirmed"]),
        ([agreement("ক", "1972-03")], there, ["confirmed"]),
        ([agreement("ক", "1972")], there, ["undecided"]),  # a year tells too little
        ([agreement("ক", None)], there, ["undecided"]),
        ([agreement("ক", "1972-03-28")], there, ["new"]),
        ([agreement("ক", "1972-03-19", "MemorandumOfUnderstanding")], there, ["undecided"]),
        ([*march, agreement("খ", "1972-03-19", **trade)], there, ["undecided", "undecided"]),
        (march, [*there, *there], ["undecided"]),
        (march, [*there, None], ["undecided"]),
        (march, [], ["new"]),
    ]
    theirs, facts = treaty("Q9000000000", "Q833", "Q902", "1972-03-19"), []
    for number, (ours, dates, _) in enumerate(cases):
        pair = (f"A{number:02}", f"B{number:02}")  # each case between states of its own
        facts += [(kind, quote, roles | {"party": tuple(map(state, pair))}) for kind, quote, roles in ours]
        for which, date in enumerate(dates):
            theirs += treaty(f"Q90000001{number:02}{which}", *(state(code).qid for code in pair), date)
    found = compared(store(tmp_path, ({}, facts)), tmp_path, theirs).differences
    for number, (_, _, expected) in enumerate(cases):
        about = [each.outcome for each in found if f"A{number:02}" in each.about and each.property == "P31"]
        assert about == expected, number


def test_a_treaty_that_our_sentence_names_is_that_one(tmp_path: Path) -> None:
    name = "ভারত-বাংলাদেশ মৈত্রী চুক্তি"
    theirs = treaty("Q9000000001", "Q668", "Q902", "1972-03-19", name)
    build = store(tmp_path, ({}, [agreement(f"১৯৭৪ সালে {name} স্বাক্ষরিত হয়।", "1974")]))
    assert said(compared(build, tmp_path, theirs)) == [
        ("confirmed", "P31", "Q9000000001"),
        ("conflicting", "P585", "Q9000000001"),
    ]


def test_a_name_in_a_sentence_on_two_agreements_tells_neither(tmp_path: Path) -> None:
    name = "ভারত-বাংলাদেশ মৈত্রী চুক্তি"
    words = f"১৯৭২ সালের {name} এবং ১৯৭৪ সালের স্থলসীমান্ত চুক্তি।"
    theirs = treaty("Q9000000001", "Q668", "Q902", "1972-03-19", name)
    one, other = agreement(words, "1972"), agreement(words, "1974")
    build = store(tmp_path, ({}, [one, other]))
    assert sorted(each[0] for each in said(compared(build, tmp_path, theirs))) == ["new", "undecided"]


def test_a_state_visit_is_told_by_who_where_and_the_year(tmp_path: Path) -> None:
    state_visit = Concept("visit-kind/state")
    seventeenth = ["1972-03-17"]
    cases = [
        ("1972-03-17", seventeenth, state_visit, ["P31 confirmed", "P585 confirmed"]),
        ("1972-03-19", seventeenth, state_visit, ["P31 confirmed", "P585 conflicting"]),
        ("1974-05", seventeenth, state_visit, ["P31 new"]),
        (None, seventeenth, state_visit, ["P31 undecided"]),
        ("1972-03-17", [*seventeenth, *seventeenth], state_visit, ["P31 undecided"]),
        ("1972-03-17", [None], state_visit, ["P31 undecided"]),
        ("1972-03-17", [], state_visit, ["P31 new"]),
        ("1972-03-17", seventeenth, Concept("visit-kind/official"), []),
    ]
    theirs, facts = "", []
    for number, (start, dates, kind, _) in enumerate(cases):
        guest, host = state(f"A{number:02}"), state(f"B{number:02}")
        dated = {"startDate": day(start)} if start else {}
        facts.append(fact("Visit", "ক", fromCountry=guest, toCountry=host, visitKind=kind, **dated))
        for which, date in enumerate(dates):
            when = f'; wdt:P585 "{date}T00:00:00Z"^^xsd:dateTime' if date else ""
            item = f"wd:Q90000001{number:02}{which}"
            theirs += f"{item} wdt:P31 wd:Q2324916 ; wdt:P710 wd:{guest.qid} ; wdt:P276 wd:{host.qid} {when} .\n"
    # somebody else's visit to the first of them
    theirs += (
        'wd:Q9000000099 wdt:P31 wd:Q2324916 ; wdt:P710 wd:Q833 ; wdt:P17 wd:Q9000000200 ; wdt:P585 "1972-03-17" .\n'
    )
    found = compared(store(tmp_path, ({}, facts)), tmp_path, theirs).differences
    for number, (*_, expected) in enumerate(cases):
        about = [f"{each.property} {each.outcome}" for each in found if f"A{number:02}" in each.about]
        assert sorted(about) == expected, number


def test_a_visit_may_have_another_organizer_besides(tmp_path: Path) -> None:
    host = Entity("person", "Q57641", "Somebody", qid="Q57641")
    roles = {"fromCountry": state("OMN"), "toCountry": state("MYS"), "startDate": day("2014-06")}
    kind = Concept("visit-kind/state")
    build = store(tmp_path, ({}, [fact("Visit", "ক", visitKind=kind, host=host, **roles)]))
    theirs = (
        "wd:Q9000000001 wdt:P31 wd:Q2324916 ; wdt:P710 wd:Q842 ; wdt:P17 wd:Q833 ; wdt:P664 wd:Q9000000002 ;"
        ' wdt:P580 "2014-06-22T00:00:00Z"^^xsd:dateTime .'
    )
    assert said(compared(build, tmp_path, theirs)) == [
        ("confirmed", "P31", "Q9000000001"),
        ("less precise", "P585", "Q9000000001"),
        ("new", "P664", "Q9000000001"),
    ]


def test_what_cannot_be_said_is_told_with_its_reason(tmp_path: Path) -> None:
    chamber = Entity("organization", "chamber", "Chamber of Commerce")
    nowhere = Entity("country", "X99", "Nowhere")
    facts = [
        agreement("ক", "1972", signatoryOrganization=chamber),
        agreement("খ", "1973", count=5),
        agreement("গ", "1974", status=Concept("Proposed")),
        mission("Embassy", "IND", "BGD", "ঘ", status=Concept("Planned")),
        mission("Embassy", "IND", "BGD", "ঙ", status=Concept("Absent")),
        mission("TradeOffice", "IND", "BGD", "চ"),
        fact("DiplomaticRelation", "ছ", party=(state("IND"), nowhere)),
        fact("Visit", "জ", fromCountry=state("IND"), toCountry=state("BGD"), visitKind=Concept("visit-kind/working")),
    ]
    found = compared(store(tmp_path, ({}, facts)), tmp_path, treaty("Q9000000001", "Q668", "Q902", "1972-03-19"))
    assert found.differences == ()
    assert sorted(each.reason for each in found.omissions) == [
        "a state has no item that is known for sure",
        "no class of Wikidata was checked for a trade office",
        "no class of Wikidata was checked for a visit that is no state visit",
        "several agreements are told of at once",
        "the agreement is proposed or being negotiated",
        "the agreement was signed by organizations and not by the states",
        "the article says that there is no mission, and Wikidata has no way to say so",
        "the mission is planned",
    ]


def test_an_entity_that_is_linked_to_two_items_is_linked_to_none(tmp_path: Path) -> None:
    build = store(tmp_path, ({}, [relation("OMN", "MYS", "ক")]))
    linked = Store()
    linked.extend(build.store)
    oman, other = NamedNode(f"{DATA_NS}country/OMN"), NamedNode(f"{WIKIDATA_NS}Q9000000001")
    assert [thing.qid for thing in our_facts(build)[0].things["party"]] == ["Q833", "Q842"]
    linked.add(Quad(oman, SAME_AS, other))
    twice = Build(build.path, build.manifest, linked)
    assert [thing.qid for thing in our_facts(twice)[0].things["party"]] == ["Q833", None]
