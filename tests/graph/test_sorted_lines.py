from __future__ import annotations

from bilat_kg.graph import lines
from bilat_kg.graph.lines import SortedLines


def test_a_line_is_written_once_a_level_however_many_there_are(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "_RUNS", 4)
    taken, merged = [0], lines._merged

    def watched(*given):
        for line in merged(*given):
            taken[0] += 1
            yield line

    monkeypatch.setattr(lines, "_merged", watched)
    kept, count = SortedLines(tmp_path, in_memory=100), 1000
    for number in reversed(range(count)):  # 10 bytes each, 11 of them a run: 90 runs
        kept.add(b"line %04d\n" % number)
    assert 2 * count < taken[0] < 3 * count  # 22 merges of runs, 5 of these, and 1 of these in turn
    runs = list(tmp_path.glob("run-*"))
    assert 0 < len(runs) < 3 * 4
    assert list(kept) == [b"line %04d\n" % number for number in range(count)]
    kept.clear()
    assert list(kept) == list(tmp_path.glob("run-*")) == []
