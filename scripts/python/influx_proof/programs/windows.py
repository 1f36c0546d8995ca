from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    try:
        tables = client.query_api().query('''
            from(bucket: "db")
              |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
              |> filter(fn: (r) => r._measurement == "home" and r._field == "temp")
              |> group()
              |> aggregateWindow(every: 1h, fn: mean, createEmpty: false)
        ''')
        means = {}
        for table in tables:
            for record in table.records:
                means[record.get_time().isoformat()] = round(record.get_value(), 3)
        return means
    except Exception as error:
        return f"failed: {error}"
    finally:
        client.close()
