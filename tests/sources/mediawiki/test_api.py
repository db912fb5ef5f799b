from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilat_kg import sources
from bilat_kg.model import Article

TEXT = "'''কেনিয়া–পেরু সম্পর্ক''' হলো [[পেরু]] ও [[কেনিয়া]]র মধ্যকার সম্পর্ক।"
TITLE = "কেনিয়া–পেরু সম্পর্ক"
RIGHTS = {"url": "https://creativecommons.org/licenses/by-sa/4.0/", "text": "CC BY-SA 4.0"}
GENERAL = {"lang": "bn", "server": "https://bn.wikipedia.org", "base": "https://bn.wikipedia.org/wiki/x"}
FIRST: dict[str, Any] = {
    "batchcomplete": "",
    "query": {
        "general": GENERAL,
        "rightsinfo": RIGHTS,
        "pages": {"9": {"pageid": 9, "ns": 0, "title": TITLE, "revisions": [{"revid": 7654321, "*": TEXT}]}},
    },
}
SECOND: dict[str, Any] = {
    "batchcomplete": True,
    "query": {
        "pages": [
            {
                "title": TITLE,
                "canonicalurl": "https://bn.wikipedia.org/wiki/x",
                "pagelanguage": "bn",
                "revisions": [
                    {"revid": 7654321, "slots": {"main": {"contentmodel": "wikitext", "content": TEXT}}},
                ],
            }
        ]
    },
}
PARSED: dict[str, Any] = {"parse": {"title": TITLE, "revid": 7654321, "wikitext": {"*": TEXT}}}
RENDERED: dict[str, Any] = {
    "parse": {"title": TITLE, "revid": 7654321, "text": f'<div class="mw-parser-output"><p>{TEXT}</p></div>'}
}
REST: dict[str, Any] = {
    "id": 9,
    "title": TITLE,
    "latest": {"id": 7654321},
    "content_model": "wikitext",
    "license": {"url": RIGHTS["url"], "title": "CC BY-SA 4.0"},
    "html_url": "https://bn.wikipedia.org/wiki/x",
    "source": TEXT,
}


def write(folder: Path, answer: object) -> Path:
    path = folder / "x.json"
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return path


def read(path: Path) -> Article:
    (article,) = sources.read(path)
    return article


@pytest.mark.parametrize("answer", [FIRST, SECOND, PARSED, RENDERED, REST])
def test_every_shape_of_an_answer(tmp_path, answer):
    article = read(write(tmp_path, answer))
    assert article.title == article.name == TITLE
    assert (article.revision, article.lang) == ("7654321", "bn")
    assert article.text.startswith(f"{TITLE} হলো" if answer is not RENDERED else "'''")
    if answer not in (PARSED, RENDERED):  # which do not say where they come from
        assert article.source is not None
        assert article.source.startswith("https://bn.wikipedia.org/w/index.php?title=")
        assert article.licence == RIGHTS["url"]


def test_a_page_that_cannot_be_read_leaves_the_others(tmp_path):
    pages = [
        {"title": "নেই", "missing": True},
        {"title": "খালি"},
        {"title": "[x", "invalid": True},
        {"title": "তথ্য", "revisions": [{"revid": 1, "slots": {"main": {"contentmodel": "json", "content": "{}"}}}]},
        *SECOND["query"]["pages"],
    ]
    notes = sources.Notes()
    path = write(tmp_path, {"query": {"pages": pages}})
    found = list(sources.records(sources.locate([path], notes), notes))
    assert [record.title for record in found] == [TITLE]
    assert len(notes.refused) == 4
    assert all(refusal.reason.startswith(f"{path}, page ") for refusal in notes.refused)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ('{"query": ', "is no JSON"),
        ('{"query": ' + "[" * 200_000, "is no JSON"),
        ('{"query": 1' + "0" * 10_000 + "}", "is no JSON"),
        (
            {"error": {"code": "maxlag", "info": "Waiting"}, "query": {}},
            "reports an error (maxlag: Waiting); ask again",
        ),
        ({"query": {}}, "holds no pages; ask for titles that there are"),
        ({"query": {"pages": [3]}}, "is not what MediaWiki's API answers"),
        ({"query": []}, "is not what MediaWiki's API answers"),
        ({"query": {"pages": [{"title": TITLE, "revisions": 3}]}}, "is not what MediaWiki's API answers"),
        ({"parse": {}}, "is not what MediaWiki's API answers"),
        ({"parse": {"title": TITLE}}, "holds no page with its text; ask for prop=wikitext or prop=text"),
        ({"batchcomplete": True}, "holds no page with its text; ask for prop=revisions"),
        ({"title": "x"}, "looks like JSON, which is not read"),
    ],
)
def test_bad_answers_are_refused_in_a_sentence(tmp_path, answer, message):
    path = write(tmp_path, answer)
    with pytest.raises(sources.SourceError) as caught:
        list(sources.read(path))
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)
