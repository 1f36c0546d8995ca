import pytest

from agent.round import Round
from agent.sources import Calendar, SourceDown


class World:
    def __init__(self, **facts):
        self.facts = facts
        self.failures = {}
        self.asked = []

    async def __call__(self, name):
        self.asked.append(name)
        if self.failures.get(name, 0) > 0:
            self.failures[name] -= 1
            raise SourceDown(name)
        return self.facts.get(name, {})


@pytest.fixture
async def world():
    return World(
        weather={"rain_within_hours": 1},
        calendar={"away_until": "Sunday"},
        house={"windows_open": ["attic"], "heating": "on"},
    )


async def test_everything_known(world):
    texts = [proposal.text for proposal in await Round(world).look()]

    assert texts == ["Close the windows, rain is near.", "Turn the heating down until Sunday."]


async def test_hiccups_are_hidden(world):
    world.failures = {"weather": 2, "calendar": 1, "house": 4}

    assert len(await Round(world).look()) == 2
    assert world.asked.count("house") == 5


async def test_without_weather_nobody_speaks_of_rain(world):
    world.failures = {"weather": 99}

    texts = [proposal.text for proposal in await Round(world).look()]

    assert texts == ["Turn the heating down until Sunday."]
    assert world.asked.count("weather") == 3


async def test_without_the_house_nothing_is_sure(world):
    world.failures = {"house": 99}

    assert await Round(world).look() == []


async def test_a_calendar_that_is_down_says_so(world):
    world.failures = {"calendar": 99}

    with pytest.raises(SourceDown):
        await Calendar(world).facts()
    assert world.asked == ["calendar", "calendar"]
