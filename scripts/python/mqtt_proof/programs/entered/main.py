"""The same class under `connect: enter`, which writes the two calls that an `async with` makes."""

import asyncio
import os

from asyncio_mqtt import Client

PORT = int(os.environ["MQTT_PORT"])


class Publisher:
    def __init__(self, host):
        self.host = host
        self.client = None

    async def start(self):
        self.client = Client(self.host, PORT, client_id="entered")
        await self.client.connect()

    async def send(self, name, value):
        await self.client.publish(f"entered/{name}", value, qos=1)
        print("sent", name)

    async def stop(self):
        await self.client.disconnect()
        print("stopped")


async def main():
    publisher = Publisher("127.0.0.1")
    await publisher.start()
    await publisher.send("state", "up")
    await publisher.stop()


asyncio.run(asyncio.wait_for(main(), 8))
