"""Messages between the server and a worker: a JSON object and a body of bytes, with their lengths before them.

JSON, as a worker has read what strangers wrote: nothing that it says may become code of the server.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

LENGTHS = struct.Struct("!II")


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Give a message as bytes."""
    head = json.dumps(header, separators=(",", ":")).encode()
    return LENGTHS.pack(len(head), len(body)) + head + body


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """Read the object of the next message, whose body is empty; ``None`` at the end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    header: dict[str, Any] = json.loads(stream.read(sum(LENGTHS.unpack(lengths))))
    return header
