"""Whether a file is what it was, told without opening it, as git tells it.

A stamp is the file's path, device, number (inode), size, and when its content (mtime) and its entry (ctime) were last
changed. Writing to a file sets its ctime, which no program can set back. Some file systems count time in steps, the
longest of two seconds: a file that was written to that lately may be written to again without another stamp, so that it
has none.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

_RACY = 2_500_000_000  # nanoseconds


def stamp(path: Path) -> str | None:
    """The stamp of a file, if it has one; to be asked for before the file is opened."""
    now = time.time_ns()
    try:
        told = path.stat()
    except (OSError, ValueError):
        return None
    if max(told.st_mtime_ns, told.st_ctime_ns) > now - _RACY:
        return None
    return f"{told.st_dev} {told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {os.fspath(path)}"
