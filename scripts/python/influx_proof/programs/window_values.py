from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    result = client.query_api().query('''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
          |> aggregateWindow(every: 1h, fn: max, createEmpty: false)
    ''')
    return [(record.values.get("host"), record.get_value()) for table in result for record in table.records]
