"""A class that connects and disconnects by hand, as the first versions of the library had it."""

import asyncio
import os

from asyncio_mqtt import Client

PORT = int(os.environ["MQTT_PORT"])


class Publisher:
    def __init__(self, host):
        self.host = host
        self.client = None

    async def start(self):
        self.client = Client(self.host, PORT, client_id="by-hand")
        await self.client.connect()

    async def send(self, name, value):
        await self.client.publish(f"by-hand/{name}", value, qos=1)
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
