from datetime import date, datetime, timedelta, timezone

import pytest

from scheduler.schedule import Entry, Schedule
from scheduler.sun import sun_times

DAY = datetime(2024, 3, 20, tzinfo=timezone.utc)
GREENWICH = (51.48, 0.0)


class Player:
    def __init__(self, failures=0):
        self.failures = failures
        self.calls = []

    def __call__(self, scene):
        self.calls.append(scene)
        if self.failures > 0:
            self.failures -= 1
            raise ConnectionError(scene)


def test_day_and_night_are_equal_at_the_equinox():
    rise, fall = sun_times(date(2024, 3, 20), *GREENWICH)

    assert abs((fall - rise) - timedelta(hours=12)) < timedelta(minutes=15)
    assert abs(rise - DAY.replace(hour=6, minute=8)) < timedelta(minutes=15)


def test_the_polar_night_has_no_sunrise():
    assert sun_times(date(2024, 12, 21), 78.2, 15.6) is None


@pytest.fixture
def player():
    return Player()


def test_scenes_are_played_in_order_and_once(player):
    schedule = Schedule([Entry("wake", "07:30"), Entry("dawn", "sunrise")], *GREENWICH, player)
    eight = DAY.replace(hour=8)

    assert schedule.run(DAY, eight) == ["dawn", "wake"]
    assert schedule.run(eight, DAY.replace(hour=9)) == []


def test_an_offset_moves_a_scene(player):
    schedule = Schedule([Entry("lamps", "sunset", timedelta(hours=-1))], *GREENWICH, player)

    assert schedule.run(DAY.replace(hour=16), DAY.replace(hour=17, minute=40)) == ["lamps"]


def test_a_hiccup_is_bridged_and_a_failure_noted(player):
    schedule = Schedule([Entry("wake", "07:30")], *GREENWICH, player)
    player.failures = 2
    assert schedule.run(DAY, DAY.replace(hour=8)) == ["wake"]

    player.failures = 3
    assert schedule.run(DAY, DAY.replace(hour=8)) == []
    assert schedule.missed == ["wake"]
