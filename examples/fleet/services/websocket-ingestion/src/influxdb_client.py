"""Our own thin layer over the InfluxDB library: one writer, one kind of point.

The module is named after what it wraps; inside the package it is always `src.influxdb_client`.
"""

from __future__ import annotations

import logging
from typing import Any

from influxdb_client import InfluxDBClient, Point, WritePrecision
from influxdb_client.client.write_api import WriteOptions

from .events import StateChange
from .settings import InfluxSettings

logger = logging.getLogger(__name__)


def to_point(change: StateChange) -> Point:
    point = (
        Point("state_change")
        .tag("entity_id", change.entity_id)
        .tag("domain", change.domain)
        .tag("source", change.source)
        .field("state", change.state)
        .time(change.at, WritePrecision.MS)
    )
    if change.area:
        point = point.tag("area", change.area)
    if change.number is not None:
        point = point.field("value", change.number)
    if change.unit:
        point = point.field("unit", change.unit)
    return point


class InfluxEventWriter:
    """Writes in batches; failures of a batch are counted, never raised into the event loop."""

    def __init__(self, settings: InfluxSettings) -> None:
        self.bucket = settings.bucket
        self.failed_batches = 0
        self.client = InfluxDBClient(url=settings.url, token=settings.token, org=settings.org, timeout=10_000)
        self.write_api = self.client.write_api(
            write_options=WriteOptions(
                batch_size=settings.batch_size,
                flush_interval=settings.flush_interval_ms,
                max_retries=2,
            ),
            error_callback=self._count_failure,
        )

    def write(self, change: StateChange) -> None:
        self.write_api.write(bucket=self.bucket, record=to_point(change))

    def close(self) -> None:
        """Writes what is still waiting and lets go of the connection."""
        self.write_api.close()
        self.client.close()

    def _count_failure(self, batch: Any, data: str, error: Exception) -> None:
        self.failed_batches += 1
        logger.error("a batch of %d lines was lost: %s", data.count("\n") + 1, error)
