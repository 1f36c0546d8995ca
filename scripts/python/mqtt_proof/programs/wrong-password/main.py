"""A refused connection, told apart by the number of its reason. The number is another one since, and nothing says so."""

import asyncio
import os

from asyncio_mqtt import Client, MqttCodeError, MqttError

PORT = int(os.environ["MQTT_PASSWORD_PORT"])


async def main():
    try:
        async with Client("127.0.0.1", PORT, username="meter", password="wrong") as client:
            await client.publish("wrong-password/state", "up")
    except MqttCodeError as error:
        if error.rc == 5:
            print("wrong password")
        else:
            print("broken")
    except MqttError:
        print("no broker")


asyncio.run(asyncio.wait_for(main(), 8))
