"""One writer at a time: a lock file that holds the process id of its owner.

The lock is the kernel's, not the file's: it ends with its owner, so a killed build leaves nothing to clear away.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilat_kg.errors import StoreError

FILE = "lock"
_held: set[Path] = set()  # such locks do not hold between the threads of one process


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the lock of a store directory; ``StoreError`` names the process that has it."""
    path = store.resolve() / FILE
    if path in _held:
        raise StoreError(f"{store}: a build is under way in this process ({os.getpid()}); wait for it to end")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            owner = os.read(descriptor, 32).decode(errors="replace").strip() or "unknown"
            raise StoreError(f"{store}: process {owner} is building this store; wait for it to end") from None
        _held.add(path)
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.ftruncate(descriptor, 0)
            _held.discard(path)
    finally:
        os.close(descriptor)
