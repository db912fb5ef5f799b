"""What a reader does, in a real browser: every view in both languages, from typing to a chart, from a row to words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.pages.reader import Reader

VIEWS = {
    "home": "/",
    "browse": "/browse",
    "pair": "/pair/MYS-RUS",
    "pair with trade": "/pair/MYS-OMN",
    "country": "/country/MYS",
    "article": "/article/mys-rus",
    "conflicts": "/conflicts",
    "wikidata": "/wikidata",
    "ask": "/ask",
    "question": "/ask/trade-series",
    "bars": "/ask/agreements-by-topic",
    "timeline": "/ask/timeline",
    "graph": "/ask/embassies-missing-in-return?view=graph",
    "map": "/ask/missions-map",
    "unfound": "/find?q=Atlantis",
}
BENGALI_DIGIT, LATIN_DIGIT = re.compile("[০-৯]"), re.compile("[0-9]")


def open_view(reader: Reader, lang: str, name: str) -> Page:
    page = reader.open(f"/{lang}{VIEWS[name]}")
    if name == "unfound":
        reader.faults = [said for said in reader.faults if "404" not in said]
    return page


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_every_view_opens_and_can_be_used_by_all(reader, lang):
    assert len(VIEWS) == 15
    turned = "bn" if lang == "en" else "en"
    for name, path in VIEWS.items():
        page = open_view(reader, lang, name)
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == lang, name
        assert page.locator(f"header a[hreflang={turned}]").get_attribute("href") == f"/{turned}{path}", name
        assert not reader.faults, (name, reader.faults)
        assert reader.accessibility_faults() == [], name
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert reader.accessibility_faults() != [], "a button without a name goes unseen"


@pytest.mark.parametrize("name", ["home", "pair with trade", "article", "question"])
def test_a_view_in_the_dark_and_on_a_phone(browser, server, name):
    options = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True}
    with Reader.at(browser, server.url, **options) as reader:
        page = open_view(reader, "bn", name)
        assert reader.accessibility_faults() == []
        wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], "the page is wider than the phone"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"


def test_bengali_pages_count_in_bengali(reader):
    page = reader.open("/bn/pair/MYS-OMN")
    told = page.locator("main .lead, main .when, main .chart, main nav").all_inner_texts()
    assert BENGALI_DIGIT.search(" ".join(told))
    assert not LATIN_DIGIT.search(" ".join(told))


def test_from_typing_to_a_chart_to_the_words(reader):
    page = reader.open("/en/ask")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?year ?amount ?fact WHERE { ?fact a bilat:TradeObs", delay=5)
    page.locator(".cm-tooltip-autocomplete li", has_text="bilat:TradeObservation").click()
    page.keyboard.type(" ; bilat:year ?year ; bilat:amount ?amount ; bilat:party country:Mala", delay=5)
    page.keyboard.press("Control+a")
    page.keyboard.type(
        "SELECT ?year ?amount ?fact WHERE { ?fact a bilat:TradeObservation ; bilat:year ?year ; bilat:amount ?amount }",
        delay=1,
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer .chart .series circle").first).to_be_visible()
    assert page.locator(".views a[aria-current]").inner_text() == "Chart"
    assert page.locator("#answer .series circle").count() == page.locator("#answer tbody tr").count() == 11
    assert "query=SELECT" in page.url
    shared = reader.open(page.url.removeprefix(reader.url))  # the address is all that another reader needs
    expect(shared.locator("#answer .chart")).to_be_visible()
    shared.locator("tbody a.why").first.click()
    marked = shared.locator("dialog[open] blockquote mark")
    assert marked.inner_text()
    shared.locator("dialog[open] a.open").click()
    shared.wait_for_url(re.compile(r"/en/article/.+\?fact=.+#f-"))
    expect(shared.locator("article mark.chosen").first).to_be_in_viewport()


def test_the_words_marked_in_an_article_are_those_of_its_evidence(reader, server):
    answer = server.ask("SELECT DISTINCT ?quote { ?e bilat:article article:mys-rus ; bilat:quote ?quote }")
    quotes = [row["quote"]["value"] for row in answer.json()["results"]["bindings"]]
    assert len(quotes) > 10
    page = reader.open("/bn/article/mys-rus")
    marked = page.evaluate("[...document.querySelectorAll('article.text mark')].map(m => m.textContent)")
    for quote in quotes:
        assert any(words.strip() in quote for words in marked)
    assert all(any(words in quote for quote in quotes) for words in marked)
    assert page.locator("article.text a.refused").count() > 0


def test_with_the_keyboard_alone(reader):
    page = reader.open("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reader.open("/en/ask/trade-series")
    tab_to(page, "#answer tbody a.why")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] mark")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "why", "focus goes back to where it was"
    reader.open("/en/ask")
    tab_to(page, ".editor")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n# typed")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON", "Tab leaves the editor"
    assert page.locator("#query").input_value().endswith("# typed")
    page.keyboard.press("Enter")
    expect(page.locator("#answer tbody tr").first).to_be_visible()


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with {most} tabs")


def test_without_script_every_view_says_the_same(browser, server):
    with Reader.at(browser, server.url, java_script_enabled=False) as reader:
        for name in VIEWS:
            page = open_view(reader, "bn", name)
            assert len(page.locator("main").inner_text()) > 60, name
        page = open_view(reader, "en", "question")
        assert page.locator("#answer .series circle").count() == 6
        page.locator("tbody a.why").first.click()
        page.wait_for_url(re.compile("/en/why/trade-observation/"))
        assert page.locator("blockquote mark").inner_text()
        page.locator("a.open").click()
        expect(page.locator("article mark.chosen").first).to_be_visible()
        reader.open("/en/")
        page.fill("input[name=q]", "রাশিয়া ও মালয়েশিয়া")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/en/pair/MYS-RUS$"))


def test_text_comes_first_and_nothing_moves(browser, server):
    moved = """new Promise(done => {
      let sum = 0;
      const watch = new PerformanceObserver(list => list.getEntries().forEach(each => sum += each.value));
      watch.observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(sum), 400);
    })"""
    for name in ("home", "pair", "article"):
        with Reader.at(browser, server.url) as reader:
            page = open_view(reader, "bn", name)
            assert page.evaluate(moved) < 0.01, name


def test_light_and_dark_are_remembered(reader):
    page = reader.open("/en/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("button.theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    reader.open("/bn/browse")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_fault_is_marked_in_the_editor(reader):
    page = reader.open("/en/ask?query=SELECT+%3Fx+WHERE+%7B+%3Fx+a+%7D")
    assert "line 1, column" in page.locator("#fault").inner_text()
    assert page.locator(".cm-fault").count() > 0
    reader.faults = [said for said in reader.faults if "400" not in said]
