"""What an edition is drawn from: all that a reading depends on."""

from __future__ import annotations

from bilat_kg.editions import _files
from bilat_kg.resources import LANG


def test_all_data_of_the_languages_belongs_to_the_edition() -> None:
    files = {path for path in LANG.rglob("*") if path.is_file()}
    assert len(files) >= 20
    assert files == set(_files(LANG))
