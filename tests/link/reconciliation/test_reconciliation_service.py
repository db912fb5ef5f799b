from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bilat_kg
from benchmarks.metamorphic.inflection import Ending, inflection
from bilat_kg.graph import StoreWriter
from bilat_kg.link.linker import Linker
from bilat_kg.link.reconciliation.dialects import BATCH, CONDITIONS, QUERY, TEXTS, RefusalError
from bilat_kg.link.reconciliation.entities import ID, KINDS, NAMED, PROPERTIES, Known, gazetteer, of_rows, together
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.messages import VERSIONS, fault
from bilat_kg.link.reconciliation.preview import page
from bilat_kg.link.reconciliation.service import ITEMS, MOST, Service
from bilat_kg.model import Article, Entity, Evidence, Fact, Mention, Reading

SUGGESTED = {"entity": "suggested_entities", "property": "suggested_properties", "type": "suggested_types"}
FORMS = {"Nom": "", "Gen": "র", "Loc": "তে", "Acc": "কে"}


def batch(names, version, **more):
    if version == "0.2":
        return {f"n{at}": {"query": name, **more} for at, name in enumerate(names)}
    return {"queries": [{"conditions": [{"matchType": "name", "propertyValue": name}], **more} for name in names]}


def results(answer, version):
    found = answer.values() if version == "0.2" else answer["results"]
    return [each["result" if version == "0.2" else "candidates"] for each in found]


def inflected(entities, bodies):
    """States, capitals and some bodies, by their Bengali names in four cases."""
    capitals = [each for each in entities if each.kind == "city" and each.description.startswith("capital")]
    states = [each for each in entities if each.kind == "country"]
    bodies = [each for each in entities if each.kind == "organization"][:bodies]
    for each in (*states, *capitals, *bodies):
        for case, form in FORMS.items():
            name = each.labels["bn"]
            yield each, inflection("bn").put(name, Ending(case=case, form=form)) if form else name, case


def test_inflected_names_are_found_in_answers_of_the_right_form(service):
    asked = list(inflected(service.index.entities, bodies=60))
    assert len(asked) >= 4 * (276 + 196 + 60)
    tally = Counter()
    wrong = []
    for kind in ("country", "city", "organization"):
        ours = [one for one in asked if one[0].kind == kind]
        for at in range(0, len(ours), BATCH):
            part = ours[at : at + BATCH]
            version = VERSIONS[at // BATCH % 2]
            names = [name for _, name, _ in part]
            answer = service.match(batch(names, version, type=KINDS[kind].id, limit=3), version)
            assert fault(answer, "result_batch", version) is None
            for (each, name, case), found in zip(part, results(answer, version), strict=True):
                matched = [one["id"] for one in found if one["match"]]
                tally[case, "found"] += each.id in [one["id"] for one in found]
                tally[case, "matched"] += matched == [each.id]
                wrong += [(name, matched)] if matched not in ([], [each.id]) else []
    for case in FORMS:
        assert tally[case, "found"] >= 0.99 * len(asked) / 4, tally
        assert tally[case, "matched"] >= 0.97 * len(asked) / 4, tally
    assert len(wrong) <= 2, wrong


TEXT = st.text(min_size=1, max_size=40) | st.text("কখগাি্ েরতেমলশয়া-'\u200c", min_size=1, max_size=20)
VALUE = TEXT | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.builds(lambda id_: {"id": id_}, TEXT)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TEXT, max_size=4),
    st.lists(st.tuples(st.sampled_from([*PROPERTIES, "P17", "colour"]), VALUE), max_size=2),
    st.sampled_from(["City", "Q5", "nothing", None]),
    st.sampled_from(["any", "all", "none"]),
)
def test_whatever_is_asked_gets_an_answer_of_the_right_form(service, items, names, properties, type_, quantifier):
    more = {"type": type_} if type_ else {}
    old = {
        f"q{at}": {"query": name, "properties": [{"pid": pid, "v": value} for pid, value in properties], **more}
        for at, name in enumerate(names)
    }
    conditions = [{"matchType": "property", "propertyId": pid, "propertyValue": [v]} for pid, v in properties]
    named = [{"matchType": "name", "propertyValue": name, "matchQuantifier": quantifier} for name in names]
    new = {"queries": [{"conditions": [*named, *conditions], **more}]} if named or conditions else {"queries": []}
    for each in (service, items):
        for asked, version in ((old, "0.2"), (new, "1.0-draft")):
            answer = each.match(asked, version)
            assert fault(answer, "result_batch", version) is None
            for found in results(answer, version):
                scores = [one["score"] for one in found]
                assert scores == sorted(scores, reverse=True)
                assert all(0 <= score <= 100 for score in scores)
                assert sum(one["match"] for one in found) <= 1
                assert len({one["id"] for one in found}) == len(found)
                if each is items:
                    assert all(re.fullmatch(r"Q[1-9]\d*", one["id"]) for one in found)


@pytest.mark.parametrize("version", VERSIONS)
def test_manifests_and_suggestions_have_the_right_form(service, items, version):
    for each in (service, items):
        manifest = each.manifest(version, "http://127.0.0.1:8080/reconcile")
        assert fault(manifest, "manifest", version) is None
        assert manifest["versions"] == [version]
        for what, message in (
            ("entity", "suggested_entities"),
            ("property", "suggested_properties"),
            ("type", "suggested_types"),
        ):
            for prefix in ("", "c", "মস্কোতে", "zzzz", "P17", "Q649", "\u200c", "%"):
                assert fault(each.suggest(what, prefix, version), message, version) is None
    assert items.manifest("0.2", "http://x")["identifierSpace"] == "http://www.wikidata.org/entity/"


def test_the_name_is_told_in_the_language_of_the_question(service):
    (found,) = results(service.match(batch(["মস্কোতে"], "1.0-draft", limit=1), "1.0-draft"), "1.0-draft")
    assert [(one["id"], one["name"], one["lang"], one["match"]) for one in found] == [("city/Q649", "মস্কো", "bn", True)]
    (found,) = results(service.match(batch(["মস্কোতে"], "1.0-draft", limit=1, lang="en-GB"), "1.0-draft"), "1.0-draft")
    assert (found[0]["name"], found[0]["lang"]) == ("Moscow", "en")
    (found,) = results(service.match(batch(["moscow"], "0.2", limit=1), "0.2"), "0.2")
    assert found[0]["name"] == "Moscow"


def test_an_item_that_is_a_country_and_a_city_matches_by_its_qid_only(service, items):
    (found,) = results(service.match(batch(["Singapore"], "0.2"), "0.2"), "0.2")
    assert [one["match"] for one in found[:2]] == [False, False]
    (found,) = results(items.match(batch(["Singapore"], "0.2"), "0.2"), "0.2")
    assert (found[0]["id"], found[0]["match"]) == ("Q334", True)


def test_a_namesake_without_an_item_keeps_the_other_from_matching():
    index = Index(
        [
            Known("person", "person/Q1", {"en": "John Smith"}, qid="Q1"),
            Known("person", "person/js", {"en": "John Smith"}),
        ]
    )
    (found,) = results(Service(index, ITEMS).match(batch(["John Smith"], "0.2"), "0.2"), "0.2")
    assert [(one["id"], one["match"]) for one in found] == [("Q1", False)]


@pytest.mark.parametrize(
    ("asked", "version", "status", "sentence"),
    [
        (batch(["x"] * (BATCH + 1), "0.2"), "0.2", 413, "the batch has 51 queries; send at most 50 at once"),
        (
            batch(["x"] * (BATCH + 1), "1.0-draft"),
            "1.0-draft",
            413,
            "the batch has 51 queries; send at most 50 at once",
        ),
        (
            batch(["x" * (QUERY + 1)], "0.2"),
            "0.2",
            400,
            "query 'n0' has a text of 257 characters; at most 256 are read",
        ),
        (
            batch(["x" * (QUERY + 1)], "1.0-draft"),
            "1.0-draft",
            400,
            "query '0' has a text of 257 characters; at most 256 are read",
        ),
        ({"k" * 300: {"query": "x"}}, "0.2", 400, None),
        (
            {"q": {"query": "x", "properties": [{"pid": "country", "v": "y" * 300}]}},
            "0.2",
            400,
            "query 'q' has a text of 300 characters; at most 256 are read",
        ),
        (
            {"q": {"query": "x", "type": ["City"] * (CONDITIONS + 1)}},
            "0.2",
            400,
            "query 'q' has more than 10 conditions, types or values of a condition",
        ),
        ({"q": {"query": "x", "properties": [{"pid": "p", "v": ["y"] * 11}]}}, "0.2", 400, None),
        (
            {f"q{at}": {"query": "x", "properties": [{"pid": "p", "v": ["y"] * 10}]} for at in range(50)},
            "0.2",
            413,
            f"the batch has 650 names and values; send at most {TEXTS} at once",
        ),
        ([], "0.2", 400, "this is no query batch of version 0.2: [] is not of type 'object'"),
        (
            {"q": {"query": "x"}},
            "1.0-draft",
            400,
            "this is no query batch of version 1.0-draft: 'queries' is a required property",
        ),
        ({"q": {"query": ""}}, "0.2", 400, None),
        ({"q": {"query": "x", "limit": 0}}, "0.2", 400, None),
        (None, "0.2", 400, None),
    ],
)
def test_a_batch_beyond_the_limits_or_of_the_wrong_form_is_refused_in_one_sentence(
    service, asked, version, status, sentence
):
    with pytest.raises(RefusalError) as refused:
        service.match(asked, version)
    assert refused.value.status == status
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300
    if sentence:
        assert str(refused.value) == sentence


def test_a_batch_at_the_limits_is_answered(service):
    names = ["ক" * QUERY, "University of " * 18, "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 4]
    full = batch((names * BATCH)[:BATCH], "0.2", limit=10**6)
    assert all(len(found) <= MOST for found in results(service.match(full, "0.2"), "0.2"))


def test_suggestions_complete_a_prefix_an_id_and_an_inflected_name(service, items):
    def suggested(prefix, what="entity", which=service, version="0.2", **more):
        return [each["id"] for each in which.suggest(what, prefix, version, **more)["result"]]

    assert suggested("Malays")[0] == "country/MYS"
    assert suggested("মালয়েশি")[0] == "country/MYS"
    assert suggested("মস্কোতে") == ["city/Q649"]
    assert suggested("country/MYS") == ["country/MYS"]
    assert "country/MYS" in suggested("Q833")
    assert suggested("Q833", which=items)[0] == "Q833"
    first = suggested("a", limit=4)
    assert suggested("a", limit=2, offset=2) == first[2:]
    assert len(suggested("", limit=10**6)) == MOST
    assert suggested("pers", "type") == ["Person"]
    assert suggested("Q5", "type", items) == ["Q515", "Q5"]
    assert suggested("", "property") == list(PROPERTIES)
    assert suggested("", "type") == [kind.id for kind in KINDS.values()]
    for wrong in ({"limit": 0}, {"offset": -1}):
        with pytest.raises(RefusalError, match="limit has to be 1 or more"):
            suggested("a", **wrong)
    with pytest.raises(RefusalError, match="the prefix has 257 characters"):
        suggested("a" * 257)


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_a_preview_shows_the_entity_and_lets_no_markup_in(service):
    html = service.preview("city/Q649")
    assert "মস্কো" in html
    assert "https://www.wikidata.org/wiki/Q649" in html
    assert "Country: Russia" in html
    evil = "<script>alert(1)</script>\" onmouseover='x' </title>"
    made = page(Known("city", f"city/{evil}", {"en": evil, "bn": evil}, (evil,), qid="Q1", description=evil), (evil,))
    assert {tag for tag, _ in Elements(made).found} <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "p",
        "span",
        "a",
    }
    assert all(not name.startswith("on") for _, attributes in Elements(made).found for name in attributes)


def test_a_preview_of_nobody(service, items):
    for wrong in ("city/Q0", "", "x" * 10_000, "<script>"):
        with pytest.raises(RefusalError, match="there is no entity") as refused:
            service.preview(wrong)
        assert refused.value.status == 404
        assert len(str(refused.value)) < 200
    with pytest.raises(RefusalError, match="ids look like Q833"):
        items.preview("Q0")


def test_the_entities_of_a_graph_stand_beside_those_of_the_gazetteer(tmp_path):
    article = Article("one", f"{ID}article/one", "bn", "মালয়েশিয়া ও রাশিয়া।")
    malaysia, russia = (Entity("country", code, "?", None) for code in ("MYS", "RUS"))
    rana = Entity("person", "rana-das", "Rana Das", "রানা দাস", None, "MYS")
    moscow = Entity("city", "Q649", "Moscow", "মস্কো", "Q649", "RUS")
    evidence = (Evidence(0, len(article.text), article.text),)
    fact = Fact("DiplomaticRelation", "one", (("party", (malaysia, russia)),), evidence, "made")
    mentions = tuple(Mention(0, 3, entity, "label") for entity in (rana, moscow))
    reading, linker = Reading(article, (fact,), (), mentions), Linker()
    with StoreWriter(tmp_path / "store") as writer:
        writer.add(reading)
        writer.link(linker.link(reading))
        writer.link(linker.complete(writer.with_items()))
        writer.publish()
    with bilat_kg.open(tmp_path / "store") as graph:
        named = of_rows(graph.query(NAMED))
    known = {each.id: each for each in gazetteer()}
    new = {each.id: each for each in named if each.id not in known}
    assert new.keys() == {"person/rana-das", "relationship/MYS-RUS"}
    for each in named:
        if each.id in known:
            assert known[each.id].qid == each.qid, "what a build links to, the gazetteer says"
            assert known[each.id].labels.items() >= each.labels.items()
    assert {"country/MYS", "city/Q649"} <= {each.id for each in named}

    service = Service(Index(together([known["country/MYS"], known["city/Q649"]], named)))
    answer = service.match(batch(["Malaysia–Russia relations", "রানা দাসের", "মস্কো"], "0.2", limit=1), "0.2")
    told = [(found[0]["id"], found[0]["match"]) for found in results(answer, "0.2")]
    assert told == [("relationship/MYS-RUS", True), ("person/rana-das", True), ("city/Q649", True)]
    assert service.entity("person/rana-das").properties == {"country": ("country/MYS",)}
