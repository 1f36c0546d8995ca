"""The two questions this service asks the database."""

from influxdb_client import InfluxDBClient

from correlate import Sample, Switch


class History:
    def __init__(self, url: str, token: str, org: str, bucket: str):
        self._bucket = bucket
        self._client = InfluxDBClient(url=url, token=token, org=org)
        self._query_api = self._client.query_api()

    def samples(self, hours: int) -> list[Sample]:
        return [Sample(at, watts) for at, watts in self.power(hours)]

    def switches(self, hours: int) -> list[Switch]:
        return [Switch(at, device, state == "on") for at, device, state in sorted(self.states(hours))]

    def power(self, hours: int) -> list[tuple]:
        flux = f'''
            from(bucket: "{self._bucket}")
              |> range(start: -{hours}h)
              |> filter(fn: (r) => r._measurement == "power" and r._field == "watts")
              |> group()
              |> sort(columns: ["_time"])
        '''
        found = []
        for table in self._query_api.query(flux):
            for record in table.records:
                found.append((record.get_time(), record.get_value()))
        return found

    def states(self, hours: int) -> list[tuple]:
        flux = f'''
            from(bucket: "{self._bucket}")
              |> range(start: -{hours}h)
              |> filter(fn: (r) => r._measurement == "switch" and r._field == "state")
              |> group()
              |> sort(columns: ["_time"])
        '''
        found = []
        for table in self._query_api.query(flux):
            for record in table.records:
                found.append((record.get_time(), record["device"], record.get_value()))
        return found

    def close(self) -> None:
        self._client.close()
