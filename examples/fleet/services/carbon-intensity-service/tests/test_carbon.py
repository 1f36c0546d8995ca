from datetime import datetime, timedelta, timezone

import pytest

from carbon.forecast import Slot, cleanest, parse_forecast
from carbon.store import store_best, store_slots

START = datetime(2024, 6, 1, tzinfo=timezone.utc)


def day(*grams):
    return [Slot(START + timedelta(minutes=30 * index), value) for index, value in enumerate(grams)]


def test_a_forecast_is_sorted_and_complete():
    document = {
        "data": [
            {"from": "2024-06-01T00:30Z", "intensity": {"forecast": 90}},
            {"from": "2024-06-01T00:00Z", "intensity": {"forecast": 120}},
            {"from": "2024-06-01T01:00Z", "intensity": {"forecast": None}},
        ]
    }

    assert parse_forecast(document) == day(120, 90)
    assert parse_forecast({}) == []


@pytest.mark.parametrize(("minutes", "index"), [(0, 3), (30, 3), (60, 2), (61, 1)])
def test_the_cleanest_start_depends_on_the_duration(minutes, index):
    slots = day(50, 40, 45, 20, 200)

    assert cleanest(slots, timedelta(minutes=minutes)) == slots[index]


def test_a_short_forecast_has_no_answer():
    assert cleanest(day(50), timedelta(hours=2)) is None


def test_all_slots_go_in_one_request(sink):
    store_slots(sink.url, "secret", "home", day(120, 90))

    ((query, lines),) = sink.writes
    assert query["bucket"] == "carbon"
    assert query["precision"] == "s"
    assert lines == ["intensity grams=120i 1717200000", "intensity grams=90i 1717201800"]


def test_the_best_slot_says_where_it_is_from(sink):
    store_best(sink.url, "secret", "home", day(75)[0])

    ((query, lines),) = sink.writes
    assert query["bucket"] == "carbon"
    assert lines == ["cleanest,source=forecast grams=75i 1717200000"]
