"""A wiki on the loopback that answers as MediaWiki's API does: query, generator, continue, maxlag, redirects."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass
class Wiki:
    """What the wiki holds, what it does before it answers, and what it was asked.

    ``before``: answers to give first, one a request: status, headers and body, or an object for JSON; ``None`` breaks
    the connection off. ``batch``: pages whose text fits into one answer.
    """

    pages: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    categories: dict[str, list[str]] = field(default_factory=dict)
    before: list[Any] = field(default_factory=list)
    path: str = "/w/api.php"
    batch: int = 50
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, ask: dict[str, str]) -> dict[str, Any]:
        """What the API says."""
        if ask.get("generator") == "categorymembers":
            titles = self.categories.get(ask["gcmtitle"], [])
        else:
            titles = [self.redirects.get(title, title) for title in ask["titles"].split("|")]
        start = int(ask.get("rvcontinue", "0"))
        pages = [self._page(title, start <= at < start + self.batch) for at, title in enumerate(titles)]
        answer: dict[str, Any] = {
            "query": {
                "general": {"lang": "bn", "script": "/w/index.php", "server": "//bn.wikipedia.org"},
                "rightsinfo": {"url": "https://creativecommons.org/licenses/by-sa/4.0/", "text": "CC BY-SA 4.0"},
            }
        }
        if titles:
            answer["query"]["pages"] = pages
        if start + self.batch < len(titles):
            answer["continue"] = {"rvcontinue": str(start + self.batch), "continue": "||"}
        else:
            answer["batchcomplete"] = True
        return answer

    def _page(self, title: str, whole: bool) -> dict[str, Any]:
        if title not in self.pages:
            return {"ns": 0, "title": title, "missing": True}
        number = 1_000 + list(self.pages).index(title)
        page: dict[str, Any] = {"ns": 0, "title": title, "pagelanguage": "bn", "canonicalurl": f"{self.address}/wiki/x"}
        if whole:
            text = {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": self.pages[title]}
            page["revisions"] = [{"revid": number, "parentid": 0, "slots": {"main": text}}]
        return page


@contextmanager
def serving(wiki: Wiki) -> Iterator[Wiki]:
    """The wiki at an address of the loopback, while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            wiki.asked.append({key: values[0] for key, values in parse_qs(body).items()})
            wiki.headers.append({key.lower(): value for key, value in self.headers.items()})
            if self.path != wiki.path:
                self._send(404, {}, b"not here")
            elif wiki.before:
                first = wiki.before.pop(0)
                if first is None:
                    self.close_connection = True
                elif isinstance(first, tuple):
                    self._send(*first)
                else:
                    self._send(200, {}, json.dumps(first).encode())
            else:
                self._send(200, {}, json.dumps(wiki.answer(wiki.asked[-1]), ensure_ascii=False).encode())

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for key, value in {"content-length": str(len(body)), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    wiki.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield wiki
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
