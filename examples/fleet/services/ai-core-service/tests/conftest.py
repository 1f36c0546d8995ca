import json
from collections import Counter

import httpx
import pytest
import pytest_asyncio

from core.settings import Settings
from core.switchboard import Switchboard
from core.tasks import Backend

SMALL = Backend("small", "http://small.test", frozenset({"classify", "embed"}), 1)
LARGE = Backend("large", "http://large.test", frozenset({"classify", "summarize"}), 9)


class Backends:
    """Plays all backends. `plan` says which status a backend answers with, in order; then 200."""

    def __init__(self):
        self.plan = {}
        self.calls = Counter()

    def __call__(self, request):
        name = request.url.host.partition(".")[0]
        self.calls[name] += 1
        statuses = self.plan.get(name, [])
        status = statuses.pop(0) if statuses else 200
        if status == 0:
            raise httpx.ConnectError("refused", request=request)
        if request.url.path == "/load":
            return httpx.Response(status, json={"models": 2})
        payload = json.loads(request.content)
        return httpx.Response(status, json={"answer": f"{name}:{payload.get('text', '')}"})


@pytest.fixture
def backends():
    return Backends()


@pytest_asyncio.fixture
async def client(backends):
    async with httpx.AsyncClient(transport=httpx.MockTransport(backends)) as client:
        yield client


@pytest.fixture
async def switchboard(client):
    return Switchboard(Settings((SMALL, LARGE), cache_entries=2, breaker_failures=2, breaker_seconds=60), client)


@pytest.fixture
async def loop_time(event_loop):
    """The clock of the loop, for things that have to agree with `call_later`."""
    return event_loop.time
