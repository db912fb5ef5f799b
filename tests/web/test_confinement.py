"""What a worker has given up."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bilat_kg.web.confinement import filtered

pytestmark = pytest.mark.skipif(not filtered(), reason="this system has no filter for system calls")

CONFINED = """
import ctypes, os, socket, subprocess, sys, threading
from bilat_kg.web.confinement import confine
target = sys.argv[1]
waiting = threading.Event()
def late():
    waiting.wait()
    try:
        socket.socket()
    except OSError as error:
        print("thread", error.errno)
thread = threading.Thread(target=late)
thread.start()
confine(200 << 20)
waiting.set()
thread.join()
TRIES = {
    "socket": lambda: socket.socket(),
    "IPv6 socket": lambda: socket.socket(socket.AF_INET6),
    "pair": lambda: socket.socketpair(),
    "program": lambda: subprocess.run(["/bin/true"]),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "write": lambda: open(target, "w"),
    "append": lambda: open(target, "a"),
    "open(2)": lambda: os.open(target, os.O_RDWR),
    "remove": lambda: os.unlink(target),
    "rename": lambda: os.rename(target, target + "2"),
    "mkdir": lambda: os.mkdir(target + "3"),
    "link": lambda: os.symlink(target, target + "4"),
    "chmod": lambda: os.chmod(target, 0o777),
    "truncate": lambda: os.truncate(target, 0),
    "kill": lambda: os.kill(os.getppid(), 0),
}
for name, attempt in TRIES.items():
    try:
        attempt()
        print(name, "done")
    except OSError as error:
        print(name, error.errno)
libc = ctypes.CDLL(None, use_errno=True)
print("io_uring", libc.syscall(425, 1, 0), ctypes.get_errno())
try:
    bytearray(400 << 20)
    print("memory done")
except MemoryError:
    print("memory none")
print("read", open(target).read())
"""


def test_a_confined_process_reads_and_computes_and_nothing_else(tmp_path) -> None:
    target = tmp_path / "target"
    target.write_text("text")
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, str(target)], capture_output=True, text=True, timeout=60, check=True
    )
    said = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
    assert said.pop("read") == "text"
    assert said.pop("memory") == "none"
    assert said.pop("io_uring -1") == "1"
    assert set(said.values()) == {"1"}, said  # EPERM
    assert len(said) == 16
    assert sorted(path.name for path in tmp_path.iterdir()) == ["target"]
