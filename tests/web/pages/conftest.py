from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bilat_kg.web.pages.render import BUILT
from tests.web.pages.hostile import publish
from tests.web.pages.reader import ARGUMENTS, AXE, CHROMIUM, Reader
from tests.web.servers import Server, serving


def needed(what: str, *files: Path) -> None:
    """Skip what the machine has not the means for; where everything has to be tried, that is a failure."""
    if not all(map(Path.is_file, files)):
        assert "BILAT_KG_TRY_ALL" not in os.environ, f"this takes {what}"
        pytest.skip(f"this takes {what}")


# Of a module: as long as Playwright runs, its event loop does, and asyncio.run refuses in every test beside it.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    needed("a browser: apt-get install chromium fonts-noto-core", CHROMIUM)
    needed("the front end: pip install -e . with a network", AXE, BUILT / "editor.js")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def reader(browser: Browser, server: Server) -> Iterator[Reader]:
    """Somebody with a browser, in front of the seed store; what goes wrong unseen fails the test at its end."""
    with Reader.at(browser, server.url) as reading:
        yield reading


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "bilat-kg.store"
    publish(path)
    return path


@pytest.fixture(scope="session")
def hostile_server(hostile_store: Path) -> Iterator[Server]:
    with serving(hostile_store) as running:
        yield running
