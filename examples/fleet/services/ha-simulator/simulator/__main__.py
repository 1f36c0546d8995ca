import asyncio
import os
import random

import aiomqtt
from dotenv import load_dotenv

from simulator.commands import obey
from simulator.house import House
from simulator.publisher import publish_forever


async def main() -> None:
    house = House.furnished(random.Random(int(os.environ.get("SIMULATOR_SEED", "1"))))
    async with aiomqtt.Client(os.environ.get("MQTT_HOST", "localhost"), identifier="ha-simulator") as client:
        await asyncio.gather(publish_forever(client, house, seconds=5.0), obey(client, house))


if __name__ == "__main__":
    load_dotenv()
    asyncio.run(main())
