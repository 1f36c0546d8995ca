"""What every parser has to do; derive a test class and give it `parser` and `document`."""

import asyncio


class ParserContract:
    parser = None
    document = None
    expected_ids = ()

    async def collect(self):
        return [device async for device in self.parser.devices(self.document)]

    async def test_finds_its_devices(self):
        assert [device.id for device in await self.collect()] == list(self.expected_ids)

    async def test_every_device_has_a_name(self):
        assert all(device.name for device in await self.collect())

    async def test_can_be_used_twice_at_a_time(self):
        first, second = await asyncio.gather(self.collect(), self.collect())
        assert first == second

    def test_names_its_source(self):
        assert self.parser.source
