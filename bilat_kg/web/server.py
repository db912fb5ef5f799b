"""The listening process: uvicorn, with limits on how long a stranger may take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import uvicorn

from bilat_kg.web.application import application
from bilat_kg.web.limits import Limits
from bilat_kg.web.pool import Pool


def serve(store: Path, host: str, port: int, hosts: Sequence[str] = (), limits: Limits | None = None) -> None:
    """Serve a store until Ctrl-C."""
    app = application(Pool(store, limits or Limits()), [*hosts, host])
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
