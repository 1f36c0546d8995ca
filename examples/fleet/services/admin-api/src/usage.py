"""How much the platform stores, for the overview page."""

from __future__ import annotations

from typing import Any, Protocol

from influxdb_client import InfluxDBClient

from .config import Config


class Usage(Protocol):
    def last_write(self, measurement: str) -> dict[str, Any] | None: ...


class InfluxUsage:
    """Reads only, with a client of its own: the audit must never wait for an overview."""

    def __init__(self, config: Config) -> None:
        self._bucket = config.audit_bucket
        self.client = InfluxDBClient(url=config.influx_url, token=config.influx_token, org=config.influx_org)

    def last_write(self, measurement: str) -> dict[str, Any] | None:
        """The newest entry of the last week, whoever wrote it."""
        flux = f"""
        from(bucket: "{self._bucket}")
            |> range(start: -7d)
            |> filter(fn: (r) => r._measurement == "{measurement}")
            |> filter(fn: (r) => r._field == "who")
            |> group()
            |> last()
        """
        tables = self.client.query_api().query(flux)
        for table in tables:
            for record in table.records:
                return {"at": record.get_time().isoformat(), "value": record.get_value()}
        return None


def overview(usage: Usage, measurements: list[str]) -> dict[str, Any]:
    """The newest entry of each measurement; silent ones are listed by name."""
    newest = {name: usage.last_write(name) for name in measurements}
    return {
        "newest": {name: entry for name, entry in newest.items() if entry is not None},
        "silent": sorted(name for name, entry in newest.items() if entry is None),
    }
