"""A listener in the style of 0.16: one loop over `messages()`, whose topics are objects already."""

import asyncio
import os

import asyncio_mqtt as aiomqtt

PORT = int(os.environ["MQTT_PORT"])
ROUNDS = 2


async def listen(ready):
    seen = 0
    async with aiomqtt.Client(hostname="127.0.0.1", port=PORT, client_id="message-loop") as client:
        async with client.messages() as messages:
            await client.subscribe("message-loop/#", qos=1)
            ready.set()
            async for message in messages:
                if message.topic.matches("message-loop/+/temperature"):
                    print("temperature", message.topic.value, float(message.payload), message.qos)
                elif message.topic.matches("message-loop/done"):
                    seen += 1
                    if seen == ROUNDS:
                        break
                    continue
                else:
                    print("other", str(message.topic), message.payload, bool(message.retain))
    print("left after", seen)


async def measure(ready):
    await ready.wait()
    async with aiomqtt.Client("127.0.0.1", port=PORT) as client:
        for number in range(ROUNDS):
            await client.publish("message-loop/attic/temperature", 20 + number, qos=1)
            await client.publish("message-loop/attic/humidity", "55", qos=1)
            await client.publish("message-loop/done", qos=1)


async def main():
    ready = asyncio.Event()
    await asyncio.gather(listen(ready), measure(ready))


asyncio.run(asyncio.wait_for(main(), 8))
