"""A device that dies: the broker publishes what it asked for when it connected."""

import asyncio
import os
import sys

from asyncio_mqtt import Client, Will

PORT = int(os.environ["MQTT_PORT"])


async def die():
    will = Will("last-will/state", payload="gone", qos=1, retain=True)
    async with Client("127.0.0.1", PORT, will=will, client_id="last-will-device", clean_session=True) as client:
        await client.publish("last-will/state", "here", qos=1, retain=True)
        os._exit(0)


async def watch():
    async with Client("127.0.0.1", PORT, client_id="last-will-watcher") as client:
        async with client.unfiltered_messages() as states:
            await client.subscribe("last-will/+", qos=1)
            device = await asyncio.create_subprocess_exec(sys.executable, __file__, "device")
            await device.wait()
            async for state in states:
                print(state.topic + ":", state.payload.decode())
                if state.payload == b"gone":
                    break


asyncio.run(asyncio.wait_for(die() if "device" in sys.argv else watch(), 8))
