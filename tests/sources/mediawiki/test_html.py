from __future__ import annotations

import json

import pytest

from bilat_kg import sources
from bilat_kg.model import Article
from bilat_kg.sources.mediawiki import html, wikitext
from bilat_kg.sources.records import Record

WIKITEXT = """{{তথ্যছক দ্বিপাক্ষিক সম্পর্ক
|party1 = পেরু
|party2 = কেনিয়া
|mission1 = [[পেরুর দূতাবাস, নাইরোবি]]
}}
'''কেনিয়া–পেরু সম্পর্ক''' হলো [[পেরু]] ও [[কেনিয়া|কেনিয়ার]] মধ্যকার সম্পর্ক।<ref>সূত্র</ref> নাইরোবিতে পেরুর দূতাবাস আছে।

== ইতিহাস ==
১৯৭৫ সালে দুই দেশ কূটনৈতিক সম্পর্ক স্থাপন করে।

=== সফর ===
* ২০১০ সালের সফর
** [[লিমা]] সফর
# প্রথম

কিমি<sup>২</sup> &amp; শেষ।
{|
| সারণি
|}
[[বিষয়শ্রেণী:পেরু]]"""

BODY = """<p><b>কেনিয়া–পেরু সম্পর্ক</b> হলো <a {link}পেরু" title="পেরু">পেরু</a> ও
<a {link}কেনিয়া#ইতিহাস" title="কেনিয়া">কেনিয়ার</a> মধ্যকার
সম্পর্ক।<sup id="cite_ref-1" class="reference mw-ref"><a href="#cite_note-1">[১]</a></sup> নাইরোবিতে পেরুর দূতাবাস আছে।</p>
{h2}ইতিহাস{/h2}
<p>১৯৭৫ সালে দুই দেশ কূটনৈতিক সম্পর্ক স্থাপন করে।
</p>
<h3 id="x">সফর<span class="mw-editsection">[<a href="/w/index.php?action=edit">সম্পাদনা</a>]</span></h3>
<ul><li>২০১০ সালের সফর
<ul><li><a {link}লিমা">লিমা</a> সফর</li></ul></li></ul>
<ol><li>প্রথম</li></ol>
<p>কিমি<sup>২</sup>&nbsp;&amp; শেষ।</p>
<table class="wikitable"><tbody><tr><td>সারণি <table><tr><td>আরও</td></tr></table></td></tr></tbody></table>
<div class="navbox"><div>অন্য পাতা</div></div><style>.x{{}}</style>
<div class="reflist"><ol class="references"><li>সূত্র</li></ol></div>"""

DATA = json.dumps(
    {
        "parts": [
            {
                "template": {
                    "target": {"wt": "তথ্যছক দ্বিপাক্ষিক সম্পর্ক\n", "href": "./টেমপ্লেট:তথ্যছক"},
                    "params": {
                        "party1": {"wt": "পেরু"},
                        "party2": {"wt": "কেনিয়া"},
                        "mission1": {"wt": "[[পেরুর দূতাবাস, নাইরোবি]]"},
                    },
                }
            }
        ]
    },
    ensure_ascii=False,
).replace("'", "&#39;")

PARSOID = (
    """<!DOCTYPE html>
<html prefix="dc: http://purl.org/dc/terms/" about="https://bn.wikipedia.org/wiki/Special:Redirect/revision/7654321">
<head><meta charset="utf-8"/><meta property="mw:pageId" content="9"/>
<link rel="dc:isVersionOf" href="//bn.wikipedia.org/wiki/কেনিয়া–পেরু_সম্পর্ক"/><title>কেনিয়া–পেরু সম্পর্ক</title>
<base href="//bn.wikipedia.org/wiki/"/></head>
<body lang="bn" class="mw-content-ltr mw-body-content parsoid-body mw-parser-output" dir="ltr">
<section data-mw-section-id="0"><table class="infobox" typeof="mw:Transclusion" data-mw='"""
    + DATA
    + """'><tbody><tr><th>মিশন</th><td>দূতাবাস</td></tr></tbody></table>"""
    + BODY.replace("{link}", 'rel="mw:WikiLink" href="./').replace("{h2}", '<h2 id="y">').replace("{/h2}", "</h2>")
    + "</section></body></html>"
)
SAVED = (
    """<!DOCTYPE html>
<html class="client-nojs" lang="bn" dir="ltr"><head><meta charset="UTF-8">
<title>কেনিয়া–পেরু সম্পর্ক - উইকিপিডিয়া</title>
<script>RLCONF={"wgCurRevisionId":1,"wgRevisionId":7654321,"wgTitle":"কেনিয়া–পেরু সম্পর্ক"};</script>
<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/deed.bn">
<link rel="canonical" href="https://bn.wikipedia.org/wiki/%E0%A6%95%E0%A7%87%E0%A6%A8%E0%A6%BF%E0%A6%AF%E0%A6%BC%E0%A6%BE%E2%80%93%E0%A6%AA%E0%A7%87%E0%A6%B0%E0%A7%81_%E0%A6%B8%E0%A6%AE%E0%A7%8D%E0%A6%AA%E0%A6%B0%E0%A7%8D%E0%A6%95">
</head><body class="skin-vector"><nav><ul><li>প্রধান পাতা</li></ul></nav>
<main id="content"><h1>কেনিয়া–পেরু সম্পর্ক</h1><div id="mw-content-text" class="mw-body-content">
<div class="mw-content-ltr mw-parser-output" lang="bn" dir="ltr">
<table class="infobox"><tbody><tr><th colspan="2">কেনিয়া–পেরু</th></tr>
<tr><th colspan="2">কূটনৈতিক মিশন</th></tr>
<tr><td>পেরুর দূতাবাস, নাইরোবি<sup>[১]</sup></td><td>কেনিয়ার দূতাবাস, লিমা</td></tr></tbody></table>"""
    + BODY.replace("{link}", 'href="/wiki/')
    .replace("{h2}", '<div class="mw-heading"><h2 id="y">')
    .replace("{/h2}", '</h2><span class="mw-editsection">[সম্পাদনা]</span></div>')
    + """</div></div></main><footer><ul><li>পাতাটি শেষ সম্পাদিত হয়েছে</li></ul></footer></body></html>"""
)


def article(tmp_path, page: str) -> Article:
    path = tmp_path / "ken-per.html"
    path.write_text(page, encoding="utf-8")
    (found,) = sources.read(path)
    return found


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("page", [PARSOID, SAVED], ids=["parsoid", "saved"])
def test_html_gives_the_text_that_wikitext_gives(tmp_path, page):
    found, wanted = article(tmp_path, page), wikitext.parse(WIKITEXT, "x")
    assert lines(found.text[: found.body]) == lines(wanted.text[: wanted.body])
    assert [found.text[link.start : link.end] for link in found.links] == ["পেরু", "কেনিয়ার", "লিমা"]
    assert [link.target for link in found.links] == ["পেরু", "কেনিয়া", "লিমা"]


@pytest.mark.parametrize(
    ("page", "licence"),
    [
        (PARSOID, "https://creativecommons.org/licenses/by-sa/4.0/"),
        (SAVED, "https://creativecommons.org/licenses/by-sa/4.0/deed.bn"),
    ],
    ids=["parsoid", "saved"],
)
def test_what_the_page_says_of_itself_is_kept(tmp_path, page, licence):
    found = article(tmp_path, page)
    assert (found.name, found.title, found.lang) == ("ken-per", "কেনিয়া–পেরু সম্পর্ক", "bn")
    assert (found.revision, found.licence) == ("7654321", licence)
    assert found.source is not None
    assert found.source.startswith("https://bn.wikipedia.org/w/index.php?title=%E0%A6%95")
    assert found.source.endswith("&oldid=7654321")


def test_the_infobox_is_that_of_the_wikitext_where_parsoid_tells_and_else_what_is_shown(tmp_path):
    told = [(field.name, field.value) for field in article(tmp_path, PARSOID).infobox]
    assert told == [("party1", "পেরু"), ("party2", "কেনিয়া"), ("mission1", "পেরুর দূতাবাস, নাইরোবি")]
    shown = [(field.name, field.value) for field in article(tmp_path, SAVED).infobox]
    assert shown == [("কূটনৈতিক মিশন 1", "পেরুর দূতাবাস, নাইরোবি"), ("কূটনৈতিক মিশন 2", "কেনিয়ার দূতাবাস, লিমা")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>ক<p>খ<div>গ</div>ঘ", "ক\n\nখ\nগ\nঘ"),
        ("ক<br>খ<script>x</script><style>y</style><!-- z -->", "ক\nখ"),
        ("ক &lt;b&gt; &amp;amp; &#2453;", "ক <b> &amp; ক"),
        ("<b><i>ক</b></i> খ</div></p></x>", "ক খ"),
        ("<table>ক", ""),
        ("ক <a href='javascript:x'>খ</a> <a href='/wiki/File:x.jpg'>গ</a>", "ক খ গ"),
        ("<span style='display: none'>ক</span>খ<noscript>গ</noscript>", "খ"),
    ],
)
def test_broken_html_is_read_as_far_as_it_goes(body, text):
    page = html.parse(Record("x", "x.html", "HTML", f"<html><body>{body}</body></html>"))
    assert page.text == text
    assert not page.links


@pytest.mark.parametrize(
    "tag", ["<div>", "<table><tr><td>", "<ul><li>", "<a href='/wiki/x'>", "<b>", "<", "<!--", "&#"]
)
def test_html_without_end_is_read_in_no_time(tmp_path, tag):
    text = "".join(tag for _ in range(3_000))
    page = html.parse(Record("x", "x.html", "HTML", f"<html><body><p>ওমান ও মালয়েশিয়া</p>{text}"))
    assert page.text.startswith("ওমান ও মালয়েশিয়া")


def test_too_many_links_are_refused(tmp_path):
    with pytest.raises(sources.formats.SourceError, match=r"x\.html: holds 10,001 links; at most 10,000 are read"):
        html.parse(Record("x", "x.html", "HTML", "<html>" + "<a href='/wiki/x'>ক</a> " * 10_001))
