"""TLS in both ways of asking for it, with a name and a password."""

import asyncio
import os
import ssl

from asyncio_mqtt import Client, TLSParameters

PORT = int(os.environ["MQTT_TLS_PORT"])
CERTIFICATE = os.environ["MQTT_CERTIFICATE"]


async def main():
    context = ssl.create_default_context(cafile=CERTIFICATE)
    parameters = TLSParameters(ca_certs=CERTIFICATE, tls_version=ssl.PROTOCOL_TLS_CLIENT)
    async with Client(
        "localhost", PORT, username="meter", password="secret", tls_context=context, client_id="encrypted"
    ) as client:
        async with client.unfiltered_messages() as messages:
            await client.subscribe("encrypted/#")
            async with Client("localhost", PORT, username="meter", password="secret", tls_params=parameters) as other:
                await other.publish("encrypted/reading", "17", qos=1)
            async for message in messages:
                print({message.topic: message.payload.decode()})
                break


asyncio.run(asyncio.wait_for(main(), 8))
