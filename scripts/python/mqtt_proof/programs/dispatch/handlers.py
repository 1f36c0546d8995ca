"""What the service does with a message."""

import json
import re


async def set_light(client, payload):
    await client.publish("dispatch/light/state", json.dumps({"on": payload == "on"}), retain=True)
    return "light " + payload


HANDLERS = {"dispatch/light/set": set_light}
DOOR = re.compile(r"dispatch/door/(\w+)")


async def handle(client, message):
    handler = HANDLERS.get(message.topic)
    if handler is not None:
        print(await handler(client, message.payload.decode()))
        return True
    match = DOOR.match(message.topic)
    if match is None or message.topic.endswith("/stop"):
        print("stopped by", message.topic.upper())
        return False
    print(json.dumps({"topic": message.topic, "door": match[1], "payload": message.payload.decode(), "qos": message.qos}))
    return True
