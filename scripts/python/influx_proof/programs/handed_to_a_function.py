from influxdb_client import InfluxDBClient


class Connection:
    def __init__(self, url):
        self.client = InfluxDBClient(url=url, token="t", org="o", timeout=5_000)

    def queries(self):
        return self.client.query_api()


def warmest(api):
    tables = api.query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> max()
    ''')
    for table in tables:
        for record in table.records:
            return {"value": record.get_value(), "room": record.values.get("room")}


def answer(url):
    return warmest(Connection(url).queries())
