import logging

import aiomqtt

from simulator.house import House

log = logging.getLogger(__name__)
COMMANDS = "sim/+/set"


async def obey(client: aiomqtt.Client, house: House) -> int:
    """Carry out commands until the connection ends; returns how many were understood."""
    understood = 0
    await client.subscribe(COMMANDS)
    async for message in client.messages:
        if not message.topic.matches(COMMANDS):
            continue
        name = message.topic.value.split("/")[1]
        if house.command(name, message.payload.decode()):
            understood += 1
        else:
            log.warning("nobody here obeys %s", message.topic)
    return understood
