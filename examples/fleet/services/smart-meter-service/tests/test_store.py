from datetime import datetime, timezone

import pytest

from src.first_start import TWO_YEARS, ensure_bucket
from src.sml import Reading
from src.store import ReadingStore, writer_of

AT = datetime(2025, 1, 1, tzinfo=timezone.utc)


@pytest.fixture
def store(client, settings):
    return ReadingStore(writer_of(client), settings)


def test_a_reading_is_one_line(store, influx):
    assert store.add(Reading(412.5, 10.0, 0.5), AT)
    assert influx.lines == ["meter,meter=main export=0.5,import=10,power=412.5 1735689600000000000"]


def test_readings_wait_while_the_server_refuses(store, influx):
    influx.status = 401
    assert not store.add(Reading(1, 1, 0), AT)
    assert not store.add(Reading(2, 2, 0), AT)
    influx.status = 204
    assert store.add(Reading(3, 3, 0), AT)
    assert len(influx.lines) == 3
    assert store.waiting == []


def test_only_so_many_wait(client, settings, influx):
    store = ReadingStore(writer_of(client), settings, limit=2)
    influx.status = 401
    for number in range(5):
        store.add(Reading(number + 0.5, 0, 0), AT)
    assert len(store.waiting) == 2
    assert "power=3.5 " in store.waiting[0].to_line_protocol()


def test_the_bucket_is_made_once(client, settings, influx):
    assert ensure_bucket(client, settings)
    assert influx.buckets[0]["retentionRules"][0]["everySeconds"] == TWO_YEARS
    assert not ensure_bucket(client, settings)
