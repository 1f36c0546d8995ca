"""The same with a client that is made inside the coroutine, as the finding says."""

import asyncio
import os

from aiomqtt import Client


async def main():
    async with Client("127.0.0.1", int(os.environ["MQTT_PORT"]), identifier="early") as client:
        await client.publish("early/state", "up", qos=1)
        print("published")


asyncio.run(asyncio.wait_for(main(), 8))
