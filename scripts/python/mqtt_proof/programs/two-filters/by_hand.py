"""The same with one loop that tells the rooms apart, as the findings say."""

import asyncio
import os

from aiomqtt import Client

PORT = int(os.environ["MQTT_PORT"])
ROOMS = ("attic", "cellar")


async def main():
    lines = []
    stopped = 0
    async with Client("127.0.0.1", PORT, identifier="two-filters") as client:
        await client.subscribe("two-filters/#")
        for payload in ("1", "stop"):
            for room in ("attic", "cellar", "shed"):
                await client.publish(f"two-filters/{room}/state", payload, qos=1)
        async for message in client.messages:
            if message.payload == b"stop":
                stopped += 1
                if stopped == len(ROOMS) + 1:
                    break
                continue
            room = next((room for room in ROOMS if message.topic.matches(f"two-filters/{room}/#")), "other")
            lines.append(f"{room}: {message.payload.decode()}")
    print(*sorted(lines), sep="\n")


asyncio.run(asyncio.wait_for(main(), 8))
