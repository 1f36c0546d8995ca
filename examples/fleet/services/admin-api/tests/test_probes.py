import asyncio

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from src.probes import probe, probe_all


@pytest.fixture
async def session():
    async with aiohttp.ClientSession() as session:
        yield session


class TestProbe:
    async def test_healthy(self, session, neighbour_url):
        assert (await probe(session, "a", f"{neighbour_url}/200", 2)).status == "healthy"

    async def test_unhealthy(self, session, neighbour_url):
        health = await probe(session, "a", f"{neighbour_url}/500", 2)
        assert (health.status, health.detail) == ("unhealthy", "answered 500")

    async def test_nobody_there(self, session):
        health = await probe(session, "a", f"http://127.0.0.1:{unused_port()}", 2)
        assert (health.status, health.detail) == ("unreachable", "ClientConnectorError")

    @pytest.mark.slow
    async def test_too_slow(self, session):
        async def sleep(request):
            await asyncio.sleep(5)

        app = web.Application()
        app.router.add_get("/health", sleep)
        async with TestServer(app) as server:
            health = await probe(session, "a", str(server.make_url("")).rstrip("/"), 0.05)
        assert health.detail == "no answer in 0.05 s"


@pytest.mark.parametrize(
    "statuses, overall",
    [((200, 200), "healthy"), ((200, 500), "degraded"), ((500, 503), "down"), ((), "healthy")],
)
async def test_overall(session, neighbour_url, statuses, overall):
    services = {f"s{n}": f"{neighbour_url}/{status}" for n, status in enumerate(statuses)}
    assert (await probe_all(session, services, 2))["status"] == overall
