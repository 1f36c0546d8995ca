"""Stores the forecast: one point a day, written in batches because a year has many days."""

import logging
from datetime import date, datetime, timezone

from influxdb_client import InfluxDBClient, Point, WriteOptions, WritePrecision

log = logging.getLogger(__name__)

BUCKET = "calendar"


def store_forecast(url: str, token: str, days: dict[date, list[str]]) -> int:
    """Write one point per day and return how many there were."""
    client = InfluxDBClient(url=url, token=token, org="home", timeout=5_000)
    writer = client.write_api(write_options=WriteOptions(batch_size=50, flush_interval=1_000))
    for day, titles in days.items():
        writer.write(bucket=BUCKET, record=as_point(day, titles))
    writer.close()
    client.close()
    log.info("stored %d days", len(days))
    return len(days)


def as_point(day: date, titles: list[str]) -> Point:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc)
    return Point("presence").field("home", not titles).field("events", len(titles)).time(noon, WritePrecision.S)
