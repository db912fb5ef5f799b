"""Small graphs are indexed by the build itself, larger ones by a process of its own, and what goes wrong is told."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Store

from bilat_kg import interpreter
from bilat_kg.errors import StoreError
from bilat_kg.graph import indexing

LINES = [
    b"<http://a/1> <http://p> <http://a/2> <http://g/1> .\n",
    b"<http://a/1> <http://p> <http://a/2> <http://g/2> .\n",
    b'<http://a/2> <http://p> "\xe0\xa6\x95"@bn <http://g/1> .\n',
]
WITHOUT_GRAPH = 2


@pytest.fixture(params=["by the build", "by a process"])
def way(request, monkeypatch):
    monkeypatch.setattr(indexing, "_SMALL", 1 << 20 if request.param == "by the build" else 0)


def test_all_quads_are_there_and_each_triple_once_without_its_graph(way, tmp_path):
    (tmp_path / "quads.nq").write_bytes(b"".join(LINES))
    indexing.load(tmp_path / "quads.nq", tmp_path / "index")
    index = Store.read_only(str(tmp_path / "index"))
    assert len(index) == len(LINES) + WITHOUT_GRAPH
    assert len(list(index.quads_for_pattern(None, None, None))) == len(LINES) + WITHOUT_GRAPH


def test_a_graph_of_which_not_all_arrives_is_refused(way, tmp_path):
    (tmp_path / "quads.nq").write_bytes(b"".join([LINES[0], *LINES]))
    with pytest.raises(StoreError, match=re.escape("index: 5 quads were indexed, and 6 were written")):
        indexing.load(tmp_path / "quads.nq", tmp_path / "index")


def test_what_the_disk_says_is_passed_on(way, tmp_path):
    (tmp_path / "quads.nq").write_bytes(b"".join(LINES))
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        indexing.load(tmp_path / "quads.nq", tmp_path / "file" / "index")


def test_a_process_that_is_killed_is_no_index(tmp_path, monkeypatch):
    (tmp_path / "quads.nq").write_bytes(b"".join(LINES))
    monkeypatch.setattr(indexing, "_SMALL", 0)
    monkeypatch.setattr(interpreter, "_START", "import os; os.kill(os.getpid(), 9)")
    with pytest.raises(StoreError, match=r"the process that makes it ended \(exit -9\)"):
        indexing.load(tmp_path / "quads.nq", tmp_path / "index")
