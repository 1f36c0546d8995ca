from unittest.mock import AsyncMock, patch

import httpx
import pytest

from core.calls import Refused, Warmup, call_backend, seconds_spent
from core.tasks import Task

from .conftest import SMALL

TASK = Task("classify", {"text": "grün"})


class TestCallBackend:
    async def test_answer(self, client):
        assert await call_backend(client, SMALL, TASK) == "small:grün"

    @pytest.mark.parametrize("statuses", [[425], [500, 503], [0, 425]])
    async def test_what_passes_is_tried_again(self, client, backends, statuses):
        backends.plan["small"] = list(statuses)
        assert await call_backend(client, SMALL, TASK) == "small:grün"
        assert backends.calls["small"] == len(statuses) + 1

    async def test_three_attempts(self, client, backends):
        backends.plan["small"] = [500] * 9
        with pytest.raises(Exception):
            await call_backend(client, SMALL, TASK)
        assert backends.calls["small"] == 3

    async def test_a_refusal_is_final(self, client, backends):
        backends.plan["small"] = [413]
        with pytest.raises(Refused, match="small answered 413"):
            await call_backend(client, SMALL, TASK)

    async def test_the_time_is_measured_once(self, client, backends):
        before = len(seconds_spent["small"])
        backends.plan["small"] = [425]
        await call_backend(client, SMALL, TASK)
        assert len(seconds_spent["small"]) == before + 1


async def test_warmup(client, backends):
    backends.plan["small"] = [500, 500]
    assert await Warmup(client).load(SMALL) == 2
    assert backends.calls["small"] == 3


@patch("core.calls.Warmup._load", new_callable=AsyncMock, side_effect=[httpx.ConnectError("x"), 4])
@pytest.mark.parametrize("attempts", [2])
async def test_warmup_with_fewer_attempts(load, client, attempts):
    load.__name__ = "_load"
    assert await Warmup(client, attempts).load(SMALL) == 4
