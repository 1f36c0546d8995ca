"""Two filters on one client, as the first README of the library showed: a task and a queue for each."""

import asyncio
import os
from contextlib import AsyncExitStack

from asyncio_mqtt import Client

PORT = int(os.environ["MQTT_PORT"])


async def log(messages, template, lines):
    async for message in messages:
        if message.payload == b"stop":
            return
        lines.append(template.format(message.payload.decode()))


async def main():
    lines = []
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(Client("127.0.0.1", PORT, client_id="two-filters"))
        tasks = []
        for room in ("attic", "cellar"):
            messages = await stack.enter_async_context(client.filtered_messages(f"two-filters/{room}/#"))
            tasks.append(asyncio.create_task(log(messages, room + ": {}", lines)))
        rest = await stack.enter_async_context(client.unfiltered_messages())
        tasks.append(asyncio.create_task(log(rest, "other: {}", lines)))
        await client.subscribe("two-filters/#")
        for payload in ("1", "stop"):
            for room in ("attic", "cellar", "shed"):
                await client.publish(f"two-filters/{room}/state", payload, qos=1)
        await asyncio.gather(*tasks)
    print(*sorted(lines), sep="\n")


asyncio.run(asyncio.wait_for(main(), 8))
