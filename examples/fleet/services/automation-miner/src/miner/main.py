import asyncio
import os

from dotenv import load_dotenv

from miner.catalogue import Catalogue


async def show(path: str, limit: int) -> None:
    catalogue = Catalogue(path)
    await catalogue.open()
    for automation in await catalogue.top(limit):
        print(f"{automation.copies:6d}  {automation.alias}")


if __name__ == "__main__":
    load_dotenv()
    asyncio.run(show(os.environ.get("MINER_DATABASE", "miner.db"), 20))
