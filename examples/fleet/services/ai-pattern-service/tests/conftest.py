import asyncio
import json
from datetime import datetime, timedelta, timezone

import httpx
import pytest

from src.config import Config
from src.models import Event

MONDAY = datetime(2025, 3, 3, tzinfo=timezone.utc)


class House:
    """Plays data-api and the suggestion service."""

    def __init__(self):
        self.events = []
        self.failing = 0
        self.requests = []
        self.suggestions = []

    def happens(self, entity_id, state, day, minute, second=0):
        self.events.append(Event(MONDAY + timedelta(days=day, minutes=minute, seconds=second), entity_id, state))

    def answer(self, request):
        self.requests.append(request)
        if self.failing:
            self.failing -= 1
            return httpx.Response(503)
        if request.method == "POST":
            self.suggestions = json.loads(request.content)["suggestions"]
            return httpx.Response(200, json={"accepted": len(self.suggestions)})
        offset, limit = (int(request.url.params[name]) for name in ("offset", "limit"))
        page = sorted(self.events)[offset : offset + limit]
        return httpx.Response(
            200,
            json={"events": [{"at": e.at.isoformat(), "entity_id": e.entity_id, "state": e.state} for e in page]},
        )


@pytest.fixture
def house():
    return House()


@pytest.fixture()
async def client(house):
    async with httpx.AsyncClient(base_url="http://house.test", transport=httpx.MockTransport(house.answer)) as client:
        yield client


@pytest.fixture(scope="session")
def config():
    return Config(history_days=30, minimum_days=3, tolerance_minutes=10, follow_seconds=60)


@pytest.fixture(autouse=True)
async def no_debts():
    """Every test leaves the loop as it found it: no task of ours may survive."""
    before = asyncio.all_tasks()
    yield
    assert asyncio.all_tasks() <= before | {asyncio.current_task()}
