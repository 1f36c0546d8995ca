import asyncio

import pytest

from weather.cache import Cache
from weather.observation import Observation


class Provider:
    def __init__(self):
        self.calls = 0
        self.down = False

    async def __call__(self, station):
        self.calls += 1
        await asyncio.sleep(0)
        if self.down:
            raise OSError("provider down")
        return Observation(station, float(self.calls), 50)


class TestCache:
    @pytest.fixture(autouse=True)
    async def set_up(self):
        self.now = 0.0
        self.provider = Provider()
        self.cache = Cache(self.provider, seconds=10, clock=lambda: self.now)

    async def test_two_requests_are_one_question(self):
        first, second = await asyncio.gather(self.cache.current("home"), self.cache.current("home"))

        assert first is second
        assert self.provider.calls == 1

    async def test_an_old_answer_is_renewed(self):
        await self.cache.current("home")
        self.now = 11

        assert (await self.cache.current("home")).celsius == 2.0

    async def test_an_old_answer_beats_none(self):
        await self.cache.current("home")
        self.now, self.provider.down = 11, True

        assert (await self.cache.current("home")).celsius == 1.0

    async def test_no_answer_at_all_is_an_error(self):
        self.provider.down = True

        with pytest.raises(OSError):
            await self.cache.current("home")
