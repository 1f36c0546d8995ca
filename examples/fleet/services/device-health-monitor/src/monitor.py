import asyncio
import os

import aiomqtt
from dotenv import load_dotenv

from health import read_health
from store import Store

REPORTS = "devices/+/health"


async def watch(client: aiomqtt.Client, store: Store) -> int:
    """Store every report that is worth a look; returns how many there were when the connection ends."""
    stored = 0
    await client.subscribe(REPORTS)
    async for message in client.messages:
        if not message.topic.matches(REPORTS):
            continue
        health = read_health(message.topic.value, message.payload)
        if health is not None and health.worth_a_look:
            await asyncio.to_thread(store.add, health)
            stored += 1
    return stored


async def main() -> None:
    store = Store(os.environ["INFLUX_HOST"], os.environ["INFLUX_TOKEN"])
    async with aiomqtt.Client(os.environ.get("MQTT_HOST", "localhost"), identifier="device-health") as client:
        await watch(client, store)


if __name__ == "__main__":
    load_dotenv()
    asyncio.run(main())
