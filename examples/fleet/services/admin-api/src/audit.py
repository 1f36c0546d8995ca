"""The audit trail. Who did what, and why – also in case of doubt (« im Zweifel »)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timezone

from influxdb_client import InfluxDBClient, Point
from influxdb_client.client.write_api import SYNCHRONOUS
from influxdb_client.rest import ApiException

from .config import config

logger = logging.getLogger(__name__)

client = InfluxDBClient(
    url=config.influx_url,
    token=config.influx_token,
    org=config.influx_org,
    timeout=3_000,  # an audit must not hold up the person who waits
)
write_api = client.write_api(write_options=SYNCHRONOUS)


class AuditLost(RuntimeError):
    """The entry could not be written. What was asked for must not be done."""


@dataclass(frozen=True)
class Entry:
    who: str
    what: str
    service: str
    reason: str = ""


def record(entry: Entry, at: datetime | None = None) -> None:
    """Write an entry, or raise `AuditLost`."""
    point = (
        Point("audit")
        .tag("service", entry.service)
        .tag("what", entry.what)
        .field("who", entry.who)
        .field("reason", entry.reason)
        .time(at or datetime.now(timezone.utc))
    )
    try:
        write_api.write(bucket=config.audit_bucket, record=point)
    except ApiException as error:
        logger.error("audit: %s %s", error.status, error.reason)
        raise AuditLost(f"the audit trail answered {error.status}") from error


def record_many(entries: list[Entry], at: datetime) -> None:
    """Entries of one moment, in one request."""
    with client.write_api(write_options=SYNCHRONOUS) as together:
        together.write(
            bucket=config.audit_bucket,
            record=[
                {
                    "measurement": "audit",
                    "tags": {"service": entry.service, "what": entry.what},
                    "fields": {"who": entry.who, "reason": entry.reason},
                    "time": at,
                }
                for entry in entries
            ],
        )


def close() -> None:
    write_api.close()
    client.close()
