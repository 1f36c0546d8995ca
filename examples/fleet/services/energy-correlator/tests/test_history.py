from datetime import datetime, timedelta, timezone

import pytest

from correlate import Sample, Switch
from history import History
from report import report

NOON = datetime(2024, 5, 5, 12, tzinfo=timezone.utc)


class Recorded(History):
    """Answers from a table instead of the database."""

    def __init__(self, power, switch):
        super().__init__("http://127.0.0.1:9", "secret", "home", "energy")
        self.tables = {"power": power, "switch": switch}
        self.asked = []

    def power(self, hours):
        self.asked.append(hours)
        return self.tables["power"]

    def states(self, hours):
        self.asked.append(hours)
        return self.tables["switch"]


def at(minutes, *values):
    return (NOON + timedelta(minutes=minutes), *values)


@pytest.fixture
def history():
    history = Recorded(
        power=[at(index, watts) for index, watts in enumerate([50, 50, 50, 1250, 1250])],
        switch=[at(9, "heater", "off"), at(2, "heater", "on")],
    )
    yield history
    history.close()


def test_rows_become_samples(history):
    assert history.samples(3)[0] == Sample(NOON, 50)
    assert history.asked == [3]


def test_switches_are_in_order(history):
    assert [switch.on for switch in history.switches(1)] == [True, False]
    assert isinstance(history.switches(1)[0], Switch)


def test_the_report_names_watts_and_money(history):
    assert report(history, 24, cents=30.0) == ["heater: 1200 W, 36.0 ct/h"]
