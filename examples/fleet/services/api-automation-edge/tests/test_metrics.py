from datetime import datetime, timezone

import pytest

from edge.metrics import Metrics

AT = datetime(2025, 5, 1, tzinfo=timezone.utc)


@pytest.fixture
def metrics(influx):
    return Metrics()


def test_an_action_is_one_line(metrics, influx, action):
    assert metrics.action_done(action, "done", 0.25, AT)
    assert influx.written == [
        (
            "automation",
            "automation_action,automation=evening,outcome=done,service=light.turn_on "
            'entity_id="light.hall",seconds=0.25 1746057600000000000',
        )
    ]


def test_the_reason_of_the_switch(metrics, influx):
    metrics.switch_thrown("Gäste im Haus", AT)
    assert influx.written == [("automation", 'kill_switch reason="Gäste im Haus" 1746057600000000000')]


def test_a_lost_metric_is_counted(metrics, influx, action):
    influx.status = 401
    assert not metrics.action_done(action, "done", 1, AT)
    assert metrics.lost == 1


def test_all_metrics_share_one_client():
    assert Metrics().client is Metrics().client
