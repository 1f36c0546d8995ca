from unittest.mock import patch

import pytest

from edge.home_assistant import Refused


def test_state(home):
    assert home.state("light.hall") == "off"


def test_state_after_an_outage(home, house):
    house.errors = [ConnectionError("away")] * 3
    assert home.state("light.hall") == "off"
    assert len(house.requests) == 4


def test_unknown_when_the_outage_lasts(home, house):
    house.errors = [ConnectionError("away")] * 4
    assert home.state_or_unknown("light.hall") == "unknown"


def test_unknown_when_there_is_no_such_entity(home, house):
    house.errors = [Refused("404")]
    assert home.state_or_unknown("light.gone") == "unknown"


def test_a_state_that_comes_late(home, house):
    answers = iter(["off", "off", "on"])
    with patch.object(type(home), "state_or_unknown", lambda self, entity_id: next(answers)):
        assert home.wait_for_state("light.hall", "on")


def test_a_state_that_never_comes(home, house):
    assert home.wait_for_state("light.hall", "on") is False
    assert len(house.requests) == 5


def test_is_running_asks_again(home, house):
    house.errors = [ConnectionError("starting"), ConnectionError("starting")]
    with patch("tenacity.nap.time.sleep") as sleep:
        assert home.is_running()
    assert sleep.call_count == 2


def test_is_running_gives_up(home, house):
    house.errors = [ConnectionError("away")] * 9
    with pytest.raises(Exception):
        home.is_running()
    assert len(house.requests) == 3
