import asyncio
import time
from collections.abc import Awaitable, Callable

from weather.observation import Observation

Fetch = Callable[[str], Awaitable[Observation]]


class Cache:
    """Asks the provider at most once per station and period, and serves the last answer while it is down."""

    def __init__(self, fetch: Fetch, seconds: float = 600, clock: Callable[[], float] = time.monotonic):
        self._fetch = fetch
        self._seconds = seconds
        self._clock = clock
        self._known: dict[str, tuple[float, Observation]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def current(self, station: str) -> Observation:
        async with self._locks.setdefault(station, asyncio.Lock()):
            known = self._known.get(station)
            if known and self._clock() - known[0] < self._seconds:
                return known[1]
            try:
                fresh = await self._fetch(station)
            except OSError:
                if known is None:
                    raise
                return known[1]
            self._known[station] = (self._clock(), fresh)
            return fresh
