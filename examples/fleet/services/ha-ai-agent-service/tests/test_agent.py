from unittest.mock import AsyncMock, patch

import httpx
import pytest

from agent.agent import BUSY, LOST
from agent.settings import load_settings

from .conftest import say, use


async def test_answers(agent):
    assert await agent.answer("Hi") == "Hello"


@pytest.mark.parametrize("script", [[use("list_room", room="hall"), say("The light is on.")]])
async def test_uses_tools(agent, brain):
    assert await agent.answer("What is on?") == "The light is on."
    assert "Flurlicht" in brain.requests[1].content.decode()


@pytest.mark.parametrize("script", [[use("open_door"), say("Sorry.")]])
async def test_tells_the_model_about_unknown_tools(agent, brain):
    assert await agent.answer("Open the door") == "Sorry."
    assert "there is no tool called open_door" in brain.requests[1].content.decode()


@pytest.mark.parametrize("script", [[use("read_state", entity_id="light.hall")] * 3])
async def test_stops_after_a_few_turns(agent):
    assert await agent.answer("Loop") == LOST


async def test_is_polite_when_busy(agent, brain):
    brain.failures = [httpx.Response(429)] * 3
    assert await agent.answer("Hi") == BUSY


@patch("agent.home.Home.summary", new_callable=AsyncMock, return_value="hall: dark")
async def test_the_model_sees_the_home(summary, agent, brain):
    await agent.answer("Hi")
    assert "hall: dark" in brain.requests[0].content.decode()
    summary.assert_awaited_once()


def test_settings_from_the_environment(monkeypatch):
    monkeypatch.setenv("TOKEN_BUDGET", "123")
    assert load_settings().token_budget == 123
