"""Unfiltered messages go to functions of another module, chosen by a dictionary of topics."""

import asyncio
import os

import asyncio_mqtt
from handlers import HANDLERS, handle

PORT = int(os.environ["MQTT_PORT"])


async def listen(client, ready):
    async with client.unfiltered_messages() as messages:
        await client.subscribe([("dispatch/light/set", 1), ("dispatch/door/#", 2)])
        ready.set()
        async for message in messages:
            if not await handle(client, message):
                return


async def main():
    ready = asyncio.Event()
    async with asyncio_mqtt.Client("127.0.0.1", port=PORT, client_id="dispatch") as client:
        task = asyncio.create_task(listen(client, ready))
        await ready.wait()
        for topic, payload in [("light/set", "on"), ("door/front", "open"), ("light/set", "off"), ("door/stop", "")]:
            await client.publish(f"dispatch/{topic}", payload, qos=2)
        await asyncio.wait_for(task, 5)
    print(len(HANDLERS), "handlers")


asyncio.run(asyncio.wait_for(main(), 8))
