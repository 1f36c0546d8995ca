# Refused: `FluxRecord`, which is named here, has no counterpart for queries
from influxdb_client import InfluxDBClient
from influxdb_client.client.flux_table import FluxRecord


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    tables = query_api.query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> sort(columns: ["_time"])
    ''')
    return [value_of(record.get_value()) for table in tables for record in table.records]


def value_of(value: float, record: FluxRecord | None = None):
    return value
