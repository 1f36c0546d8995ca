from datetime import timedelta
from unittest.mock import patch

import httpx
import pytest
import tenacity

from src import data_api
from src.data_api import attempts_of_last_page, fetch_history, fetch_page, fetch_page_patiently, publish

from .conftest import MONDAY


class TestFetchPage:
    async def test_asks_for_what_is_needed(self, client, house):
        await fetch_page(client, MONDAY, 40)
        assert dict(house.requests[0].url.params) == {
            "start": "2025-03-03T00:00:00+00:00",
            "offset": "40",
            "limit": "500",
        }

    async def test_tries_again(self, client, house):
        house.failing = 2
        house.happens("light.hall", "on", 0, 60)
        events = await fetch_page(client, MONDAY, 0)
        assert [event.what for event in events] == ["light.hall=on"]
        assert fetch_page.retry.statistics["attempt_number"] == 3
        assert attempts_of_last_page() == 3

    async def test_gives_up_after_four_attempts(self, client, house):
        house.failing = 99
        with pytest.raises(Exception):
            await fetch_page(client, MONDAY, 0)
        assert len(house.requests) == 4

    async def test_a_wrong_request_is_not_repeated(self):
        calls = []

        def refuse(request):
            calls.append(request)
            return httpx.Response(404)

        async with httpx.AsyncClient(base_url="http://x.test", transport=httpx.MockTransport(refuse)) as client:
            with pytest.raises(httpx.HTTPStatusError):
                await fetch_page(client, MONDAY, 0)
        assert len(calls) == 1

    async def test_patience(self, client, house):
        house.failing = 7
        assert await fetch_page_patiently(client, MONDAY, 0) == []
        assert len(house.requests) == 8


class TestPublish:
    async def test_counts_what_was_accepted(self, client):
        assert await publish(client, [{"title": "x"}]) == 1

    async def test_shows_the_real_error(self, client, house):
        house.failing = 99
        with pytest.raises(httpx.HTTPStatusError):
            await publish(client, [])
        assert len(house.requests) == 3

    async def test_waits_as_told(self, client, house, monkeypatch):
        monkeypatch.setattr(publish.retry, "wait", tenacity.wait_none())
        house.failing = 2
        assert await publish(client, []) == 0


@patch.object(data_api, "PAGE", 2)
@pytest.mark.parametrize("count, pages", [(0, 1), (1, 1), (2, 2), (5, 3)])
async def test_reads_page_by_page(client, house, count, pages):
    for day in range(count):
        house.happens("light.hall", "on", day, 60)
    events = await fetch_history(client, MONDAY + timedelta(days=9), 9)
    assert len(events) == count
    assert len(house.requests) == pages


@pytest.mark.parametrize(
    "error, passing",
    [
        (httpx.ConnectError("refused"), True),
        (ValueError("json"), False),
    ],
)
def test_which_errors_pass(error, passing):
    assert data_api.is_passing(error) is passing
