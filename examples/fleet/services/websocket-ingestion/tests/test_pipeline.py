from datetime import datetime, timezone

from src.events import StateChange


def change(state, source="mqtt"):
    return StateChange("sensor.x", state, datetime.now(timezone.utc), source)


async def test_changes_reach_the_writer(pipeline, memory):
    await pipeline.receive(change("1"))
    await pipeline.receive(change("2", "home_assistant"))
    await pipeline.drain()
    assert [c.state for c in memory.changes] == ["1", "2"]
    assert pipeline.counts == {"mqtt": 1, "home_assistant": 1, "written": 2}


async def test_the_oldest_goes_when_the_queue_is_full(pipeline, memory):
    for state in "12345":
        await pipeline.receive(change(state))
    await pipeline.drain()
    assert [c.state for c in memory.changes] == ["3", "4", "5"]
    assert pipeline.counts["dropped"] == 2


async def test_one_bad_change_does_not_stop_the_rest(pipeline, memory):
    await pipeline.receive(change("poison"))
    await pipeline.receive(change("good"))
    await pipeline.drain()
    assert [c.state for c in memory.changes] == ["good"]
    assert pipeline.counts["failed"] == 1
