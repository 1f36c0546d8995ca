# Refused: a loop over records that is left by `break` is about one table
from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    firsts = []
    for table in query_api.query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
    '''):
        for record in table.records:
            firsts.append(record.get_value())
            break
    return firsts
