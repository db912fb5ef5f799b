"""Who gets a worker when, and what is answered again without one."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bilat_kg.web.answers import Answer, Question, RefusalError
from bilat_kg.web.limits import Limits
from bilat_kg.web.pool import Cache, Pool

LONG = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} #{}"


def pooled(store: Path, limits: Limits, work: Callable[[Pool], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Pool(store, limits) as pool:
            await work(pool)

    asyncio.run(run())


async def status(pool: Pool, query: str) -> int:
    try:
        await pool.ask(query)
    except RefusalError as refused:
        return refused.status if refused.retry else -refused.status
    return 200


async def all_idle(pool: Pool) -> None:
    """Wait until as many workers as there are places have nothing to do."""
    async with asyncio.timeout(60):
        while pool.crew.idle.qsize() < 2 * pool.limits.places:
            await asyncio.sleep(0.05)


def test_answers_of_every_form(seed_store) -> None:
    async def work(pool: Pool) -> None:
        columns, rows = (await pool.ask("SELECT ?b ?a { VALUES (?a ?b) { (1 UNDEF) } }")).table()
        assert (columns, rows[0][0], str(rows[0][1].value)) == (("b", "a"), None, "1")
        assert (await pool.ask("ASK {}")).truth() is True
        triples = (await pool.ask("CONSTRUCT WHERE { ?m a bilat:Embassy }")).triples()
        assert len(triples) > 3
        named = await pool.ask("# param: country country = MYS\nASK { $country a bilat:Country }", {"country": "OMN"})
        assert named.truth()
        assert pool.readings.names()
        with pytest.raises(RefusalError, match="line 1, column"):
            await pool.ask("ASK {")

    pooled(seed_store, Limits(places=1), work)


def test_quick_queries_go_first_however_many_long_ones_there_are(seed_store) -> None:
    async def work(pool: Pool) -> None:
        long = [asyncio.create_task(status(pool, LONG.format(number))) for number in range(4)]
        while (
            not pool.long.free.locked() or pool.long.waiting < 3
        ):  # one has the place for long ones, three wait for it
            await asyncio.sleep(0.05)
        assert [await status(pool, f"ASK {{ ?s ?p {number} }}") for number in range(20)] == [200] * 20
        assert not any(each.done() for each in long)
        for each in long:
            each.cancel()

    pooled(seed_store, Limits(places=1, seconds=100), work)


def niceness(pids: set[int]) -> set[int]:
    """How much the threads of processes let others go first."""
    tasks = [task for pid in pids for task in Path(f"/proc/{pid}/task").iterdir()]
    found = set()
    for task in tasks:
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            found.add(int((task / "stat").read_text().rpartition(")")[2].split()[16]))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="niceness is a thread's on Linux alone")
def test_a_long_query_lets_others_go_first_and_its_worker_does_not_afterwards(seed_store) -> None:
    async def work(pool: Pool) -> None:
        workers = {worker.process.pid for worker in pool.crew.idle._queue}
        usual = niceness(workers)
        long = asyncio.create_task(
            status(pool, "SELECT (COUNT(*) AS ?n) { ?a a ?b . ?d rdfs:label ?e FILTER(?b != ?e) }")
        )
        while not pool.long.free.locked() and not long.done():
            await asyncio.sleep(0.01)
        assert max(niceness(workers)) == max(usual) + 10
        assert await long == 200
        await all_idle(pool)
        async with asyncio.timeout(10):  # the thread that was slowed takes a moment to end
            while niceness(workers) != usual:
                await asyncio.sleep(0.01)
        assert {worker.process.pid for worker in pool.crew.idle._queue} == workers

    pooled(seed_store, Limits(places=1, seconds=300), work)


def test_a_long_query_that_makes_way_is_answered_when_it_is_its_turn(seed_store) -> None:
    counted = "SELECT (COUNT(*) AS ?n) {{ ?a a ?b . ?d a ?e }} #{}"

    async def work(pool: Pool) -> None:
        answers = await asyncio.gather(*(pool.ask(counted.format(number)) for number in range(2)))
        assert len({answer.body for answer in answers}) == 1

    pooled(seed_store, Limits(places=1, seconds=120), work)


def test_when_too_many_wait_the_next_is_told_when_to_come_again(seed_store) -> None:
    async def work(pool: Pool) -> None:
        asked = [asyncio.create_task(status(pool, LONG.format(number))) for number in range(9)]
        done, waiting = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        assert {each.result() for each in done} == {503}
        assert waiting
        for each in asked:
            each.cancel()
        await asyncio.sleep(0)
        assert await status(pool, "ASK {}") == 200

    pooled(seed_store, Limits(places=1, queue=3, seconds=100), work)


def test_after_the_deadline_the_workers_are_all_there_again(seed_store) -> None:
    async def work(pool: Pool) -> None:
        assert await asyncio.gather(*(status(pool, LONG.format(number)) for number in range(2))) == [503, 503]
        await all_idle(pool)
        assert await asyncio.gather(*(status(pool, f"ASK {{ ?s ?p {number} }}") for number in range(8))) == [200] * 8

    pooled(seed_store, Limits(places=2, seconds=0.5), work)


def test_one_who_stops_waiting_leaves_nothing_behind(seed_store) -> None:
    async def work(pool: Pool) -> None:
        asked = asyncio.create_task(status(pool, LONG.format("left")))
        await asyncio.sleep(0.5)
        asked.cancel()
        await all_idle(pool)
        assert await status(pool, "ASK {}") == 200

    pooled(seed_store, Limits(places=1), work)


def test_what_was_answered_is_answered_again_without_a_worker(seed_store) -> None:
    async def work(pool: Pool) -> None:
        first = await pool.ask("SELECT * { ?s a bilat:Embassy }")
        assert await pool.ask("SELECT * { ?s a bilat:Embassy }") is first
        assert (await pool.ask(Question("SELECT * { ?s a bilat:Embassy }", table="text/csv"))).body != first.body
        assert await pool.ask("SELECT (NOW() AS ?x) {}") is not await pool.ask("SELECT (NOW() AS ?x) {}")

    pooled(seed_store, Limits(places=1), work)


def test_the_cache_forgets_what_was_not_asked_for_longest_and_never_grows_beyond_its_size() -> None:
    cache = Cache(100_000)
    keys = [("build", Question(f"ASK {{}} #{number}")) for number in range(100)]
    for key in keys:
        cache.put(key, Answer(b"x" * 2_000, "text/csv", "build"))
        assert cache.used <= cache.size
        cache.get(keys[0])
    assert cache.get(keys[0])
    assert cache.get(keys[-1])
    assert not cache.get(keys[1])
    cache.put(("build", Question("ASK {} #large")), Answer(b"x" * 50_000, "text/csv", "build"))
    assert not cache.get(("build", Question("ASK {} #large")))


def test_texts_can_be_read_when_their_build_has_been_cleared_away(seed_store, tmp_path: Path) -> None:
    store = shutil.copytree(seed_store, tmp_path / "a.store")

    async def work(pool: Pool) -> None:
        shutil.rmtree(store)
        article = pool.readings.article("mys-rus")
        assert article
        assert article.text
        assert pool.readings.names() == ["mys-omn", "mys-rus", "mys-tjk", "mys-tls"]

    pooled(store, Limits(places=1), work)
