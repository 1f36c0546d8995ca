"""State that waits on the broker for whoever subscribes later, and goes when it is cleared."""

import asyncio
import os

from asyncio_mqtt import Client

PORT = int(os.environ["MQTT_PORT"])
TOPIC = "retained/lamp"


async def read_states(count):
    states = []
    async with Client("127.0.0.1", PORT) as client:
        async with client.filtered_messages(TOPIC + "/#") as messages:
            await client.subscribe("retained/#", qos=1)
            await client.publish(f"{TOPIC}/end", "end", qos=1)
            async for message in messages:
                states.append((message.topic, message.payload.decode(), bool(message.retain)))
                if message.topic == f"{TOPIC}/end":
                    break
    return states if len(states) == count else f"{len(states)} instead of {count}: {states}"


async def main():
    async with Client("127.0.0.1", PORT) as client:
        await client.publish(f"{TOPIC}/power", "on", qos=1, retain=True)
        await client.publish(f"{TOPIC}/colour", "red", qos=1, retain=True)
    for state in sorted(await read_states(3)):
        print(*state)
    async with Client("127.0.0.1", PORT) as client:
        await client.publish(f"{TOPIC}/colour", b"", qos=1, retain=True)
    print(await read_states(2))


asyncio.run(asyncio.wait_for(main(), 8))
