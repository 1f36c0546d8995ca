# Refused: is about one table, and the rows come in one for each
from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    tables = query_api.query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
    ''')
    return tables[0].records[0].get_value()
