"""Python processes beside this one, for what must be killed, or leave memory behind, without a loss."""

from __future__ import annotations

import json
import sys
from pathlib import Path

_CALL = "from {module} import {function}; {function}(*sys.argv[1:])"
_START = f"import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); {_CALL}"


def command(module: str, function: str, *arguments: str) -> list[str]:
    """The command that calls a function with texts in a process of its own.

    Modules are looked for where this process finds them, wherever that one is started, and never in its directory.
    """
    path = json.dumps([str(Path(entry).absolute()) for entry in sys.path])
    return [sys.executable, "-P", "-c", _START.format(module=module, function=function), path, *arguments]
