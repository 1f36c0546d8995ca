import asyncio
import os

from dotenv import load_dotenv

from weather.archive import Archive
from weather.cache import Cache, Fetch


async def watch(fetch: Fetch, archive: Archive, stations: list[str], rounds: int, pause: float) -> int:
    """Store what every station says, round after round; returns how many observations were stored."""
    cache = Cache(fetch, seconds=pause / 2)
    stored = 0
    for _ in range(rounds):
        for answer in await asyncio.gather(*map(cache.current, stations), return_exceptions=True):
            if not isinstance(answer, BaseException):
                await archive.add(answer)
                stored += 1
        await asyncio.sleep(pause)
    return stored


if __name__ == "__main__":
    load_dotenv()
    print("watching", os.environ.get("WEATHER_STATIONS", "home"))
