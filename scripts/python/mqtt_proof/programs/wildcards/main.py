"""A reader that hands on topics to paho's own matching and to a cache of what it saw."""

import asyncio
import os
from functools import lru_cache

from asyncio_mqtt import Client
from paho.mqtt.client import topic_matches_sub

PORT = int(os.environ["MQTT_PORT"])
FILTERS = ["wildcards/+/set", "wildcards/a/#", "wildcards/#"]


@lru_cache(maxsize=None)
def filters_of(topic: str):
    return tuple(pattern for pattern in FILTERS if topic_matches_sub(pattern, topic))


async def main():
    seen = set()
    async with Client("127.0.0.1", PORT) as client:
        async with client.unfiltered_messages() as messages:
            for pattern in FILTERS[2:]:
                await client.subscribe(pattern)
            for topic in ("a/set", "b/set", "b/get", "a/set", "end"):
                await client.publish("wildcards/" + topic, qos=1)
            async for message in messages:
                topic = message.topic
                if topic == "wildcards/end":
                    break
                print(topic, filters_of(message.topic), len(topic), message.topic in seen)
                seen.add(message.topic)
    print(sorted(seen))


asyncio.run(asyncio.wait_for(main(), 8))
