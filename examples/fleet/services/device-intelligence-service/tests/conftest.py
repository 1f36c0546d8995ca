import asyncio
import sqlite3

import pytest

from app.registry import Registry


@pytest.fixture(scope="session")
def event_loop():
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
async def shared_registry():
    """One registry for the whole run, as in production: its lock belongs to the loop it was made on."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    registry = Registry(connection)
    registry.home = asyncio.get_running_loop()
    yield registry
    connection.close()


@pytest.fixture
async def registry(shared_registry):
    await shared_registry.clear()
    return shared_registry


class Remote:
    """Another service: a path gives a document, or an error for the first few times."""

    def __init__(self, documents):
        self.documents = documents
        self.errors = []
        self.calls = []

    async def __call__(self, path):
        self.calls.append(path)
        if self.errors:
            answer = self.errors.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        return self.documents[path]


@pytest.fixture
def bridge():
    return Remote(
        {
            "/api/devices": [
                {"type": "Coordinator", "ieee_address": "0x0"},
                {
                    "ieee_address": "0x1",
                    "friendly_name": "Stehlampe Büro",
                    "definition": {
                        "vendor": "IKEA",
                        "model": "LED1545G12",
                        "exposes": [{"features": [{"name": "state"}, {"name": "brightness"}]}],
                    },
                    "linkquality": 120,
                    "last_seen": 1735787045000,
                },
            ]
        }
    )


@pytest.fixture
def home_assistant():
    return Remote(
        {
            "/api/device_registry": {
                "devices": [
                    {"id": "d1", "name": "Lamp", "area_id": "office", "connections": [["zigbee", "0x1"]]},
                    {"id": "d2", "name": "Old plug", "connections": [], "disabled_by": "user"},
                    {"id": "d3", "name": "Router", "name_by_user": "Fritz!Box", "connections": [["mac", "aa:bb"]]},
                ]
            }
        }
    )
