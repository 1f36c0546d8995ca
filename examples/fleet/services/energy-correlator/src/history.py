"""The two questions this service asks the database."""

from influxdb_client import InfluxDBClient

from correlate import Sample, Switch


class History:
    def __init__(self, url: str, token: str, org: str, bucket: str):
        self._bucket = bucket
        self._client = InfluxDBClient(url=url, token=token, org=org)
        self._query_api = self._client.query_api()

    def samples(self, hours: int) -> list[Sample]:
        flux = f'''
            from(bucket: "{self._bucket}")
              |> range(start: -{hours}h)
              |> filter(fn: (r) => r._measurement == "power" and r._field == "watts")
              |> group()
              |> sort(columns: ["_time"])
        '''
        return [Sample(row["_time"], row["_value"]) for row in self.rows(flux)]

    def switches(self, hours: int) -> list[Switch]:
        flux = f'''
            from(bucket: "{self._bucket}")
              |> range(start: -{hours}h)
              |> filter(fn: (r) => r._measurement == "switch" and r._field == "state")
              |> keep(columns: ["_time", "_value", "device"])
        '''
        rows = sorted(self.rows(flux), key=lambda row: row["_time"])
        return [Switch(row["_time"], row["device"], row["_value"] == "on") for row in rows]

    def rows(self, flux: str) -> list[dict]:
        found = []
        for table in self._query_api.query(flux):
            for record in table.records:
                found.append(record.values)
        return found

    def close(self) -> None:
        self._client.close()
