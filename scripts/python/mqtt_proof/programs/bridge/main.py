"""A class with its own start and stop that keeps the client, and puts what it read on a queue for a worker."""

import asyncio
import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Optional

from asyncio_mqtt import Client

PORT = int(os.environ["MQTT_PORT"])


@dataclass
class Reading:
    topic: str
    value: float


class Bridge:
    def __init__(self, host: str, name: str):
        self.host = host
        self.name = name
        self.queue: asyncio.Queue = asyncio.Queue()
        self.stack = AsyncExitStack()
        self.client: Optional[Client] = None
        self.task: Optional[asyncio.Task] = None

    async def start(self):
        self.client = await self.stack.enter_async_context(Client(self.host, PORT, client_id=self.name))
        await self.client.subscribe("bridge/in/#", qos=1)
        self.task = asyncio.create_task(self.read())

    async def read(self):
        async with self.client.unfiltered_messages() as messages:
            async for message in messages:
                self.queue.put_nowait(Reading(message.topic, float(message.payload)))

    async def work(self, count):
        for _ in range(count):
            reading = await self.queue.get()
            name = reading.topic.rsplit("/", 1)[1]
            await self.client.publish("bridge/out/" + name, reading.value * 2, qos=1, retain=False)
            print(self.client.id, reading)

    async def stop(self):
        self.task.cancel()
        await self.stack.aclose()


async def main():
    bridge = Bridge("127.0.0.1", "bridge-one")
    await bridge.start()
    await asyncio.sleep(0.1)
    async with Client("127.0.0.1", PORT) as device:
        for number in range(3):
            await device.publish(f"bridge/in/{number}", number, qos=1)
    await bridge.work(3)
    await bridge.stop()
    print("stopped")


asyncio.run(asyncio.wait_for(main(), 8))
