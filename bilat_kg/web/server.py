"""The listening process."""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import uvicorn

from bilat_kg.errors import BilatError
from bilat_kg.web.application import application
from bilat_kg.web.confinement import filtered
from bilat_kg.web.connections import PATIENCE, Connection
from bilat_kg.web.limits import Limits
from bilat_kg.web.pool import Pool

_CONNECTIONS = 1_000
_FILES = 16_384
_FAREWELL = 2  # seconds that answers under way get when the server ends


def serve(
    store: Path, host: str, port: int, hosts: Sequence[str], limits: Limits, ready: Callable[[str], None]
) -> None:
    """Serve a store until a signal ends it; ``ready`` is told the URL.

    ``BilatError`` where the store cannot be opened, or the address not be listened on.
    """
    _log()
    _more_files()
    listening = _listen(host, port)
    address, port = listening.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    pool = Pool(store, limits)
    names = [*hosts, shown] if address not in {"0.0.0.0", "::"} else hosts
    config = uvicorn.Config(
        application(pool, names),
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=int(PATIENCE),
        timeout_graceful_shutdown=_FAREWELL,
    )

    async def run() -> None:
        async with pool:
            ready(f"http://{shown}:{port}/")
            await uvicorn.Server(config).serve(sockets=[listening])

    with listening, asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(run())


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=1_024)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BilatError(f"{host}, port {port}: this address cannot be listened on ({reason}); name another") from None


def _more_files() -> None:
    """Allow as many open files as there may be connections and files of the index."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # the system may allow less than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class _OneLine(logging.Formatter):
    """A message is one line of signs that can be seen, whatever a stranger put into it."""

    def format(self, record: logging.LogRecord) -> str:
        seen = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in record.getMessage())
        return f"bilat-kg: {''.join(seen)}"


def _log() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    for name in ("bilat_kg.web", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what clients do wrong is no news
    if not filtered():
        logging.getLogger(__name__).warning("this system does not close workers in; keep this server to yourself")
