"""The same with the name of the reason, as the finding says."""

import asyncio
import os

from aiomqtt import Client, MqttCodeError, MqttError

PORT = int(os.environ["MQTT_PASSWORD_PORT"])


async def main():
    try:
        async with Client("127.0.0.1", PORT, username="meter", password="wrong") as client:
            await client.publish("wrong-password/state", "up")
    except MqttCodeError as error:
        if str(error.rc) == "Not authorized":
            print("wrong password")
        else:
            print("broken")
    except MqttError:
        print("no broker")


asyncio.run(asyncio.wait_for(main(), 8))
