"""A server on loopback that answers what a test tells it to, byte for byte, and remembers what it was asked."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs

MANIFEST = {
    "versions": ["0.2"],
    "name": "Stub",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
}
MANIFEST_10 = {
    "versions": ["1.0-draft"],
    "name": "Stub",
    "view": {"url": "https://www.wikidata.org/wiki/{id}"},
    "standardizedScore": True,
}


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def batch(self) -> dict:
        if self.headers["content-type"] == "application/json":
            return json.loads(self.body)
        return json.loads(parse_qs(self.body.decode())["queries"][0])


Reply = bytes | Callable[[Asked, Callable[[bytes], object]], None]


@dataclass
class Stub:
    address: str
    replies: list[Reply]
    asked: list[Asked] = field(default_factory=list)


def http(body: bytes | object, status: str = "200 OK", **headers: str) -> bytes:
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    lines = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@contextmanager
def stub(*replies: Reply) -> Iterator[Stub]:
    """Serve the replies one after another, the last for ever. A callable writes its reply itself."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.readline().decode()
            headers = {}
            while (read := self.rfile.readline().decode().strip()) != "":
                name, _, value = read.partition(":")
                headers[name.lower()] = value.strip()
            body = self.rfile.read(int(headers.get("content-length", 0)))
            method, path, _ = line.split()
            asked = Asked(method, path, headers, body)
            made.asked.append(asked)
            reply = made.replies.pop(0) if len(made.replies) > 1 else made.replies[0]
            try:
                if isinstance(reply, bytes):
                    self.wfile.write(reply)
                else:
                    reply(asked, self.wfile.write)
            except OSError:
                pass  # the client hung up, as it should

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        made = Stub(f"http://127.0.0.1:{server.server_address[1]}", list(replies))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
