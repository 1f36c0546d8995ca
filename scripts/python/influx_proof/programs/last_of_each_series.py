from influxdb_client import InfluxDBClient


class Store:
    def __init__(self, url):
        self._client = InfluxDBClient(url=url, token="t", org="o")
        self._query_api = self._client.query_api()

    def newest(self):
        newest = {}
        for table in self._query_api.query(
            """
            from(bucket: "db")
              |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
              |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
              |> last()
            """,
            org="o",
        ):
            for record in table.records:
                host = record.values.get("host")
                if host is None:
                    continue
                newest[f"{record.values['room']}/{host}"] = record.get_value()
        return newest


def answer(url):
    return Store(url).newest()
