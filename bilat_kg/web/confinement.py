"""What a worker process gives up before it sees a stranger's query: network, programs, files to write, memory.

The kernel keeps it from them (seccomp), so that it holds for the Rust code of Oxigraph too, whatever a query says.
A system call that is refused fails with ``EPERM`` and the query with an error. On systems other than Linux on x86-64
and ARM64 there is no such filter; then only the text of the query is looked at.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from pathlib import Path

# The numbers of system calls never change (asm/unistd_64.h, asm-generic/unistd.h). -1: the machine has no such call.
_MACHINES = ("x86_64", "aarch64")
_ARCHITECTURES = (0xC000003E, 0xC00000B7)  # linux/audit.h
_SECCOMP = (317, 277)
_OPENAT = (257, 56)
_OPEN = (2, -1)
_REFUSED = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242), "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269),
    "io_uring_setup": (425, 425),
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, -1), "vfork": (58, -1), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kill": (62, 129),
    "rt_sigqueueinfo": (129, 138), "pidfd_send_signal": (424, 424),
    "creat": (85, -1), "openat2": (437, 437), "truncate": (76, 45), "unlink": (87, -1), "unlinkat": (263, 35),
    "rename": (82, -1), "renameat": (264, 38), "renameat2": (316, 276), "mkdir": (83, -1), "mkdirat": (258, 34),
    "rmdir": (84, -1), "link": (86, -1), "linkat": (265, 37), "symlink": (88, -1), "symlinkat": (266, 36),
    "chmod": (90, -1), "fchmodat": (268, 53), "chown": (92, -1), "lchown": (94, -1), "fchownat": (260, 54),
    "mknod": (133, -1), "mknodat": (259, 33),
}  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

# classic BPF (linux/filter.h): an instruction is a code, two jumps and a constant
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _FAIL, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32 = 0x40000000  # other numbers for the same calls

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_SET_MODE_FILTER, _ALL_THREADS = 1, 1


def _argument(number: int) -> int:
    return 16 + 8 * number  # its low half, as both machines are little-endian


def _program(machine: int) -> bytes:
    """The filter: calls of the list fail, as does opening a file to write; anything else is let through."""
    tests: list[tuple[int, int, int | str, int | str]] = []  # code, constant, where to go if so, if not

    def test(code: int, constant: int, then: int | str = 0, otherwise: int | str = 0) -> None:
        tests.append((code, constant, then, otherwise))

    test(_LOAD, _ARCHITECTURE)
    test(_EQUAL, _ARCHITECTURES[machine], 0, "kill")
    test(_LOAD, _NUMBER)
    if machine == 0:
        test(_AT_LEAST, _X32, "fail")
    for numbers in _REFUSED.values():
        if numbers[machine] >= 0:
            test(_EQUAL, numbers[machine], "fail")
    for number, flags in ((_OPENAT[machine], _argument(2)), (_OPEN[machine], _argument(1))):
        if number >= 0:
            test(_EQUAL, number, 0, 2)
            test(_LOAD, flags)
            test(_ANY_BIT, _WRITING, "fail", "allow")
    ends = {"allow": len(tests), "fail": len(tests) + 1, "kill": len(tests) + 2}
    instructions = b""
    for place, (code, constant, *jumps) in enumerate(tests):
        steps = [ends[jump] - place - 1 if isinstance(jump, str) else jump for jump in jumps]
        instructions += struct.pack("=HBBI", code, *steps, constant)
    for result in (_ALLOW, _FAIL, _KILL):
        instructions += struct.pack("=HBBI", _RETURN, 0, 0, result)
    return instructions


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def filtered() -> bool:
    """Whether this system has the filter."""
    return sys.platform == "linux" and platform.machine() in _MACHINES


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends, however that ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine(memory: int) -> None:
    """Give up what a query does not need, for all threads and for good; ``OSError`` where the system refuses.

    ``memory`` is how many bytes of address space may be taken from now on.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        ceiling = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    if not filtered():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    machine = _MACHINES.index(platform.machine())
    instructions = _program(machine)
    program = _Program(len(instructions) // 8, instructions)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.syscall(
        _SECCOMP[machine], _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(program)
    ):
        code = ctypes.get_errno()
        raise OSError(code, f"the kernel does not close the worker in ({os.strerror(code)})")
