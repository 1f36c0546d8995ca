from datetime import datetime, timedelta, timezone

import pytest

from app.config import Config
from app.devices import Device, health, moment

NOW = datetime(2025, 1, 10, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "facts, score",
    [
        ({"last_seen": NOW}, 100),
        ({"last_seen": None}, 0),
        ({"last_seen": NOW - timedelta(days=8)}, 0),
        ({"last_seen": NOW - timedelta(days=2)}, 70),
        ({"last_seen": NOW, "battery": 10}, 80),
        ({"last_seen": NOW, "battery": 3, "link_quality": 10}, 40),
    ],
)
def test_health(facts, score):
    assert health(Device("1", "x", **facts), NOW) == score


def test_what_one_source_does_not_know_the_other_may():
    merged = Device("1", "Lamp", area="hall").merged(Device("1", "other", "IKEA", battery=5, last_seen=NOW))
    assert (merged.name, merged.manufacturer, merged.area, merged.battery) == ("Lamp", "IKEA", "hall", 5)
    assert merged.last_seen == NOW


def test_moments_are_utc():
    assert moment(0) == datetime(1970, 1, 1, tzinfo=timezone.utc)
    assert moment(None) is None


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / ".env").write_text("BRIDGE_URL=http://file\nREFRESH_SECONDS=60\n")
    config = Config.read(tmp_path, {"BRIDGE_URL": "http://environment"})
    assert (config.bridge_url, config.refresh_seconds) == ("http://environment", 60)
