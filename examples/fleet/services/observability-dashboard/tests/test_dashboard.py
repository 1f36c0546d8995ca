from datetime import datetime, timedelta, timezone

import pytest

from dashboard.page import render
from dashboard.status import Line, freshness, gather

NOW = datetime(2024, 4, 4, 12, tzinfo=timezone.utc)


class Fake:
    """A database that knows when each bucket last heard something."""

    def __init__(self, newest, healthy=True):
        self._newest = newest
        self._healthy = healthy

    def healthy(self):
        return self._healthy

    def buckets(self):
        return list(self._newest)

    def newest(self, bucket):
        return self._newest[bucket]


@pytest.mark.parametrize(
    ("minutes", "state"),
    [(0, "ok"), (15, "ok"), (16, "stale")],
)
def test_age_decides(minutes, state):
    line = freshness("air", NOW - timedelta(minutes=minutes), NOW, timedelta(minutes=15))

    assert (line.state, line.detail) == (state, f"{minutes} min old")


def test_worst_first():
    lines = gather(Fake({"air": NOW, "power": None, "weather": NOW - timedelta(hours=2)}), NOW)

    assert [(line.label, line.state) for line in lines] == [
        ("database", "ok"),
        ("power", "silent"),
        ("weather", "stale"),
        ("air", "ok"),
    ]


def test_a_database_that_is_down_is_all_there_is_to_say():
    assert gather(Fake({"air": NOW}, healthy=False), NOW) == [Line("database", "down")]


def test_the_title_counts_troubles():
    assert "<title>All well</title>" in render([Line("air", "ok")])
    assert "<title>1 in trouble</title>" in render([Line("air", "ok"), Line("power", "silent")])


def test_labels_are_escaped():
    assert "<script>" not in render([Line("<script>", "ok")])
