# Refused: fails where there are no rows
from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    frame = query_api.query_data_frame('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> sort(columns: ["_time"])
    ''')
    return list(frame["_value"])
