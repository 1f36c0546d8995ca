from app.parsers import HomeAssistantParser, ZigbeeParser

from .parser_contract import ParserContract


class TestZigbee(ParserContract):
    parser = ZigbeeParser()
    document = [
        {"type": "Coordinator", "ieee_address": "0x0"},
        {"ieee_address": "0x1", "friendly_name": "Lampe", "definition": None},
        {"ieee_address": "0x2", "definition": {"vendor": "Aqara", "exposes": [{"name": "occupancy"}]}},
    ]
    expected_ids = ("0x1", "0x2")

    async def test_capabilities(self):
        devices = await self.collect()
        assert devices[1].capabilities == {"motion"}
        assert devices[1].manufacturer == "Aqara"


class TestHomeAssistant(ParserContract):
    parser = HomeAssistantParser()
    document = {
        "devices": [
            {"id": "a", "name": "Lamp", "connections": [["zigbee", "0x1"]]},
            {"id": "b", "name": "Plug", "connections": []},
        ]
    }
    expected_ids = ("0x1", "b")
