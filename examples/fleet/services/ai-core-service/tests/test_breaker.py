import asyncio

import pytest
import pytest_asyncio

from core.breaker import Breaker, CircuitOpen


@pytest.mark.asyncio(scope="class")
class TestOneBreaker:
    """The life of one breaker, told in order on one loop."""

    @pytest_asyncio.fixture(scope="class")
    async def breaker(self):
        loop = asyncio.get_running_loop()
        breaker = Breaker(2, 0.05, clock=loop.time)
        breaker.loop = loop
        return breaker

    async def test_closed_at_first(self, breaker):
        breaker.check()
        assert breaker.loop is asyncio.get_running_loop()

    async def test_opens_after_failures(self, breaker):
        breaker.failed()
        breaker.check()
        breaker.failed()
        with pytest.raises(CircuitOpen):
            breaker.check()

    async def test_lets_a_call_through_after_the_pause(self, breaker):
        await asyncio.sleep(0.06)
        breaker.check()

    async def test_a_success_closes_it(self, breaker):
        breaker.succeeded()
        assert not breaker.is_open


async def test_the_clock_of_the_loop(loop_time):
    breaker = Breaker(1, 60, clock=loop_time)
    breaker.failed()
    assert breaker.is_open
