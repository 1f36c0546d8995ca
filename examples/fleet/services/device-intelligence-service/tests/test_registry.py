import asyncio
import sqlite3

import pytest

from app.devices import Device
from app.registry import Registry


async def test_store_and_get(registry):
    lamp = Device("1", "Lamp", capabilities=frozenset({"dim"}), battery=80)
    assert await registry.store([lamp]) == 1
    assert await registry.get("1") == lamp
    assert await registry.get("2") is None


async def test_all_by_capability(registry):
    await registry.store([Device("1", "B", capabilities=frozenset({"dim"})), Device("2", "A")])
    assert [d.name for d in await registry.all()] == ["A", "B"]
    assert [d.name for d in await registry.all("dim")] == ["B"]


async def test_stores_take_turns(registry):
    await asyncio.gather(*(registry.store([Device(str(n), f"n{n}")]) for n in range(20)))
    assert len(await registry.all()) == 20


async def test_the_registry_lives_on_the_loop_of_the_test(registry, event_loop):
    assert registry.home is event_loop
    done = event_loop.create_future()
    event_loop.call_soon(done.set_result, "yes")
    assert await done == "yes"


class Locked:
    def __init__(self, times):
        self.times = times
        self.entered = 0

    def execute(self, *args):
        return self

    executemany = execute

    def __enter__(self):
        self.entered += 1
        if self.entered <= self.times:
            raise sqlite3.OperationalError("database is locked")

    def __exit__(self, *exc):
        return False


@pytest.mark.parametrize("times", [0, 1, 2])
async def test_a_lock_is_waited_for(times):
    connection = Locked(times)
    assert await Registry(connection).store([Device("1", "x")]) == 1
    assert connection.entered == times + 1


async def test_a_lock_that_stays():
    connection = Locked(9)
    with pytest.raises(Exception):
        await Registry(connection).store([])
    assert connection.entered == 3
