import asyncio

from blueprint_index.entry import blueprint
from blueprint_index.index import BlueprintIndex


async def test_best_rated_first(index):
    slugs = [entry.slug for entry in index.fitting({"light", "binary_sensor"})]

    assert slugs == ["motion-light", "night-light"]


async def test_a_missing_domain_rules_a_blueprint_out(index):
    assert [entry.slug for entry in index.fitting({"light"})] == ["night-light"]


async def test_lookup_by_domain(index):
    assert [entry.slug for entry in index.using("climate")] == ["heat-when-home"]
    assert index.using("vacuum") == []


async def test_rebuilds_do_not_overlap(event_loop):
    running = 0
    most = 0

    async def load():
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return [blueprint("only", "Only", "light")]

    index = BlueprintIndex(load)
    first = event_loop.create_task(index.rebuild())
    second = event_loop.create_task(index.rebuild())

    assert await asyncio.gather(first, second) == [1, 1]
    assert most == 1
    assert index.generation == 2
