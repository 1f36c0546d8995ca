from datetime import datetime, timedelta, timezone

import pytest

from src.events import StateChange, from_home_assistant, parse_time


def event(**new_state):
    state = {"state": "21.5", "last_updated": "2025-01-02T03:04:05+00:00", "attributes": {}} | new_state
    return {
        "type": "event",
        "event": {"event_type": "state_changed", "data": {"entity_id": "sensor.küche", "new_state": state}},
    }


def test_a_change_of_state():
    change = from_home_assistant(event(attributes={"unit_of_measurement": "°C", "area_id": "kitchen"}))
    assert change == StateChange(
        "sensor.küche", "21.5", datetime(2025, 1, 2, 3, 4, 5, tzinfo=timezone.utc), "home_assistant", "°C", "kitchen"
    )


@pytest.mark.parametrize("state", ["unknown", "unavailable", ""])
def test_states_that_say_nothing(state):
    assert from_home_assistant(event(state=state)) is None


@pytest.mark.parametrize("message", [{"type": "result"}, {"type": "event", "event": {"event_type": "call_service"}}])
def test_other_messages(message):
    assert from_home_assistant(message) is None


def test_a_removed_entity_is_no_change():
    message = event()
    message["event"]["data"]["new_state"] = None
    assert from_home_assistant(message) is None


@pytest.mark.parametrize("text, number", [("21.5", 21.5), ("on", None), ("nan", None), ("inf", None), ("-3", -3.0)])
def test_numbers(text, number):
    assert StateChange("sensor.x", text, datetime.now(timezone.utc), "mqtt").number == number


def test_times_without_a_zone_are_utc():
    assert parse_time("2025-01-02T03:04:05").utcoffset() == timedelta(0)
