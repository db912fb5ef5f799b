from __future__ import annotations

import time

import pytest

from bilat_kg.sources import rdf

CASES = [
    ("<http://a/> <http://b/> <http://c/> .", "nq"),
    ('# x\n\n_:a <http://b/> "x"@en <http://g/> .\n', "nq"),
    ("@prefix a: <http://a/> .", "trig"),
    ("# x\nPREFIX a: <http://a/>\na:b a:c a:d .", "trig"),
    ("<http://a/> a <http://b/> ; <http://c/> 1 .", "trig"),
    ("<#a> <#b> 3 .", "trig"),
    ("GRAPH <http://g/> { <x:a> <x:b> <x:c> }", "trig"),
    ('{"@context": {}, "@id": "x:a"}', "jsonld"),
    ('[{"@id": "x:a"}]', "jsonld"),
    ("ওমান ও মালয়েশিয়া", None),
    ("<p>a b</p>", None),
    ("<small>a</small> <b>b</b>", None),
    ("<ref>a <b> .", None),
    ("<!DOCTYPE html><html>", None),
    ('{"query": {"pages": []}}', None),
    ('{"article_body": {"html": "\\"@context\\": 1"}}', None),
    ("== ইতিহাস ==\n* a", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "syntax"), CASES)
def test_rdf_is_told_from_articles(text, syntax):
    assert rdf.syntax(text.encode()) == syntax


@pytest.mark.parametrize("unit", [" ", "\n", "# x\n", "\t#", "<a:b> ", "@prefix ", "PREFIX ", "<", '"', "{", "_:a "])
def test_no_file_takes_long_to_tell(unit):
    started = time.monotonic()
    rdf.syntax((unit * 65_536).encode()[:65_536])
    assert time.monotonic() - started < 5
