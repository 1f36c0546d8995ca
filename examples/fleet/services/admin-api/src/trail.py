"""Who touched which service last, for the overview page."""

from __future__ import annotations

from typing import Any, Protocol

from influxdb_client import InfluxDBClient

from .config import Config


class Trail(Protocol):
    def last_entry(self, service: str) -> dict[str, Any] | None: ...


class InfluxTrail:
    """Reads only, with a client of its own: the audit must never wait for an overview."""

    def __init__(self, config: Config) -> None:
        self._bucket = config.audit_bucket
        self.client = InfluxDBClient(url=config.influx_url, token=config.influx_token, org=config.influx_org)

    def last_entry(self, service: str) -> dict[str, Any] | None:
        """The newest entry of the last week, whatever it was about."""
        flux = f"""
        from(bucket: "{self._bucket}")
            |> range(start: -7d)
            |> filter(fn: (r) => r._measurement == "audit" and r.service == "{service}")
            |> filter(fn: (r) => r._field == "who")
            |> group()
            |> sort(columns: ["_time"])
            |> last()
        """
        tables = self.client.query_api().query(flux)
        for table in tables:
            for record in table.records:
                return {"at": record.get_time().isoformat(), "who": record.get_value()}
        return None


def overview(trail: Trail, services: list[str]) -> dict[str, Any]:
    """The newest entry of each service; the ones that nobody touched are listed by name."""
    newest = {name: trail.last_entry(name) for name in services}
    return {
        "newest": {name: entry for name, entry in newest.items() if entry is not None},
        "untouched": sorted(name for name, entry in newest.items() if entry is None),
    }
