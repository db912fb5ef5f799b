"""Files that pages bring: sent compressed, kept by their digest, and no others."""

from __future__ import annotations

import gzip

import pytest

from bilat_kg.web.pages.render import ASSETS, BUILT
from tests.web.pages.conftest import needed


def test_what_is_built_is_sent_as_it_was_compressed(server):
    needed("the front end: pip install -e . with a network", BUILT / "world.svg.gz")
    answer = server.get("/assets/world.svg?v=1", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content == (BUILT / "world.svg").read_bytes()
    assert "immutable" in answer.headers["Cache-Control"]
    plain = server.get("/assets/world.svg", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.content == answer.content
    assert plain.headers["Cache-Control"] == "public, no-cache"


def test_script_outside_the_editor_is_small():
    needed("the front end: pip install -e . with a network", BUILT / "network.js")
    files = [ASSETS / "page.js", ASSETS / "theme.js", BUILT / "network.js"]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 20_000


@pytest.mark.parametrize(
    "path",
    [
        "../render.py",
        "..%2frender.py",
        "%2e%2e/render.py",
        "country",
        "nothing.js",
        "style.css%00",
        "x" * 300,
    ],
)
def test_no_other_file_is_sent(server, path):
    answer = server.get(f"/assets/{path}", headers={"Accept": "text/html"})
    assert answer.status_code in {400, 404}
    assert "import" not in answer.text


@pytest.mark.parametrize(("lang", "path"), [("bn-BD,bn;q=0.9", "/bn/"), ("en", "/en/"), ("fr", "/en/")])
def test_the_first_path_leads_to_the_language_of_the_reader(server, lang, path):
    answer = server.get("/", headers={"Accept-Language": lang})
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/en", 308), ("/en/pair/MYS-XXX", 404), ("/en/pair/<x>", 400), ("/bn/country/ZZZ", 404), ("/en/article/no", 404),
     ("/en/why/embassy/00", 404), ("/en/ask/no-such-query", 404), ("/en/nothing/here", 404), ("/en/find?q=", 404),
     ("/en/find?q=Oman", 303), ("/fr/", 404)],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_so(server, path, status):
    answer = server.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("words", "path"),
    [("মালয়েশিয়া ও ওমান", "/bn/pair/MYS-OMN"), ("Oman and Malaysia", "/bn/pair/MYS-OMN"), ("RUS-MYS", "/bn/pair/MYS-RUS"),
     ("  russia ", "/bn/country/RUS"), ("মালয়েশিয়া, রাশিয়া", "/bn/pair/MYS-RUS"), ("MYS", "/bn/country/MYS")],
)  # fmt: skip
def test_countries_are_found_by_whatever_they_are_called(server, words, path):
    assert server.get("/bn/find", params={"q": words}).headers["Location"] == path
