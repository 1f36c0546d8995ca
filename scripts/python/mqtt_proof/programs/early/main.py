"""A client that is made while the module is imported, before any event loop runs."""

import asyncio
import os

from asyncio_mqtt import Client

LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(LOOP)
CLIENT = Client("127.0.0.1", int(os.environ["MQTT_PORT"]), client_id="early")


async def main():
    async with CLIENT as client:
        await client.publish("early/state", "up", qos=1)
        print("published")


LOOP.run_until_complete(asyncio.wait_for(main(), 8))
