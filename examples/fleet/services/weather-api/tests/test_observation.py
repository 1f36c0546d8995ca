import pytest

from weather.observation import Observation


@pytest.mark.parametrize(("celsius", "humidity", "dew"), [(20, 50, 9.3), (20, 100, 20.0), (0, 80, -3.0)])
def test_dew_point(celsius, humidity, dew):
    assert Observation("home", celsius, humidity).dew_point == pytest.approx(dew, abs=0.15)


def test_a_breeze_chills_only_when_it_is_cold():
    assert Observation("home", 0, 50, wind=8).feels_like < -5
    assert Observation("home", 15, 50, wind=8).feels_like == 15
    assert Observation("home", 0, 50, wind=0.5).feels_like == 0
