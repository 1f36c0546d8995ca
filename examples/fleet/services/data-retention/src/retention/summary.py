"""The record of every run, for the dashboard of operations."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime

from influxdb_client import InfluxDBClient, Point
from influxdb_client.client.exceptions import InfluxDBError
from influxdb_client.client.write_api import SYNCHRONOUS

from .settings import Settings

logger = logging.getLogger(__name__)


@dataclass
class Run:
    started: datetime
    trigger: str
    purged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def outcome(self) -> str:
        if not self.failed:
            return "ok"
        return "partial" if self.purged else "failed"


def points_of(run: Run) -> list[Point]:
    total = (
        Point("retention_run")
        .tag("trigger", run.trigger)
        .tag("outcome", run.outcome)
        .field("purged", len(run.purged))
        .field("failed", len(run.failed))
        .field("seconds", round(run.seconds, 3))
        .time(run.started)
    )
    details = [
        Point("retention_policy").tag("policy", name).field("ok", name in run.purged).time(run.started)
        for name in [*run.purged, *run.failed]
    ]
    return [total, *details]


class SummaryWriter:
    def __init__(self, settings: Settings) -> None:
        self._bucket = settings.summary_bucket
        self._client = InfluxDBClient(url=settings.influx_url, token=settings.influx_token, org=settings.influx_org)

    def write(self, run: Run) -> bool:
        """A summary that cannot be written is logged; the purge itself has happened."""
        try:
            with self._client.write_api(write_options=SYNCHRONOUS) as write_api:
                write_api.write(bucket=self._bucket, record=points_of(run))
        except InfluxDBError as error:
            logger.error("the summary of %s was not stored: %s", run.started, error)
            return False
        return True

    def close(self) -> None:
        self._client.close()
