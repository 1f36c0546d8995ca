from weather.observation import Observation
from weather.watch import watch


async def test_an_observation_is_one_line(archive, database):
    await archive.add(Observation("home", 20.0, 100.0))

    assert database.lines == [
        "observation,station=home celsius=20,dew_point=20,feels_like=20,humidity=100,wind=0"
    ]
    assert "bucket=weather" in database.targets[0]


async def test_watching_skips_what_is_down(archive, database):
    async def fetch(station):
        if station == "hill":
            raise OSError("no signal")
        return Observation(station, 5.0, 60.0)

    assert await watch(fetch, archive, ["home", "hill"], rounds=2, pause=0.001) == 2
    assert len(database.lines) == 2
