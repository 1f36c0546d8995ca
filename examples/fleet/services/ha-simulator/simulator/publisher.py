import asyncio

import aiomqtt

from simulator.house import House


async def publish_once(client: aiomqtt.Client, house: House) -> int:
    states = house.tick()
    for name, state in states.items():
        await client.publish(f"sim/{name}/state", state, qos=1, retain=True)
    return len(states)


async def publish_forever(client: aiomqtt.Client, house: House, seconds: float) -> None:
    while True:
        await publish_once(client, house)
        await asyncio.sleep(seconds)
