from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.pages.hostile import publish
from tests.web.pages.reader import ARGUMENTS, CHROMIUM, Reader
from tests.web.servers import Server, serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM.exists(), "apt-get install chromium fonts-noto-core"
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
