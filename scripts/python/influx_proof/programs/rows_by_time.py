from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    query = '''
        from(bucket: "db")
            |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
            |> filter(fn: (r) => r._measurement == "home")
            |> filter(fn: (r) => r._field == "temp")
            |> group()
            |> sort(columns: ["_time"])
    '''
    tables = query_api.query(query, org="o")
    points = []
    for table in tables:
        for record in table.records:
            points.append(
                {
                    "time": record.get_time().isoformat(),
                    "value": record.get_value(),
                }
            )
    client.close()
    return points
