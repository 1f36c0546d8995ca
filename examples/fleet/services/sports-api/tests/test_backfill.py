import pytest

from sports.backfill import backfill, points
from sports.config import Config

RESULTS = ["id,ends,home,away", "7,2024-05-18T17:20:00+00:00,3,2", "8,2024-05-18T17:20:00+00:00,,"]


@pytest.fixture(scope="module")
async def season():
    """A long season; made once for the tests of this module."""
    return [RESULTS[0], *(f"{n},2023-01-01T00:00:{n % 60:02d}+00:00,{n % 5},0" for n in range(250))]


def test_games_without_a_result_are_left_out():
    assert [point.to_line_protocol() for point in points(RESULTS)] == [
        "score,game=7,status=final away=2i,home=3i 1716052800000000000"
    ]


async def test_everything_is_written_in_batches(season, influx):
    config = Config(influx_url=f"http://127.0.0.1:{influx.server_port}", influx_token="t")
    assert backfill(config, season) == 250
    assert sum(len(body.splitlines()) for _, body in influx.written) == 250
    assert len(influx.written) < 10
    assert influx.written[0][0]["bucket"] == ["sports"]


async def test_an_empty_season(season, influx):
    config = Config(influx_url=f"http://127.0.0.1:{influx.server_port}", influx_token="t")
    assert backfill(config, season[:1]) == 0
    assert influx.written == []
