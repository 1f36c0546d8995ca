from datetime import datetime, time

import pytest

from gateway.gateway import Gateway, Message
from gateway.quiet_hours import QuietHours
from gateway.settings import Settings

NOON = datetime(2024, 8, 8, 12)
NIGHT = datetime(2024, 8, 8, 23)


@pytest.fixture
def sent():
    return []


@pytest.fixture
def gateway(tmp_path, sent):
    env = tmp_path / ".env"
    env.write_text("QUIET_HOURS=22:30-06:00\nCHANNELS=wall-panel, phone\n")
    return Gateway(Settings(env), lambda channel, text: sent.append((channel, text)))


def test_a_message_goes_to_the_default_channel(gateway, sent):
    assert gateway.submit(Message("Dinner"), NOON)
    assert sent == [("wall-panel", "Dinner")]


def test_at_night_it_waits(gateway, sent):
    assert not gateway.submit(Message("Dinner"), NIGHT)
    assert gateway.release(NIGHT) == 0
    assert gateway.release(NOON) == 1
    assert gateway.held == []


def test_unless_it_is_urgent(gateway, sent):
    assert gateway.submit(Message("Water in the cellar", "phone", urgent=True), NIGHT)


def test_an_unknown_channel_is_an_error(gateway):
    with pytest.raises(LookupError, match="fridge"):
        gateway.submit(Message("Dinner", "fridge"), NOON)


@pytest.mark.parametrize(("clock", "quiet"), [("23:00", True), ("00:10", True), ("07:00", False), ("21:59", False)])
def test_quiet_hours_cross_midnight(clock, quiet):
    assert QuietHours.parse("22:00 - 07:00").cover(time.fromisoformat(clock)) is quiet


def test_without_a_file_there_are_defaults(tmp_path):
    settings = Settings(tmp_path / "none.env")

    assert settings.quiet_hours == QuietHours(time(22), time(7))
    assert settings.channels == ["wall-panel"]
