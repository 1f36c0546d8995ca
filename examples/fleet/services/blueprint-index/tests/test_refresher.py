import asyncio

from blueprint_index.index import BlueprintIndex
from blueprint_index.refresher import Refresher


async def settle():
    for _ in range(5):
        await asyncio.sleep(0.005)


async def test_it_rebuilds_until_stopped(index):
    before = index.generation
    refresher = Refresher(index, seconds=0.001)
    refresher.start()
    await settle()
    await refresher.stop()
    after = index.generation
    await settle()

    assert after > before
    assert index.generation == after


async def test_a_failed_rebuild_is_survived():
    async def load():
        raise OSError("the shelf is gone")

    refresher = Refresher(BlueprintIndex(load), seconds=0.001)
    refresher.start()
    await settle()

    assert not refresher._task.done()
    await refresher.stop()


def test_stopping_what_never_started_is_fine(index):
    asyncio.run(Refresher(index, seconds=1).stop())
