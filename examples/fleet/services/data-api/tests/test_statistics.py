from src.statistics import as_json, summary, time_in_state

from .conftest import NOW, row


def test_summary_leaves_out_gaps():
    rows = [{"value": 1.0}, {"value": None}, {"value": 4.0}]
    assert summary(rows) == {"count": 2, "min": 1.0, "max": 4.0, "mean": 2.5, "median": 2.5}


def test_summary_of_nothing():
    assert summary([]) == {"count": 0}


def test_time_in_state():
    rows = [row(60, "off"), row(45, "on"), row(15, "off")]
    assert time_in_state(rows, NOW) == {"off": 1800.0, "on": 1800.0}


def test_rows_as_json():
    assert as_json([row(0, "on")]) == [{"time": "2025-09-01T12:00:00+00:00", "state": "on", "unit": None}]
