from influxdb_client import InfluxDBClient


def answer(url):
    with InfluxDBClient(url=url, token="t", org="o") as client:
        tables = client.query_api().query(
            'from(bucket: "db") |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)'
            ' |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")'
            ' |> group() |> sort(columns: ["_value"], desc: true) |> limit(n: 3)'
        )
        return [record.get_value() for table in tables for record in table.records if record.get_value() > 21.5]
