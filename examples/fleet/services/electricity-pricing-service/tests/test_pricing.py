import json
from datetime import date

import pytest

from pricing.daily import read_prices
from pricing.sink import PriceSink
from pricing.tariff import DayAhead

DAY = DayAhead(date(2024, 3, 1), (10.0,) * 6 + (40.0,) * 12 + (22.0,) * 6)


def test_a_day_has_24_prices():
    with pytest.raises(ValueError, match="3 prices"):
        DayAhead(date(2024, 3, 1), (1.0, 2.0, 3.0))


def test_cheap_is_relative_to_the_day():
    assert DAY.average == 28.0
    assert DAY.cheap_hours() == [0, 1, 2, 3, 4, 5, 18, 19, 20, 21, 22, 23]
    assert DAY.cheap_hours(0.5) == [0, 1, 2, 3, 4, 5]


def test_cost_is_in_whole_money():
    assert DAY.cost({0: 2.0, 12: 1.0}) == pytest.approx(0.6)


def test_prices_are_read_from_json():
    assert read_prices(json.dumps({"day": "2024-03-01", "cents": list(DAY.cents)})) == DAY


def test_all_hours_in_one_write(influx):
    with PriceSink(influx.url, "secret", "home", "prices") as sink:
        assert sink.write(DAY) == 24

    ((path, lines),) = influx.received
    assert "bucket=prices" in path
    assert lines[0] == "price,tariff=day-ahead cents=10 1709251200"
    assert len(lines) == 24


def test_a_refusal_writes_nothing(influx):
    influx.write_status = 401
    with PriceSink(influx.url, "wrong", "home", "prices") as sink:
        assert sink.write(DAY) == 0


def test_reachable_or_not(influx):
    with PriceSink(influx.url, "secret", "home", "prices") as sink:
        assert sink.reachable()
    with PriceSink("http://127.0.0.1:9", "secret", "home", "prices") as sink:
        assert not sink.reachable()
