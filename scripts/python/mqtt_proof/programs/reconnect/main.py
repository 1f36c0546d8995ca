"""A service that survives its broker: nobody listens at first, then the connection is taken over once."""

import asyncio
import os

from asyncio_mqtt import Client, MqttError

CLOSED_PORT = int(os.environ["MQTT_CLOSED_PORT"])
PORT = int(os.environ["MQTT_PORT"])
IDENTIFIER = "reconnect-service"


class Events:
    def __init__(self):
        self.subscribed = asyncio.Queue()
        self.lost = asyncio.Event()
        self.free = asyncio.Event()


async def intrude(events):
    """Whoever connects under the same name ends the connection of the other."""
    await events.subscribed.get()
    async with Client("127.0.0.1", PORT, client_id=IDENTIFIER):
        await events.lost.wait()
    events.free.set()


async def devices(events):
    await events.free.wait()
    await events.subscribed.get()
    async with Client("127.0.0.1", PORT) as client:
        await client.publish("reconnect/state", "back again", qos=1)


async def serve(events):
    port = CLOSED_PORT
    while True:
        try:
            async with Client("127.0.0.1", port, client_id=IDENTIFIER, keepalive=30) as client:
                async with client.filtered_messages("reconnect/+") as messages:
                    await client.subscribe("reconnect/#")
                    events.subscribed.put_nowait(port)
                    async for message in messages:
                        print("received", message.topic, message.payload.decode())
                        if message.topic == "reconnect/state":
                            return
        except MqttError:
            if port == CLOSED_PORT:
                print("no broker")
                port = PORT
                continue
            print("lost the broker")
            events.lost.set()
            await events.free.wait()


async def main():
    events = Events()
    await asyncio.gather(serve(events), intrude(events), devices(events))


asyncio.run(asyncio.wait_for(main(), 8))
