from unittest.mock import patch

import httpx
import pytest
from tenacity._asyncio import AsyncRetrying

from agent.conversation import Message
from agent.policies import RateLimited

from .conftest import use

HELLO = [Message("user", "hello")]


class TestComplete:
    async def test_text(self, model, brain):
        assert (await model.complete(HELLO, [])).text == "Hello"
        assert b'"model":"small"' in brain.requests[0].content.replace(b": ", b":")

    @pytest.mark.parametrize("script", [[use("list_room", room="hall")]])
    async def test_a_call(self, model, script):
        call = (await model.complete(HELLO, [])).call
        assert (call.name, call.arguments) == ("list_room", {"room": "hall"})

    @pytest.mark.parametrize("failure", [httpx.Response(429, headers={"Retry-After": "0"}), httpx.Response(502)])
    async def test_asks_again(self, model, brain, failure):
        brain.failures = [failure]
        assert (await model.complete(HELLO, [])).text == "Hello"
        assert len(brain.requests) == 2

    async def test_the_last_error_is_the_callers(self, model, brain):
        brain.failures = [httpx.Response(429, headers={"Retry-After": "7"})] * 3
        with pytest.raises(RateLimited, match="7 s"):
            await model.complete(HELLO, [])

    async def test_a_wrong_key_is_not_tried_again(self, model, brain):
        brain.failures = [httpx.Response(401)]
        with pytest.raises(httpx.HTTPStatusError):
            await model.complete(HELLO, [])
        assert len(brain.requests) == 1

    @patch("tenacity._asyncio.AsyncRetrying.begin", autospec=True, side_effect=AsyncRetrying.begin)
    async def test_one_round_of_attempts_per_question(self, begin, model, brain):
        brain.failures = [httpx.Response(502)]
        await model.complete(HELLO, [])
        assert begin.call_count == 1
