"""A build that is published takes over without a restart and without a request that fails."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bilat_kg.graph import StoreWriter
from tests.graph.gold import readings
from tests.web.servers import Server, serving

FACTS = "SELECT (COUNT(?f) AS ?n) {{ ?f a bilat:Fact }} #{}"


def publish(store: Path, articles: int) -> str:
    with StoreWriter(store) as writer:
        for reading in readings()[:articles]:
            writer.add(reading)
        return writer.publish().sha256


def build_of(server: Server, number: object = "") -> str:
    answer = server.ask(FACTS.format(number))
    assert answer.status_code == 200, answer.text
    return answer.headers["bilat-build"]


def until(server: Server, digest: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while build_of(server) != digest:
        assert time.monotonic() < end, "the build is not taken up"
        time.sleep(0.05)


def test_builds_are_taken_up_while_clients_ask(tmp_path: Path) -> None:
    store = tmp_path / "a.store"
    published = [publish(store, 1)]
    done = threading.Event()
    facts: dict[str, set[str]] = {}

    def ask(client: int) -> int:
        number = 0
        while not done.is_set():
            number += 1
            answer = server.ask(FACTS.format(f"{client} {number}"))
            assert answer.status_code == 200, answer.text
            value = answer.json()["results"]["bindings"][0]["n"]["value"]
            facts.setdefault(answer.headers["bilat-build"], set()).add(value)
        return number

    with serving(store, "--jobs", 1) as server, ThreadPoolExecutor(4) as clients:
        asking = [clients.submit(ask, number) for number in range(4)]
        try:
            for articles in (2, 3):
                published.append(publish(store, articles))
                until(server, published[-1])
        finally:
            done.set()
        assert sum(each.result() for each in asking) > 50
        end = time.monotonic() + 30
        while len(server.workers()) > 2:  # those of the builds before go home
            assert time.monotonic() < end
            time.sleep(0.1)
    assert set(facts) <= set(published)
    assert len(facts) == 3
    assert all(len(values) == 1 for values in facts.values())  # an answer is of one build and never of two
    assert len({value for values in facts.values() for value in values}) == 3


def test_a_damaged_build_is_not_taken_up(tmp_path: Path) -> None:
    store = tmp_path / "a.store"
    digest = publish(store, 1)
    with serving(store, "--jobs", 1) as server:
        whole = (store / "manifest.json").read_bytes()
        for damaged in (b"", b"{}", whole[:-20], whole.replace(b'"articles": 1', b'"articles": 2')):
            (store / "manifest.json").write_bytes(damaged)
            time.sleep(0.4)
            assert build_of(server, len(damaged)) == digest
        (store / "manifest.json").write_bytes(whole)
        second = publish(store, 2)
        until(server, second)


def test_a_store_that_goes_away_is_served_on_and_a_new_one_taken_up(tmp_path: Path) -> None:
    store = tmp_path / "a.store"
    digest = publish(store, 1)
    with serving(store, "--jobs", 1) as server:
        store.rename(tmp_path / "b.store")
        time.sleep(0.4)
        assert build_of(server, "gone") == digest
        until(server, publish(store, 2))


def gone(pids: list[int]) -> None:
    """Wait until processes are no more, or nobody has taken note of their end."""
    end = time.monotonic() + 30
    for pid in pids:
        while (told := Path(f"/proc/{pid}/stat")).exists() and told.read_text().rpartition(")")[2].split()[0] != "Z":
            assert time.monotonic() < end, "a process does not end"
            time.sleep(0.02)


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    store = tmp_path / "a.store"
    publish(store, 1)
    with serving(store, "--jobs", 1) as server:
        before = server.workers()
        assert len(before) == 2
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        gone(before)
        statuses = {server.ask(FACTS.format(number)).status_code for number in range(6)}
        assert statuses == {200}
        assert not set(before) & set(server.workers())


def test_the_workers_end_with_the_server(tmp_path: Path) -> None:
    store = tmp_path / "a.store"
    publish(store, 1)
    with serving(store, "--jobs", 1) as server:
        workers = server.workers()
        server.process.kill()
        server.process.wait()
        server.killed = True
        gone(workers)


def test_a_store_that_cannot_be_served_is_told_in_one_sentence(tmp_path: Path, run) -> None:
    assert "there is no such store; `bilat-kg build` makes one" in run.refused("serve", "--store", "none.store")
    (tmp_path / "folder").mkdir()
    assert "not a bilat-kg store" in run.refused("serve", "--store", "folder")
    store = tmp_path / "a.store"
    publish(store, 1)
    index = next(store.glob("build-*/oxigraph/*.sst"))
    index.write_bytes(index.read_bytes()[:-1] + b"\0")
    assert "is damaged; `bilat-kg build` makes the store anew" in run.refused("serve", "--store", store, "--port", "0")
    shutil.rmtree(store)
    publish(store, 1)
    with serving(store, "--jobs", 1) as server:
        assert "cannot be listened on" in run.refused("serve", "--store", store, "--port", server.port)
