"""Threat T5: markup in labels, quotes, titles and IRIs stays words, in every view and both languages."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest

from tests.web.pages import hostile
from tests.web.pages.reader import Reader

ASKED = """SELECT ?label ?thing ?other ?date ?number ?lat ?long (STR(?label) AS ?text) WHERE {
  VALUES (?thing ?other ?date ?number ?lat ?long) {
    (<javascript:window.got=1> <https://w3id.org/bilat-kg/id/person/%22onmouseover=x> "1999"^^xsd:gYear 4 3.1 101.6)
    (<data:text/html,x> <https://w3id.org/bilat-kg/id/country/X%3Cscript%3E> "2000"^^xsd:gYear 5 55.7 37.6)
  }
  ?any rdfs:label ?label
}"""
TRIPLES = "CONSTRUCT { <javascript:window.got=1> <urn:p> ?label } WHERE { ?any rdfs:label ?label }"
HEADED = f"""# title: {hostile.CLOSING}
# param: x string = {hostile.HANDLER} — {hostile.SCRIPT}
SELECT $x ?y {{ ?y rdfs:label ?l FILTER(STR($x) != '') }} LIMIT 3"""
DIFFERENCES = {
    "source": hostile.CLOSING,
    "retrieved": hostile.SCRIPT,
    "differences": [
        {"outcome": "conflicting", "fact": hostile.ADDRESS, "about": hostile.SCRIPT, "property": hostile.HANDLER,
         "ours": hostile.CLOSING, "theirs": [hostile.HANDLER, hostile.TEMPLATE], "item": hostile.ADDRESS,
         "candidates": ["Q1", hostile.SCRIPT], "quotations": [{"text": hostile.CLOSING, "lang": hostile.HANDLER}]},
        {"outcome": hostile.SCRIPT}, hostile.SCRIPT,
    ],
}  # fmt: skip
VIEWS = {
    "home": "/",
    "browse": "/browse",
    "pair": "/pair/MYS-RUS",
    "country": "/country/MYS",
    "article": "/article/hostile?" + urlencode({"fact": hostile.HANDLER}),
    "conflicts": "/conflicts",
    "wikidata": "/wikidata?" + urlencode({"outcome": hostile.HANDLER}),
    "unfound": "/find?" + urlencode({"q": hostile.CLOSING + hostile.SCRIPT}),
    "missing": "/pair/" + quote(hostile.SCRIPT, safe=""),
    "question": "/ask/pair?" + urlencode({"a": hostile.CLOSING}),
    "fault": "/ask?" + urlencode({"query": f"{hostile.CLOSING}{hostile.HANDLER}"}),
    **{
        f"answer as {view}": "/ask?" + urlencode({"query": ASKED, "view": view})
        for view in ("table", "chart", "map", "timeline", "graph")
    },
    "triples": "/ask?" + urlencode({"query": TRIPLES}),
    "column": "/ask?" + urlencode({"query": HEADED}),
}
NOTHING_NEW = """() => {
  const wrong = [];
  for (const each of document.querySelectorAll("*")) {
    if (["IMG", "IFRAME", "OBJECT", "EMBED", "BASE", "STYLE"].includes(each.tagName)) wrong.push(each.outerHTML);
    if (each.tagName === "SCRIPT" && !new URL(each.src).pathname.startsWith("/assets/")) wrong.push(each.outerHTML);
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on") || name === "style" && !each.closest(".editor")) wrong.push(`${each.tagName} ${name}`);
      const leads = ["href", "src", "action", "xlink:href"].includes(name);
      if (leads && /^\\s*(javascript|data|vbscript):/i.test(value)) wrong.push(value);
    }
  }
  if (window.got) wrong.push("a script ran");
  if (document.title.includes("49")) wrong.push("a template ran");
  return wrong;
}"""

POINTED_AT = """() => {
  for (const each of document.querySelectorAll("*")) each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  return window.got;
}"""


@pytest.fixture(scope="module", autouse=True)
def _differences(hostile_store):
    (hostile_store / "differences.json").write_text(json.dumps(DIFFERENCES))


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_words_stay_words_in_every_view(browser, hostile_server, lang):
    assert len(VIEWS) == 18
    seen = set()
    with Reader.at(browser, hostile_server.url) as reader:
        facts = [fact["path"] for fact in _facts(hostile_server)]
        assert len(facts) == 11
        views = {**VIEWS, **{f"why {path}": f"/why/{path}" for path in facts}}
        for name, path in views.items():
            page = reader.open(f"/{lang}{path}")
            assert page.evaluate(NOTHING_NEW) == [], name
            assert page.evaluate(POINTED_AT) is None, name
            words = page.content() if name == "home" else page.locator("body").inner_text()
            seen |= {hostility for hostility in hostile.ALL if hostility.split()[0][:12] in words}
        reader.faults = [said for said in reader.faults if "400" not in said and "404" not in said]
    assert seen == set(hostile.ALL)


def test_evidence_in_its_dialog_stays_words(browser, hostile_server):
    with Reader.at(browser, hostile_server.url) as reader:
        page = reader.open("/en/pair/MYS-RUS")
        page.locator("a.why").first.click()
        page.wait_for_selector("dialog[open] mark")
        assert page.evaluate(NOTHING_NEW) == []


def _facts(server):
    answer = server.ask(
        "SELECT DISTINCT ?fact WHERE { ?fact a bilat:Fact }", headers={"Accept": "application/sparql-results+json"}
    )
    return [
        {"path": row["fact"]["value"].removeprefix("https://w3id.org/bilat-kg/id/")}
        for row in answer.json()["results"]["bindings"]
    ]
