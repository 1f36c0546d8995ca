"""One filter on one client. The topic is text: compared, split, looked up, formatted."""

import asyncio
import os

from asyncio_mqtt import Client, MqttError

PORT = int(os.environ["MQTT_PORT"])
ROOMS = {"filtered/attic/state": "the attic", "filtered/cellar/state": "the cellar"}


class Listener:
    def __init__(self, host):
        self.host = host
        self.latest = {}

    async def listen(self, ready):
        async with Client(self.host, PORT) as client:
            async with client.filtered_messages("filtered/+/state") as messages:
                await client.subscribe("filtered/#")
                ready.set()
                async for message in messages:
                    if message.topic == "filtered/last/state":
                        break
                    room = message.topic.split("/")[1]
                    self.latest[message.topic] = message.payload.decode()
                    if message.topic not in ROOMS:
                        print(f"unknown room {room}: {message.topic}")
                        continue
                    print(ROOMS[message.topic], room, "%s" % message.topic, f"{message.topic:>25}|{message.topic!r}")
        print(sorted(self.latest.items()))


async def devices(ready):
    await ready.wait()
    async with Client("127.0.0.1", PORT) as client:
        for topic, payload in [
            ("filtered/attic/state", "open"),
            ("filtered/attic/battery", "93"),
            ("filtered/cellar/state", "closed"),
            ("filtered/shed/state", "open"),
            ("filtered/attic/state", "closed"),
            ("filtered/last/state", ""),
        ]:
            await client.publish(topic, payload, qos=1)


async def main():
    ready = asyncio.Event()
    try:
        await asyncio.gather(Listener("127.0.0.1").listen(ready), devices(ready))
    except MqttError as error:
        print("failed:", error)


asyncio.run(asyncio.wait_for(main(), 8))
