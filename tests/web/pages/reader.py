"""A real browser that notes what no reader would see: errors, and requests that leave the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


class Reader:
    """A page of a browser; ``faults`` are errors on the console or in scripts, ``outside`` requests to other hosts."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url.rstrip("/")
        self.faults: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda asked: self._leaves(asked.url))

    def _leaves(self, address: str) -> None:
        if urlsplit(address).netloc != urlsplit(self.url).netloc:
            self.outside.append(address)

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def accessibility_faults(self) -> list[str]:
        """What axe-core finds of serious or critical faults."""
        # evaluated, not inserted: the page lets no foreign script in
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            "async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`)"
        )
        assert isinstance(found, list)
        return found

    @classmethod
    @contextmanager
    def at(cls, browser: Browser, url: str, **options: object) -> Iterator[Reader]:
        context = browser.new_context(viewport=options.pop("viewport", {"width": 1280, "height": 900}), **options)
        try:
            reader = cls(context.new_page(), url)
            yield reader
            assert not reader.faults, reader.faults
            assert not reader.outside, reader.outside
        finally:
            context.close()
