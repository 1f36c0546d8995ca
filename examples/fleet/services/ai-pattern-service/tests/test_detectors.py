import pytest

from src.detectors import clock, follows, time_of_day


def test_a_time_of_day(house, config):
    for day, minute in enumerate([420, 425, 418, 421]):
        house.happens("light.küche", "on", day, minute)
    (pattern,) = time_of_day(house.events, config)
    assert (pattern.subject, pattern.detail, pattern.days) == ("light.küche=on", "at 07:01", 4)
    assert pattern.confidence == 1.0


def test_too_few_days(house, config):
    house.happens("light.hall", "on", 0, 420)
    house.happens("light.hall", "on", 1, 420)
    assert time_of_day(house.events, config) == []


def test_outliers_lower_the_confidence(house, config):
    for day in range(3):
        house.happens("light.hall", "on", day, 420)
    house.happens("light.hall", "on", 3, 900)
    assert time_of_day(house.events, config)[0].confidence == 0.75


def test_one_thing_after_another(house, config):
    for day in range(3):
        house.happens("switch.coffee", "on", day, 420)
        house.happens("media_player.radio", "on", day, 420, 30)
    (pattern,) = follows(sorted(house.events), config)
    assert pattern.subject == "media_player.radio=on"
    assert pattern.detail == "after switch.coffee=on"


def test_much_later_is_not_after(house, config):
    for day in range(3):
        house.happens("switch.coffee", "on", day, 420)
        house.happens("media_player.radio", "on", day, 425)
    assert follows(sorted(house.events), config) == []


@pytest.mark.parametrize("minutes, text", [(0, "00:00"), (61, "01:01"), (1439, "23:59")])
def test_clock(minutes, text):
    assert clock(minutes) == text
