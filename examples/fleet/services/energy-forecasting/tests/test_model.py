from datetime import datetime, timedelta, timezone

import pytest

from forecasting.model import forecast_day, forecast_hour

MIDNIGHT = datetime(2024, 9, 2, tzinfo=timezone.utc)


def weeks_before(count, hour=0):
    return MIDNIGHT + timedelta(hours=hour) - timedelta(weeks=count)


def test_a_single_week_is_taken_as_it_is():
    assert forecast_hour({weeks_before(1): 1.5}, MIDNIGHT) == 1.5


def test_recent_weeks_weigh_more():
    value = forecast_hour({weeks_before(1): 2.0, weeks_before(2): 1.0}, MIDNIGHT, decay=0.5)

    assert value == pytest.approx(5 / 3)


def test_nothing_known_nothing_said():
    assert forecast_hour({}, MIDNIGHT) is None
    assert forecast_day({}, MIDNIGHT) == {}


def test_a_gap_is_filled_from_both_sides():
    history = {weeks_before(1, hour): value for hour, value in ((3, 1.0), (5, 2.0), (9, 9.0))}

    day = forecast_day(history, MIDNIGHT)

    assert list(day.values()) == [1.0, 1.5, 2.0, 9.0]
