"""``python -m benchmarks.pages URL PATH…``: the first view of pages in a browser that has nothing of them yet.

Each page is opened in a browser of its own, beside what ``URL`` says of itself for programs, which is plain text;
``ratio`` is how many times as long the first words take. Bytes are as sent; script is counted without the editor.
It takes Playwright and Debian's chromium.
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

_TIMES = 5
_MEASURES = """() => {
  const paint = performance.getEntriesByType("paint").find((each) => each.name === "first-contentful-paint");
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const script = all.filter((each) => /[.]js/.test(each.name) && !/editor/.test(each.name));
  const size = (found) => found.reduce((sum, each) => sum + each.transferSize, 0);
  const { loadEventEnd, navigationStart } = performance.timing;
  return [paint.startTime, loadEventEnd - navigationStart, size(all), size(script)];
}"""


@dataclass(frozen=True, slots=True)
class View:
    """The first view of a page: milliseconds until its first words and until all is there, and bytes that were sent."""

    words: float
    whole: float
    sent: int
    script: int


def first_view(browser: Browser, address: str) -> View:
    """Open a page with an empty cache, and look at the clock."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    measured = View(*page.evaluate(_MEASURES))
    context.close()
    return measured


def main(url: str, *paths: str) -> None:
    """Print a line for each page: the median of five first views."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{'page':40} {'words ms':>9} {'whole ms':>9} {'ratio':>6} {'sent kB':>8} {'script kB':>9}")
        plain = [first_view(browser, f"{url}/openapi.json") for _ in range(_TIMES)]
        base = statistics.median(view.words for view in plain)
        for path in paths:
            views = [first_view(browser, url + path) for _ in range(_TIMES)]
            words, whole = (statistics.median(getattr(view, name) for view in views) for name in ("words", "whole"))
            sent, script = views[0].sent / 1000, views[0].script / 1000
            print(f"{path:40} {words:9.0f} {whole:9.0f} {words / base:6.1f} {sent:8.0f} {script:9.0f}")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
