import pytest
from hearth_shared.requests import Unreachable, announce, ask

from app.discovery import Source, refresh
from app.parsers import HomeAssistantParser, ZigbeeParser


@pytest.fixture
def sources(bridge, home_assistant):
    return [
        Source(HomeAssistantParser(), home_assistant, "/api/device_registry"),
        Source(ZigbeeParser(), bridge, "/api/devices"),
    ]


async def test_both_sources_make_one_device(sources, registry):
    outcome = await refresh(sources, registry)
    assert (outcome.found, outcome.unreachable, outcome.incomplete) == (2, [], [])
    lamp = await registry.get("0x1")
    assert (lamp.name, lamp.area, lamp.manufacturer) == ("Lamp", "office", "IKEA")
    assert lamp.capabilities == {"switch", "dim"}


async def test_a_source_that_is_away_is_named(sources, registry, bridge):
    bridge.errors = [OSError("refused")] * 9
    outcome = await refresh(sources, registry)
    assert outcome.unreachable == ["zigbee"]
    assert outcome.found == 2
    assert len(bridge.calls) == 3


async def test_half_a_document_is_read_again(sources, registry, home_assistant):
    home_assistant.errors = [{}, {"devices": [{}]}]
    outcome = await refresh(sources, registry)
    assert outcome.incomplete == []
    assert len(home_assistant.calls) == 3


async def test_a_source_that_never_gets_ready_is_named(sources, registry, home_assistant):
    home_assistant.documents = {"/api/device_registry": {}}
    outcome = await refresh(sources, registry)
    assert outcome.incomplete == ["home_assistant"]
    assert outcome.found == 1


class TestAsking:
    async def test_gives_the_answer(self, bridge):
        assert len(await ask(bridge, "/api/devices")) == 2

    async def test_says_who_is_unreachable(self, bridge):
        bridge.errors = [ConnectionRefusedError("refused")] * 3
        with pytest.raises(Unreachable, match="/api/devices: refused"):
            await ask(bridge, "/api/devices")

    async def test_announcing_is_tried_twice(self, bridge):
        bridge.errors = [OSError("starting")]
        bridge.documents["/registry/me"] = None
        await announce(bridge, "me")
        assert bridge.calls == ["/registry/me"] * 2
