from datetime import date, timedelta

from house_calendar.forecast import as_point, store_forecast


def test_a_day_is_a_point_at_noon():
    line = as_point(date(2024, 1, 1), ["trip"]).to_line_protocol()

    assert line == "presence events=1i,home=false 1704110400"


def test_every_day_arrives_before_the_call_returns(influx):
    days = {date(2024, 1, 1) + timedelta(days=offset): [] for offset in range(120)}

    assert store_forecast(influx.url, "secret", days) == 120
    assert len(influx.lines) == 120
    assert influx.buckets == {"calendar"}


def test_no_days_no_writes(influx):
    assert store_forecast(influx.url, "secret", {}) == 0
    assert influx.lines == []
