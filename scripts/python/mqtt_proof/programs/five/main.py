"""MQTT 5, asked for by its number, with properties of a message and of the connection."""

import asyncio
import os

import asyncio_mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

PORT = int(os.environ["MQTT_PORT"])


async def main():
    properties = Properties(PacketTypes.PUBLISH)
    properties.UserProperty = ("room", "attic")
    properties.ResponseTopic = "five/answer"
    async with asyncio_mqtt.Client("127.0.0.1", PORT, protocol=5, client_id="five", clean_start=True) as client:
        async with client.messages() as messages:
            await client.subscribe("five/ask")
            await client.publish("five/ask", "how warm?", qos=1, properties=properties)
            async for message in messages:
                print(message.topic.value, message.properties.UserProperty, message.properties.ResponseTopic)
                break
    async with asyncio_mqtt.Client("127.0.0.1", PORT, protocol=4) as client:
        await client.publish("five/answer", "warm enough", qos=1)
        print(client.id == "", "answered")


asyncio.run(asyncio.wait_for(main(), 8))
