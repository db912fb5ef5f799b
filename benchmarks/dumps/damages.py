"""A hundred ways in which a page of a dump can be broken, each of them so that it must not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from benchmarks.dumps.pages import Page

Damage = Callable[[Page], bytes]


def _cut(mark: bytes) -> Damage:
    """Without a tag."""
    return lambda page: _once(page.xml(), mark, b"")


def _swap(old: bytes, new: bytes) -> Damage:
    return lambda page: _once(page.xml(), old, new)


def _put(inside: bytes) -> Damage:
    """With bytes in the middle of the text that the digest does not know; the digest is left out."""

    def damage(page: Page) -> bytes:
        xml = re.sub(rb' sha1="\w+"', b"", page.xml())
        return _once(xml, "== ইতিহাস ==".encode(), "== ইতিহাস ==".encode() + inside)

    return damage


def _said(inside: str) -> Damage:
    """With more text, and the digest of that: nothing is wrong but what stands there."""
    return lambda page: page.but(text=page.text.replace("== ইতিহাস ==\n", f"== ইতিহাস ==\n{inside}\n", 1)).xml()


def _text(text: str) -> Damage:
    return lambda page: page.but(text=text).xml()


def _title(title: str) -> Damage:
    return lambda page: page.but(title=f"{page.title}{title}").xml()


def _otherwise(old: str, new: str) -> Damage:
    """With other words, under the digest of the true ones."""
    return lambda page: _once(page.xml(), old.encode(), new.encode())


def _once(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data, old
    return data.replace(old, new, 1)


def _half(page: Page) -> bytes:
    """The text breaks off in the middle, and the tags go on."""
    xml = page.xml()
    begin, end = xml.index(b">", xml.index(b"<text")) + 1, xml.index(b"</text>")
    middle = xml.rindex(b" ", begin, (begin + end) // 2)
    return xml[:middle] + xml[end:]


STRUCTURE: Mapping[str, Damage] = {
    "no end of the page": _cut(b"  </page>\n"),
    "no beginning of the page": _cut(b"  <page>\n"),
    "a misspelt beginning": _swap(b"<page>", b"<pgae>"),
    "a misspelt end": _swap(b"</page>", b"</pgae>"),
    "no end of the revision": _cut(b"</revision>"),
    "no beginning of the revision": _cut(b"<revision>"),
    "no end of the text": _cut(b"</text>"),
    "no beginning of the text": lambda page: re.sub(rb"<text[^>]*>", b"", page.xml()),
    "no end of the title": _cut(b"</title>"),
    "no beginning of the title": _cut(b"<title>"),
    "no title": lambda page: re.sub(rb"<title>.*</title>", b"", page.xml()),
    "two titles": lambda page: re.sub(rb"(<title>.*</title>)", rb"\1\1", page.xml()),
    "two namespaces": lambda page: re.sub(rb"(<ns>.*</ns>)", rb"\1\1", page.xml()),
    "two texts": _swap(b"</text>", b"</text><text>x</text>"),
    "tags that cross": _swap(b"</text>\n    </revision>", b"</revision></text>"),
    "tags that differ in case": _swap(b"</text>", b"</Text>"),
    "an attribute without quotes": _swap(b'xml:space="preserve"', b"xml:space=preserve"),
    "an attribute without value": _swap(b'xml:space="preserve"', b"xml:space"),
    "an attribute twice": _swap(b'xml:space="preserve"', b'bytes="1" xml:space="preserve"'),
    "an attribute that does not end": _swap(b'xml:space="preserve"', b'xml:space="preserve'),
    "a tag that does not end": _swap(b"<model>", b"<model"),
    "an element of no name": _swap(b"<model>", b"<><model>"),
    "an element of a number": _swap(b"<model>", b"<1a></1a><model>"),
    "an end without a beginning": _swap(b"<model>", b"</b><model>"),
    "no revision": lambda page: re.sub(rb"(?s)<revision>.*</revision>", b"", page.xml()),
    "elements in elements without end": _swap(b"<model>", b"<a>" * 5_000 + b"</a>" * 5_000 + b"<model>"),
    "a comment that does not end": _swap(b"<model>", b"<!-- <model>"),
    "a comment in a comment": _swap(b"<model>", b"<!-- a -- b --><model>"),
    "raw characters that do not end": _swap(b"<model>", b"<![CDATA[ <model>"),
    "an instruction that does not end": _swap(b"<model>", b"<?php <model>"),
    "a declaration of XML": _swap(b"<model>", b'<?xml version="1.0"?><model>'),
    "a DOCTYPE": _swap(b"<revision>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><revision>"),
    "an entity declared": _swap(b"<model>", b'<!ENTITY a SYSTEM "file:///etc/passwd"><model>'),
}
WORDS: Mapping[str, Damage] = {
    "a tag that is not escaped": _put(b"<b>x</b>"),
    "a line break that is not escaped": _put(b"<br/>"),
    "a mark that is not escaped": _put(b" a < b "),
    "an ampersand that is not escaped": _put(b" a & b "),
    "an entity of HTML": _put(b"&nbsp;"),
    "an entity of nobody's": _put(b"&xxe;"),
    "an entity in the title": _swap(b"<title>", b"<title>&lol9;"),
    "an entity that does not end": _put(b"&amp b"),
    "a reference to NUL": _put(b"&#0;"),
    "a reference to a control character": _put(b"&#1;"),
    "a reference to a surrogate": _put(b"&#xD800;"),
    "a reference beyond Unicode": _put(b"&#x110000;"),
    "a reference to nothing": _put(b"&#;"),
    "a reference to letters": _put(b"&#xZZ;"),
    "the end of raw characters": _put(b"]]>"),
}
BYTES: Mapping[str, Damage] = {
    "a byte of no UTF-8": _put(b"\xff"),
    "a letter cut short": _put(b"\xe0\xa6 "),
    "a rest of a letter": _put(b"\x80"),
    "a letter too long": _put(b"\xc0\xaf"),
    "a surrogate": _put(b"\xed\xa0\x80"),
    "a letter beyond Unicode": _put(b"\xf5\x80\x80\x80"),
    "words in Latin-1": _put("Relación".encode("latin-1")),
    "words in UTF-16": _put("দেশ".encode("utf-16")),
    "a byte of no UTF-8 in the title": _swap(b"<title>", b"<title>\xff"),
    "NUL": _put(b"\0"),
    "NUL in the title": _swap(b"<title>", b"<title>\0"),
    "a bell": _put(b"\x07"),
    "a backspace": _put(b"\x08"),
    "a vertical tab": _put(b"\x0b"),
    "a form feed": _put(b"\x0c"),
    "an escape": _put(b"\x1b[2J"),
    "a unit separator": _put(b"\x1f"),
    "a delete": _put(b"\x7f"),
    "a control character of ISO 6429": _put("\x9b".encode()),
    "a next line": _put("\x85".encode()),
    "U+FFFE": _put("\ufffe".encode()),
    "U+FFFF": _put("\uffff".encode()),
}
HEAD: Mapping[str, Damage] = {
    "an empty title": lambda page: page.but(title="").xml(),
    "a title of blanks": lambda page: page.but(title="  ").xml(),
    "a title with a bracket": _title("["),
    "a title with a brace": _title("}"),
    "a title with a bar": _title("|"),
    "a title with a hash": _title("#"),
    "a title with a tag": _title("<b>"),
    "a title that turns the writing around": _title("\u202e"),
    "a title that steers the terminal": _swap(b"</title>", b"&#x9b;</title>"),
    "a title without end": _title("ক" * 400),
    "a namespace of letters": _swap(b"<ns>0</ns>", b"<ns>x</ns>"),
    "a namespace without end": _swap(b"<ns>0</ns>", b"<ns>" + b"9" * 40 + b"</ns>"),
    "an empty namespace": _swap(b"<ns>0</ns>", b"<ns></ns>"),
    "JSON": _swap(b"wikitext</model>", b"json</model>"),
    "a style sheet": _swap(b"wikitext</model>", b"css</model>"),
    "a program": _swap(b"wikitext</model>", b"Scribunto</model>"),
}
CONTENT: Mapping[str, Damage] = {
    "no text": _text(""),
    "a text of blanks": _text(" \n "),
    "a text that was deleted": lambda page: re.sub(rb"(?s)<text.*</text>", b'<text deleted="deleted" />', page.xml()),
    "a digit that is another": _otherwise("সালের", "সালের ১"),
    "a word that is another": _otherwise("স্থাপন", "ছিন্ন"),
    "half the text": _half,
    "a line that is missing": lambda page: re.sub("== বাণিজ্য ==\n.*\n".encode(), b"", page.xml()),
    "a text that stands twice": lambda page: re.sub(rb"(?s)(<text[^>]*>)(.*)(</text>)", rb"\1\2\2\3", page.xml()),
    "the digest of another text": lambda page: re.sub(rb' sha1="\w+"', b' sha1="' + b"0" * 31 + b'"', page.xml()),
    "a run of marks": _said("।" * 2_000),
    "a run of brackets": _said("(" * 2_000),
    "a word without end": _said("কখগঘ" * 2_000),
    "templates in templates without end": _said("{{ক |" * 200),
    "links in links without end": _said("[[ক |" * 200),
    "references in references without end": _said("<ref>ক " * 200),
    "tables in tables without end": _said("{|\n|ক\n" * 200),
    "links without number": _said("[[ক]] " * 100_000),
    "a page without end": _said("ওমান ও মালয়েশিয়া দুই দেশ। " * 60_000),
    "English": _text("Peru and Kenya signed a treaty. " * 20),
    "Hindi": _text("भारत और नेपाल के बीच संबंध। " * 20),
    "Assamese": _text("দুয়োখন দেশৰ মাজৰ সম্পৰ্ক ভাৰত। " * 20),
    "figures alone": _text("১২৩ ৪৫৬ " * 20),
    "one country": _text("'''ওমান''' একটি দেশ। ওমানের রাজধানী মাস্কাট। " * 3),
    "no country": _text("আজ আকাশে অনেক মেঘ। কাল বৃষ্টি হবে। " * 3),
}
DAMAGES: Mapping[str, Damage] = {**STRUCTURE, **WORDS, **BYTES, **HEAD, **CONTENT}
"""Every kind by its name; each takes a good page about two countries and gives the bytes of a broken one."""
