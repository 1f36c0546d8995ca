"""The same with a stack that the client is entered on, so that it is connected from start to stop."""

import asyncio
import os
from contextlib import AsyncExitStack

from aiomqtt import Client

PORT = int(os.environ["MQTT_PORT"])


class Publisher:
    def __init__(self, host):
        self.host = host
        self.stack = AsyncExitStack()
        self.client = None

    async def start(self):
        self.client = await self.stack.enter_async_context(Client(self.host, PORT, identifier="by-hand"))

    async def send(self, name, value):
        await self.client.publish(f"by-hand/{name}", value, qos=1)
        print("sent", name)

    async def stop(self):
        await self.stack.aclose()
        print("stopped")


async def main():
    publisher = Publisher("127.0.0.1")
    await publisher.start()
    await publisher.send("state", "up")
    await publisher.stop()


asyncio.run(asyncio.wait_for(main(), 8))
