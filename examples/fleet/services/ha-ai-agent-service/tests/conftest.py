import json

import httpx
import pytest

from agent.agent import Agent
from agent.home import Home
from agent.model import Model
from agent.tools import Toolbox


class Party:
    """Answers in place of another service; `failures` are given first."""

    def __init__(self, respond):
        self.respond = respond
        self.failures = []
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        if self.failures:
            return self.failures.pop(0)
        return self.respond(request)

    def client(self):
        return httpx.AsyncClient(base_url="http://party.test", transport=httpx.MockTransport(self))


def say(text):
    return {"choices": [{"message": {"content": text}}]}


def use(name, **arguments):
    function = {"name": name, "arguments": json.dumps(arguments)}
    return {"choices": [{"message": {"content": None, "tool_calls": [{"function": function}]}}]}


STATES = [
    {"entity_id": "light.hall", "state": "on", "attributes": {"friendly_name": "Flurlicht", "area": "hall"}},
    {"entity_id": "sensor.out", "state": "7", "attributes": {}},
]


@pytest.fixture
def house():
    def respond(request):
        if request.url.path == "/api/states":
            return httpx.Response(200, json=STATES)
        if request.url.path == "/api/proposals":
            return httpx.Response(201, json={})
        return next(
            (httpx.Response(200, json=s) for s in STATES if request.url.path.endswith(s["entity_id"])), httpx.Response(404)
        )

    return Party(respond)


@pytest.fixture
def script():
    """What the model says, in order."""
    return [say("Hello")]


@pytest.fixture
def brain(script):
    return Party(lambda request: httpx.Response(200, json=script.pop(0)))


@pytest.fixture
async def home_client(house):
    async with house.client() as client:
        yield client


@pytest.fixture(name="model")
async def connected_model(brain):
    async with brain.client() as client:
        yield Model(client, "small")


@pytest.fixture
async def home(home_client):
    return Home(home_client)


@pytest.fixture
async def tools(home, home_client):
    return Toolbox(home, home_client)


@pytest.fixture
def agent(model, home, tools):
    return Agent(model, home, tools, budget=500, max_turns=3)
