import os

from .influx_stub import Stub

STUB = Stub()
os.environ.update(INFLUXDB_URL=STUB.url, INFLUXDB_TOKEN="t")

import pytest  # noqa: E402
from aiohttp import web  # noqa: E402
from aiohttp.test_utils import TestClient, TestServer  # noqa: E402

from src.app import build  # noqa: E402
from src.config import Config  # noqa: E402
from src.switches import Switches  # noqa: E402


@pytest.fixture
def influx():
    STUB.reset()
    return STUB


class KnownTrail:
    def last_entry(self, service):
        return {"data-api": {"at": "2025-01-01T00:00:00+00:00", "who": "eva"}}.get(service)


@pytest.fixture
def entries():
    return []


@pytest.fixture
def switches(entries):
    return Switches(entries.append)


@pytest.fixture
async def neighbour_url():
    """A service to ask: healthy, or as ill as its address says."""

    async def answer(request):
        return web.Response(status=int(request.match_info["status"]))

    app = web.Application()
    app.router.add_get("/{status}/health", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.fixture
async def api(switches, neighbour_url):
    config = Config(services={"data-api": f"{neighbour_url}/200"}, api_key="secret")
    async with TestClient(TestServer(build(config, switches, KnownTrail()))) as client:
        yield client
