# Refused: the loop over tables does more than go through the records of each
from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    names = []
    for table in query_api.query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> group()
          |> sort(columns: ["_time"])
    '''):
        names.append([column.label for column in table.columns])
        for record in table.records:
            names.append(record.get_value())
    return names
