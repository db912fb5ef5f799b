from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.servers import Server, serving


@pytest.fixture(scope="session")
def server(seed_store: Path) -> Iterator[Server]:
    """The seed store served with the usual limits, to be asked and left as it is."""
    with serving(seed_store) as running:
        yield running
