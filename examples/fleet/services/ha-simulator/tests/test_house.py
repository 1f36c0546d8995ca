from random import Random

from simulator.house import House, Thermometer


def test_the_same_seed_gives_the_same_house():
    assert House.furnished(Random(3)).tick() == House.furnished(Random(3)).tick()


def test_temperatures_stay_on_earth():
    thermometer = Thermometer("roof", 34.9)
    chance = Random(1)
    for _ in range(500):
        thermometer.drift(chance)
        assert -20.0 <= thermometer.celsius <= 35.0


def test_only_lamps_can_be_switched(house):
    assert house.command("porch", "ON")
    assert not house.command("hall", "ON")
    assert not house.command("porch", "MAYBE")
