"""The connection to InfluxDB, and the writing of readings."""

from __future__ import annotations

import logging
from datetime import datetime

from influxdb_client import InfluxDBClient, Point
from influxdb_client.client.write_api import ASYNCHRONOUS, SYNCHRONOUS, WriteApi
from influxdb_client.rest import ApiException

from .settings import Settings
from .sml import Reading

logger = logging.getLogger(__name__)


def connect(settings: Settings) -> InfluxDBClient:
    """One client for the whole service; `first_start` and `consumption` borrow it."""
    return InfluxDBClient(url=settings.url, token=settings.token, org=settings.org, enable_gzip=True)


def writer_of(client: InfluxDBClient, background: bool = False) -> WriteApi:
    return client.write_api(write_options=ASYNCHRONOUS if background else SYNCHRONOUS)


class ReadingStore:
    def __init__(self, write_api: WriteApi, settings: Settings, limit: int = 1_000) -> None:
        self._write_api = write_api
        self._settings = settings
        self._limit = limit
        self.waiting: list[Point] = []

    def add(self, reading: Reading, at: datetime) -> bool:
        """Readings that cannot be written wait for the next one, up to the limit."""
        self.waiting.append(
            Point("meter")
            .tag("meter", self._settings.meter)
            .field("power", reading.power_w)
            .field("import", reading.import_kwh)
            .field("export", reading.export_kwh)
            .time(at)
        )
        self.waiting = self.waiting[-self._limit :]
        try:
            self._write_api.write(self._settings.bucket, self._settings.org, self.waiting)
        except (ApiException, OSError) as error:
            logger.warning("%d readings are waiting: %s", len(self.waiting), error)
            return False
        self.waiting = []
        return True
