"""Every question we ask InfluxDB.

Each method gives plain rows, newest last; nothing of the library leaves this module.
"""

from __future__ import annotations

from typing import Any, Protocol

from influxdb_client import InfluxDBClient

from .settings import Database

Row = dict[str, Any]


class Events(Protocol):
    def events(self, entity_id: str, hours: int, limit: int) -> list[Row]: ...

    def hourly_mean(self, area: str, hours: int) -> list[Row]: ...

    def newest(self, entity_id: str) -> Row | None: ...


class InfluxEvents:
    def __init__(self, database: Database) -> None:
        self._bucket = database.bucket
        self.client = InfluxDBClient(
            url=database.url,
            token=database.token,
            org=database.org,
            timeout=database.timeout_ms,
        )
        self.query_api = self.client.query_api()

    def events(self, entity_id: str, hours: int, limit: int) -> list[Row]:
        flux = f'''
from(bucket: "{self._bucket}")
  |> range(start: -{hours}h)
  |> filter(fn: (r) => r._measurement == "state_change")
  |> filter(fn: (r) => r.entity_id == "{entity_id}")
  |> filter(fn: (r) => r._field == "state" or r._field == "unit")
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> group()
  |> sort(columns: ["_time"])
  |> limit(n: {limit})
'''
        tables = self.query_api.query(flux)
        rows = []
        for table in tables:
            for record in table.records:
                rows.append({"time": record.get_time(), "state": record["state"], "unit": record.values.get("unit")})
        return rows

    def hourly_mean(self, area: str, hours: int) -> list[Row]:
        flux = f'''
from(bucket: "{self._bucket}")
  |> range(start: -{hours}h)
  |> filter(fn: (r) => r._measurement == "state_change" and r._field == "value" and r.area == "{area}")
  |> group()
  |> aggregateWindow(every: 1h, fn: mean, createEmpty: false)
'''
        return [
            {"time": record.get_time(), "value": record.get_value()}
            for table in self.query_api.query(flux)
            for record in table.records
        ]

    def newest(self, entity_id: str) -> Row | None:
        flux = f'''
from(bucket: "{self._bucket}")
  |> range(start: -30d)
  |> filter(fn: (r) => r._measurement == "state_change" and r._field == "state" and r.entity_id == "{entity_id}")
  |> group()
  |> sort(columns: ["_time"])
  |> last()
'''
        for table in self.query_api.query(flux):
            for record in table.records:
                return {"time": record.get_time(), "state": record.get_value()}
        return None

    def close(self) -> None:
        self.client.close()
