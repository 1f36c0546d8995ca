import pytest

from blueprint_index.entry import blueprint
from blueprint_index.index import BlueprintIndex

SHELF = [
    blueprint("motion-light", "Light on motion", "light", "binary_sensor", rating=4.8),
    blueprint("night-light", "Dim at night", "light", rating=4.1),
    blueprint("heat-when-home", "Heat when somebody is home", "climate", "person", rating=4.5),
]


@pytest.fixture
async def index():
    async def load():
        return SHELF

    index = BlueprintIndex(load)
    await index.rebuild()
    yield index
