import pytest
import pytest_asyncio

from linter.entities import known_entities, unknown_entities
from linter.rules import lint


class HomeAssistant:
    def __init__(self, entities, starting=0):
        self.entities = entities
        self.starting = starting
        self.asked = 0

    async def __call__(self):
        self.asked += 1
        if self.starting > 0:
            self.starting -= 1
            raise ConnectionError("starting up")
        return self.entities


@pytest_asyncio.fixture
async def home():
    yield HomeAssistant(["light.porch", "sensor.dusk"])


def test_a_good_automation_is_left_alone():
    assert lint({"alias": "Dusk", "trigger": [{"entity_id": "sensor.dusk"}], "action": [{"entity_id": "light.porch"}]}) == []


@pytest.mark.parametrize(
    ("automation", "words"),
    [
        ({}, "no alias"),
        ({"alias": "x", "trigger": [{"seconds": "/2"}]}, "every 2 seconds"),
        ({"alias": "x", "trigger": [{"entity_id": "a"}], "action": [{"entity_id": "a"}]}, "triggers it again"),
    ],
)
def test_surprises_are_named(automation, words):
    (sentence,) = lint(automation)

    assert words in sentence


@pytest.mark.asyncio
async def test_unknown_entities_are_found(home):
    assert await unknown_entities({"action": [{"entity_id": "light.attic"}, {"entity_id": "light.porch"}]}, home) == [
        "light.attic"
    ]


@pytest.mark.asyncio
async def test_nothing_named_nothing_asked(home):
    assert await unknown_entities({}, home) == []
    assert home.asked == 0


@pytest.mark.asyncio
async def test_starting_up_is_waited_for_but_not_forever(home):
    home.starting = 2
    assert "light.porch" in await known_entities(home)

    home.starting = 9
    with pytest.raises(ConnectionError):
        await known_entities(home)
