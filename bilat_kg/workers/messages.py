"""What the build and its workers say to each other through pipes."""

from __future__ import annotations

import fcntl
import os
import pickle
import select
from contextlib import suppress

# Bytes that a pipe holds before one who writes to it has to wait; as many as Linux gives to anybody.
_PIPE = 1 << 20


def widened(pipe: int) -> int:
    """Let a pipe hold as much as it may, and say how many bytes it holds at least."""
    with suppress(AttributeError, OSError):  # macOS; a user who has too many
        return fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
    return select.PIPE_BUF


def packed(message: object) -> bytes:
    """A message with its length before it."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(8, "big") + data


def unpacked(descriptor: int) -> object:
    """Read exactly one message, so that what comes after it is still to be waited for; ``EOFError`` if it is cut."""
    size = int.from_bytes(_exactly(descriptor, 8), "big")
    return pickle.loads(_exactly(descriptor, size))


def _exactly(descriptor: int, size: int) -> bytes:
    parts = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
