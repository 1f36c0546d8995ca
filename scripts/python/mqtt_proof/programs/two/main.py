"""From one account to another: two clients in one statement, a reader on each, so that each has its own queue."""

import asyncio
import os

from asyncio_mqtt import Client

PORT = int(os.environ["MQTT_PORT"])
LAST = "stop"


async def forward(ready):
    async with Client("127.0.0.1", PORT, client_id="two-source") as source, Client(
        "127.0.0.1", PORT, client_id="two-target", message_retry_set=20
    ) as target:
        async with source.filtered_messages("two/source/#") as messages:
            await source.subscribe("two/source/#")
            ready.set()
            async for message in messages:
                await target.publish(message.topic.replace("source", "target"), message.payload, qos=1)
                if message.payload.decode() == LAST:
                    break


async def collect(ready):
    async with Client("127.0.0.1", PORT) as client:
        async with client.filtered_messages("two/target/#") as messages:
            await client.subscribe("two/target/#")
            ready.set()
            async for message in messages:
                print("collected", message.topic, message.payload.decode())
                if message.payload.decode() == LAST:
                    return


async def main():
    forwarding, collecting = asyncio.Event(), asyncio.Event()
    tasks = [asyncio.create_task(forward(forwarding)), asyncio.create_task(collect(collecting))]
    await forwarding.wait()
    await collecting.wait()
    async with Client("127.0.0.1", PORT) as device:
        for payload in ("one", "two", LAST):
            await device.publish("two/source/a", payload, qos=1, timeout=None)
    await asyncio.gather(*tasks)


asyncio.run(asyncio.wait_for(main(), 8))
