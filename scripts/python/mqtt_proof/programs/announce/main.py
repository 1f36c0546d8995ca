"""A meter that only publishes: every kind of payload, all three qualities of service, retained or not."""

import asyncio
import os

from asyncio_mqtt import Client

PORT = int(os.environ["MQTT_PORT"])


async def main():
    async with Client("127.0.0.1", PORT) as client:
        await client.publish("announce/text", "21.5 °C", qos=1)
        await client.publish("announce/bytes", payload=b"\x00\x01", qos=2)
        await client.publish("announce/number", 21)
        await client.publish("announce/float", 21.5, retain=True)
        await client.publish("announce/nothing", None, 1, False)
    print("announced")


asyncio.run(main())
