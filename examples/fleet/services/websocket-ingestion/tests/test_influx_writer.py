from datetime import datetime, timezone

from src.events import StateChange
from src.influxdb_client import to_point

AT = datetime(2025, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


def change(state="21.5", **more):
    return StateChange("sensor.attic_temperature", state, AT, "mqtt", **more)


def test_line_of_a_number():
    line = to_point(change(unit="°C", area="attic")).to_line_protocol()
    assert line == (
        "state_change,area=attic,domain=sensor,entity_id=sensor.attic_temperature,source=mqtt "
        'state="21.5",unit="°C",value=21.5 1735787045000'
    )


def test_line_of_a_text():
    assert 'state="on" ' in to_point(change("on")).to_line_protocol()


def test_closing_writes_what_is_waiting(influx, writer):
    for value in range(3):
        writer.write(change(str(value)))
    writer.close()
    assert len(influx.lines) == 3
    assert influx.requests[0][0]["bucket"] == ["home_events"]


def test_writes_in_batches(influx, writer):
    for value in range(25):
        writer.write(change(str(value)))
    writer.close()
    assert len(influx.lines) == 25
    assert len(influx.requests) < 25


def test_a_refused_batch_is_counted(influx, writer):
    influx.status = 400
    writer.write(change())
    writer.close()
    assert writer.failed_batches == 1
