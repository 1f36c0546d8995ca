import pytest

from grading import Reading
from settings import Settings
from storage import Storage


@pytest.fixture
def storage(database):
    storage = Storage(Settings(database.url, "secret", influxdb_bucket="dust"))
    yield storage
    storage.close()


def test_a_reading_becomes_one_line(storage, database):
    assert storage.store(Reading("hall", 40.0, 61.5))

    ((path, query, lines),) = database.requests
    assert path == "/api/v2/write"
    assert query["bucket"] == ["dust"]
    assert lines == ["air_quality,grade=poor,sensor=hall pm10=61.5,pm25=40"]


def test_a_refused_write_is_reported_not_raised(storage, database):
    database.status = 400

    assert not storage.store(Reading("hall", 1.0, 2.0))


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("INFLUXDB_URL", "http://db:8086")
    monkeypatch.setenv("INFLUXDB_TOKEN", "t")
    monkeypatch.delenv("INFLUXDB_BUCKET", raising=False)

    assert Settings.from_environment() == Settings("http://db:8086", "t")
