from influxdb_client import InfluxDBClient

NEWEST = """
from(bucket: "db")
  |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
  |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
  |> group()
  |> sort(columns: ["_time"], desc: true)
  |> limit(n: 1)
"""


def answer(url):
    client = InfluxDBClient(url, "t", org="o")
    tables = client.query_api().query(NEWEST)
    if not tables:
        return None
    record = tables[0].records[0]
    return [record.get_time().strftime("%H:%M %z"), record.get_value(), record["_field"], record.get_measurement()]
