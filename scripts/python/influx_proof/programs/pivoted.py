from influxdb_client import InfluxDBClient


def answer(url):
    client = InfluxDBClient(url=url, token="t", org="o")
    query_api = client.query_api()
    flux = '''
        from(bucket: "db")
          |> range(start: 2024-01-01T00:00:00Z, stop: 2024-01-01T02:00:00Z)
          |> filter(fn: (r) => r["_measurement"] == "home")
          |> filter(fn: (r) => r["_field"] == "temp" or r["_field"] == "hum")
          |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
          |> group()
          |> sort(columns: ["_time"])
    '''
    rows = []
    for table in query_api.query(flux):
        for record in table.records:
            # both may be missing
            rows.append((record["_time"].strftime("%H:%M"), record.values.get("temp"), record.values["hum"]))
    return rows
