from datetime import datetime, timedelta, timezone

from correlate import Sample, Switch, draw_of, steps

NOON = datetime(2024, 5, 5, 12, tzinfo=timezone.utc)


def minute(number):
    return NOON + timedelta(minutes=number)


def samples(*watts):
    return [Sample(minute(index), value) for index, value in enumerate(watts)]


def test_a_kettle_is_seen():
    assert draw_of(samples(100, 100, 100, 2100, 2100), [Switch(minute(2), "kettle", True)]) == {"kettle": 2000.0}


def test_switching_off_counts_the_same():
    assert steps(samples(900, 900, 900, 300, 300), [Switch(minute(2), "oven", False)], timedelta(minutes=2)) == {
        "oven": [600]
    }


def test_a_switch_without_samples_says_nothing():
    assert draw_of([], [Switch(minute(2), "kettle", True)]) == {}


def test_a_device_without_a_draw_is_left_out():
    assert draw_of(samples(100, 100, 100, 100, 100), [Switch(minute(2), "remote", True)]) == {}
