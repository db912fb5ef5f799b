"""Ctrl-C, and readers that stop reading."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.slowness import slow_source, wait_for

# Oxigraph would count the rows of this product for years.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


def test_ctrl_c_stops_a_query_at_once(seeds):
    running = subprocess.Popen(seeds.command("query", ENDLESS), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.5)
    assert running.poll() is None
    assert interrupted(running) < 1


def test_ctrl_c_stops_a_build_at_once_with_its_workers(run):
    slow_source(run.folder)
    running = subprocess.Popen(
        run.command("build", "mys-omn.bn.txt", "--deadline", 3),
        cwd=run.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_for(lambda: children(running.pid))
    time.sleep(0.5)
    workers = children(running.pid)
    assert interrupted(running) < 1
    # Ctrl-C on a terminal reaches the workers as well; sent to the build alone, they end by their own timers,
    # at the latest after ten times the deadline.
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), 60)
    assert run("build").returncode == 0


def interrupted(running: subprocess.Popen) -> float:
    """Seconds from Ctrl-C to the end of a process, which must end by it and say nothing."""
    sent = time.monotonic()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)
    took = time.monotonic() - sent
    assert running.returncode == -signal.SIGINT  # a shell shows this as 130
    assert (out, err) == (b"", b"")
    return took


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize(
    "arguments", [["export", "nquads"], ["query", "SELECT * WHERE { ?s ?p ?o }"], ["explain", "mys-rus"]]
)
def test_a_reader_that_stops_reading_is_no_error(seeds, arguments):
    running = subprocess.Popen(seeds.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    running.wait(10)
