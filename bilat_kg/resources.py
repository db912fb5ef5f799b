"""Where the data that travels with the package stands: ``ontology/``, ``seeds/`` and ``queries/``.

An installed wheel carries them inside the package (``bilat_kg/data``); a checkout has them at its top.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
_DATA = PACKAGE / "data"
ROOT = _DATA if _DATA.is_dir() else PACKAGE.parent

ONTOLOGY = ROOT / "ontology"
SEEDS = ROOT / "seeds"
ARTICLES = SEEDS / "articles"
GAZETTEER = SEEDS / "gazetteer"
QUERIES = ROOT / "queries"
LANG = PACKAGE / "lang"
