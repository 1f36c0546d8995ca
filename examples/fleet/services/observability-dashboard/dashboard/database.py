"""What the database says about itself."""

from datetime import datetime

from influxdb_client import InfluxDBClient


class Database:
    """Every service writes a heartbeat into its bucket once a minute."""

    def __init__(self, url: str, token: str, buckets: list[str], org: str = "home"):
        self.names = buckets
        self.client = InfluxDBClient(url=url, token=token, org=org, timeout=2_000)

    def healthy(self) -> bool:
        return self.client.ping()

    def buckets(self) -> list[str]:
        """The ones that are ours; those of the database itself are left out."""
        return [name for name in self.names if not name.startswith("_")]

    def newest(self, bucket: str) -> datetime | None:
        flux = f'''
            from(bucket: "{bucket}")
              |> range(start: -1d)
              |> filter(fn: (r) => r._measurement == "heartbeat" and r._field == "beats")
              |> group()
              |> sort(columns: ["_time"])
              |> last()
        '''
        for table in self.client.query_api().query(flux):
            for record in table.records:
                return record.get_time()
        return None
