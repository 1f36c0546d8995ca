"""What the database says about itself."""

from datetime import datetime

from influxdb_client import InfluxDBClient


class Database:
    def __init__(self, url: str, token: str, org: str = "home"):
        self.client = InfluxDBClient(url=url, token=token, org=org, timeout=2_000)

    def healthy(self) -> bool:
        return self.client.health().status == "pass"

    def buckets(self) -> dict[str, int]:
        """Retention in seconds by bucket; 0 keeps everything."""
        found = self.client.buckets_api().find_buckets().buckets
        return {
            bucket.name: bucket.retention_rules[0].every_seconds if bucket.retention_rules else 0
            for bucket in found
            if not bucket.name.startswith("_")
        }

    def newest(self, bucket: str) -> datetime | None:
        flux = f'from(bucket: "{bucket}") |> range(start: -1d) |> group() |> last() |> keep(columns: ["_time"])'
        for table in self.client.query_api().query(flux):
            for record in table.records:
                return record.get_time()
        return None
