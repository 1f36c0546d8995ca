import asyncio
import contextlib

from simulator.commands import obey
from simulator.publisher import publish_forever, publish_once


async def test_every_device_publishes_its_state(client, house):
    assert await publish_once(client, house) == 4

    topics = [topic for topic, *_ in client.published]
    assert topics == ["sim/hall/state", "sim/garden/state", "sim/porch/state", "sim/desk/state"]
    assert all(retain for *_, retain in client.published)


async def test_publishing_goes_on_until_cancelled(client, house):
    task = asyncio.create_task(publish_forever(client, house, seconds=0.001))
    await asyncio.sleep(0.03)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    assert len(client.published) > 4


async def test_a_command_switches_the_lamp(client, house):
    client.arrives("sim/desk/set", b"ON")
    client.arrives("sim/desk/state", b"OFF")
    client.arrives("sim/nobody/set", b"ON")

    assert await obey(client, house) == 1
    assert house.devices["desk"].state == "ON"
    assert client.subscribed == ["sim/+/set"]
