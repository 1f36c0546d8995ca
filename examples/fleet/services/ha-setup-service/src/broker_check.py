"""Does the MQTT broker let us in, and does it hand messages on?"""

import asyncio
from dataclasses import dataclass

import aiomqtt

ECHO_TOPIC = "setup/echo"


@dataclass(frozen=True)
class BrokerReport:
    reachable: bool
    echoed: bool
    detail: str = ""


def connect(host: str, port: int) -> aiomqtt.Client:
    return aiomqtt.Client(hostname=host, port=port, identifier="ha-setup")


async def check_broker(client: aiomqtt.Client, token: str, seconds: float = 3.0) -> BrokerReport:
    """Publish a token and wait until it comes back."""
    try:
        async with client:
            await client.subscribe(ECHO_TOPIC)
            await client.publish(ECHO_TOPIC, token)
            return await asyncio.wait_for(_echo(client, token), seconds)
    except asyncio.TimeoutError:
        return BrokerReport(True, False, f"nothing came back within {seconds} s")
    except aiomqtt.MqttError as error:
        return BrokerReport(False, False, str(error))


async def _echo(client: aiomqtt.Client, token: str) -> BrokerReport:
    async for message in client.messages:
        if message.topic.matches(ECHO_TOPIC) and message.payload == token.encode():
            return BrokerReport(True, True)
    return BrokerReport(True, False, "the broker closed the connection")
