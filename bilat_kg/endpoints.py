"""Another store's SPARQL 1.1 protocols: the Graph Store Protocol or updates to write, queries to count. Uses httpx."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from bilat_kg.errors import PublishError

if TYPE_CHECKING:
    import httpx

By = Literal["graph-store", "update"]

_TRIES = 4
_WAIT = 0.5  # seconds before the second try; doubled each time
_TIMEOUT = 300.0
_MANY = 1_000  # triples in an update: parsers of updates keep all of it, and some refuse more


class Endpoint:
    """Graphs of another store, to be replaced, added to, dropped and counted. A graph of ``None`` is the default graph.

    Every call raises ``PublishError`` where the server cannot be reached or refuses; what may pass is tried again.
    """

    def __init__(self, url: str, query: str, by: By, user: str | None, password: str | None) -> None:
        self.url, self._query, self._by = url, query, by
        self._credentials = (user, password or "") if user else None

    def __enter__(self) -> Self:
        import httpx

        for url in (self.url, self._query):
            if not url.startswith(("http://", "https://")):
                raise PublishError(f"{url}: is no address of a server; give one with http:// or https://")
        self._client = httpx.Client(timeout=httpx.Timeout(_TIMEOUT, connect=10.0), follow_redirects=False)
        self._auth: httpx.Auth | None = None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def replace(self, graph: str | None, ntriples: bytes) -> None:
        """Make these the only triples of a graph."""
        if self._by == "graph-store":
            self._store("PUT", graph, ntriples)
        else:
            self._update(f"DROP SILENT {_named(graph)}")
            self.add(graph, ntriples)

    def add(self, graph: str | None, ntriples: bytes) -> None:
        """Add triples to a graph."""
        if self._by == "graph-store":
            self._store("POST", graph, ntriples)
            return
        lines = ntriples.decode().splitlines(keepends=True)
        for start in range(0, len(lines), _MANY):
            block = "".join(lines[start : start + _MANY])
            self._update(f"INSERT DATA {{ {block if graph is None else f'GRAPH <{graph}> {{ {block} }}'} }}")

    def drop(self, graph: str) -> None:
        """Take a graph away, whether it is there or not."""
        if self._by == "graph-store":
            self._store("DELETE", graph, None)
        else:
            self._update(f"DROP SILENT {_named(graph)}")

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of an answer, each value as its lexical form."""
        answer = self._send(
            "POST", self._query, data={"query": query}, headers={"Accept": "application/sparql-results+json"}
        )
        try:
            bindings = answer.json()["results"]["bindings"]
            return [{name: value["value"] for name, value in row.items()} for row in bindings]
        except (ValueError, KeyError, TypeError, AttributeError):
            reason = "does not answer a query as SPARQL 1.1 has it; give --query its endpoint for queries"
            raise PublishError(f"{self._query}: {reason}") from None

    def _store(self, method: str, graph: str | None, ntriples: bytes | None) -> None:
        parameters = {"default": ""} if graph is None else {"graph": graph}
        headers = {"Content-Type": "application/n-triples"} if ntriples is not None else {}
        self._send(method, self.url, params=parameters, content=ntriples, headers=headers)

    def _update(self, update: str) -> None:
        self._send("POST", self.url, content=update.encode(), headers={"Content-Type": "application/sparql-update"})

    def _send(self, method: str, url: str, **more: object) -> httpx.Response:
        import httpx

        wait, reason = _WAIT, ""
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(wait)
                wait *= 2
            try:
                answer = self._client.request(method, url, auth=self._auth, **more)  # type: ignore[arg-type]
            except httpx.InvalidURL as error:
                raise PublishError(f"{url}: is no address of a server ({error})") from None
            except httpx.TransportError as error:
                reason = f"cannot be reached ({error or type(error).__name__})"
                continue
            if answer.status_code == 401 and self._credentials and self._auth is None:
                asked = answer.headers.get("www-authenticate", "").lower()
                self._auth = (httpx.DigestAuth if asked.startswith("digest") else httpx.BasicAuth)(*self._credentials)
                return self._send(method, url, **more)
            if answer.is_success or (method == "DELETE" and answer.status_code == 404):
                return answer
            said = " ".join(answer.text.split())[:200]
            reason = f"answers {method} with {answer.status_code}" + (f" ({said})" if said else "")
            if answer.status_code < 500 and answer.status_code != 429:
                break
        raise PublishError(f"{url}: {reason}; publish again when that is mended, and it goes on from there")


def _named(graph: str | None) -> str:
    return "DEFAULT" if graph is None else f"GRAPH <{graph}>"
