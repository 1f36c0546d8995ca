import json

import httpx
import pytest

from agent.tools import UnknownTool

AWAY = [httpx.Response(503)] * 3


async def test_summary_by_room(home):
    assert await home.summary() == "hall: Flurlicht is on\nnowhere: sensor.out is 7"


async def test_the_last_picture_stays_while_the_house_is_away(home, house):
    await home.entities()
    house.failures = list(AWAY)
    assert len(await home.entities()) == 2
    assert len(house.requests) == 4


async def test_no_picture_at_first(home, house):
    house.failures = list(AWAY)
    assert await home.summary() == ""


async def test_list_room(tools):
    assert json.loads(await tools.use("list_room", {"room": "hall"})) == {"Flurlicht": "on"}


async def test_read_state_twice_if_needed(tools, house):
    house.failures = [httpx.Response(500)]
    assert await tools.use("read_state", {"entity_id": "sensor.out"}) == "7"


async def test_read_state_gives_up(tools, house):
    house.failures = list(AWAY)
    with pytest.raises(Exception):
        await tools.use("read_state", {"entity_id": "sensor.out"})
    assert len(house.requests) == 2


async def test_propose(tools):
    proposal = {"title": "Night", "trigger": "22:00", "action": "lights off"}
    assert await tools.use("propose_automation", proposal) == "proposed"
    assert tools.proposals == [proposal]


@pytest.mark.asyncio
async def test_unknown_tool(tools):
    with pytest.raises(UnknownTool):
        await tools.use("open_door", {})


def test_descriptions_come_from_the_tools(tools):
    descriptions = {d["function"]["name"]: d["function"]["description"] for d in tools.descriptions}
    assert descriptions["read_state"] == "The state of one entity, read now."
